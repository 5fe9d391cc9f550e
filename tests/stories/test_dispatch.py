"""Who it goes to, and why: by rule where the catalogue lets it, proposed where it does not."""

import pytest

from deploy.walk import Staff, until
from tests.house import City
from tests.stories.journey import Journey

BY_HAND = "occurrence-0101"


def _filed(city: City, category: str) -> tuple[Journey, Staff]:
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "accept")
    operator.act(road.case_id, "file", condition=city.crew.condition(category))
    return road, operator


def test_what_goes_by_itself_says_why(city: City) -> None:
    road, operator = _filed(city, "component-0306")

    def sent() -> dict[str, str] | None:
        steps = operator.must("GET", f"/cases/{road.case_id}")["timeline"]
        return next((step for step in steps if step["what"] == "case.dispatch"), None)

    why = until(sent, "dispatch by rule")["why"]
    assert "户外广告" in why or "权属" in why


def test_the_rest_is_proposed_with_reasons_and_returns_are_remembered(city: City) -> None:
    road, operator = _filed(city, BY_HAND)
    dispatcher = city.crew.sign_in("dispatcher")
    case = dispatcher.must("GET", f"/cases/{road.case_id}")
    assert (case["stage"], case["clock"]["state"]) == ("filed", "running")
    assert case["clock"]["words"].startswith("10 分钟，")  # it is urgent
    first = case["proposals"][0]
    assert "私搭乱建" in first["why"]
    assert not first["returned"]
    assert operator.must("GET", f"/cases/{road.case_id}")["proposals"] == []

    dispatcher.act(road.case_id, "dispatch", organisation=first["organisation"]["id"])
    department = city.crew.who_sees("department", road.case_id)
    department.act(road.case_id, "return", note="不归我们")
    again = dispatcher.must("GET", f"/cases/{road.case_id}")["proposals"]
    assert [one["returned"] for one in again if one["organisation"] == first["organisation"]] == [
        True
    ]


def test_changed_rules_are_tried_on_last_months_cases_and_saved(city: City) -> None:
    chief = city.crew.sign_in("administrator")
    rules = chief.must("GET", "/dispatch/rules")["items"]
    assert any(rule["returned"] for rule in rules)
    assert all(rule["sent"] >= rule["returned"] for rule in rules)
    busiest = max(rules, key=lambda rule: rule["sent"])
    other = next(rule for rule in rules if rule["organisation"] != busiest["organisation"])
    text = {
        name: busiest[name] for name in busiest if name not in ("sent", "returned", "words", "to")
    }
    moved = text | {"organisation": other["organisation"]}
    trial = chief.must("POST", "/dispatch/rules/try", {"put": [moved]})
    assert 0 < trial["elsewhere"] < trial["cases"]
    assert trial["words"] == f"{trial['cases']:,} 件中有 {trial['elsewhere']:,} 件会派到别处"
    assert sum(move["count"] for move in trial["moves"]) == trial["elsewhere"]
    assert chief.must("GET", "/dispatch/rules")["items"] == rules

    saved = chief.must("PATCH", "/dispatch/rules", {"put": [moved]})["items"]
    now = next(rule for rule in saved if rule["id"] == busiest["id"])
    assert (now["organisation"], now["number"]) == (other["organisation"], busiest["number"])
    chief.must("PATCH", "/dispatch/rules", {"put": [text]})
    assert chief.must("GET", "/dispatch/rules")["items"] == rules


@pytest.mark.parametrize(
    ("field", "said"),
    [("organisation", "nobody"), ("area", "district:1"), ("days", "never"), ("opens", "25:00")],
)
def test_an_unclear_rule_is_named(city: City, field: str, said: str) -> None:
    chief = city.crew.sign_in("administrator")
    known = chief.must("GET", "/dispatch/rules")["items"][0]["organisation"]
    rule = {"organisation": known, field: said}
    found = chief.ask("PATCH", "/dispatch/rules", {"put": [rule]})
    assert (found.status, found.json["code"]) == (422, "rules_unclear")
    assert said in found.json["detail"]


def test_only_administrators_save_and_only_the_desk_tries(city: City) -> None:
    change = {"put": [], "remove": []}
    dispatcher, operator = city.crew.sign_in("dispatcher"), city.crew.sign_in("operator")
    assert dispatcher.ask("PATCH", "/dispatch/rules", change).status == 403
    assert dispatcher.ask("POST", "/dispatch/rules/try", change).json["elsewhere"] == 0
    assert operator.ask("GET", "/dispatch/rules").status == 403
