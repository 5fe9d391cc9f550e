"""What is it: proposed with reasons, taken with one tap, corrected, sent elsewhere; and learned."""

from typing import Any

from deploy.walk import until
from tests.house import City
from tests.stories.journey import Journey

LAMP, LABOUR = "component-0137", "elsewhere-labour"
DARK = "巷子里路灯不亮好几天了，晚上黑咕隆咚，联系人王建国，电话13800001234"
WAGES = "工地拖欠我们工资，老板跑了，要求讨薪"


def _proposal(road: Journey) -> dict[str, Any]:
    found: dict[str, Any] = road.case(road.crew.sign_in("operator"))["proposal"]
    return found


def test_a_lamp_is_proposed_and_filed_with_one_tap(city: City) -> None:
    road = Journey(city, words=DARK, category=None)
    proposal = _proposal(road)
    first = proposal["choices"][0]
    assert (proposal["sure"], first["code"], proposal["elsewhere"]) == (True, LAMP, None)
    assert first["condition"]["text"]
    shown = road.case(road.crew.sign_in("operator"))["report"]["words"]
    for reason in first["reasons"]:
        assert shown[reason["start"] : reason["end"]] == reason["words"]
    assert "路灯" in "".join(reason["words"] for reason in first["reasons"])

    operator = city.crew.sign_in("operator")
    filed = operator.must("POST", f"/triage/cases/{road.case_id}/accept", {})
    assert (filed["stage"], filed["category"]["code"]) == ("filed", LAMP)
    assert filed["condition"]["id"] == first["condition"]["id"]
    assert filed["proposal"] is None
    until(lambda: "triage.confirmed" in road.happened(), "the label")
    again = operator.ask("POST", f"/triage/cases/{road.case_id}/accept", {})
    assert (again.status, again.json["code"]) == (409, "stage_forbids")


def test_names_and_numbers_are_hidden_and_a_look_is_recorded(city: City) -> None:
    road = Journey(city, words=DARK, category=None)
    operator = city.crew.sign_in("operator")
    case = operator.must("GET", f"/cases/{road.case_id}")
    for words in (case["words"], case["report"]["words"]):
        assert "13800001234" not in words
        assert "王建国" not in words
        assert "路灯不亮" in words
    whole = operator.must("POST", f"/triage/cases/{road.case_id}/words", {})
    assert whole["words"] == DARK
    assert "words.seen" in road.happened()
    assert road.seen()["words"] == DARK
    leader = city.crew.sign_in("leader")
    assert leader.ask("POST", f"/triage/cases/{road.case_id}/words", {}).status == 403


def test_what_an_operator_says_instead_is_kept(city: City) -> None:
    road = Journey(city, words="路边垃圾成堆没人清", category=None)
    assert _proposal(road)["choices"][0]["code"].startswith("occurrence-01")
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "accept")
    operator.act(road.case_id, "file", condition=city.crew.condition("component-0305"))
    until(lambda: "triage.corrected" in road.happened(), "the label")
    found = city.rows("select code, proposed from triage_labels where case_id = %s", road.case_id)
    assert found[0][0] == "component-0305"
    assert found[0][1] != "component-0305"
    figures = operator.must("GET", "/triage/figures")
    assert figures["months"][-1]["cases"] >= 1
    (mine,) = (one for one in figures["categories"] if one["code"] == "component-0305")
    assert mine["cases"] >= 1
    months = operator.must("GET", "/triage/figures?code=component-0305")["months"]
    for count in ("cases", "proposed", "right"):
        assert sum(one[count] for one in months) == mine[count]
    assert operator.must("GET", "/triage/figures?code=component-9999")["months"] == []
    assert operator.ask("GET", f"/triage/figures?code={'x' * 41}").status == 422


def test_what_is_for_somebody_else_is_declined_kindly(city: City) -> None:
    road = Journey(city, words=WAGES, category=None)
    away = _proposal(road)["elsewhere"]
    assert away["code"] == LABOUR
    assert "12333" in away["words"]
    operator = city.crew.sign_in("operator")
    operator.must(
        "POST",
        f"/cases/{road.case_id}/actions",
        {"action": "decline", "note": away["words"], "elsewhere": LABOUR},
    )
    assert any("12333" in step["words"] for step in road.seen()["timeline"])
    until(lambda: "triage.confirmed" in road.happened(), "the label")
    unknown = operator.ask(
        "POST",
        f"/cases/{Journey(city, words=WAGES, category=None).case_id}/actions",
        {"action": "decline", "note": "x", "elsewhere": "elsewhere-nobody"},
    )
    assert unknown.status == 404


def test_gas_is_urgent_before_anybody_has_looked(city: City) -> None:
    road = Journey(city, words="楼下有很浓的煤气味，快来人", category=None)
    case = road.case(city.crew.sign_in("operator"))
    assert case["urgent"]
    assert case["proposal"]["alarms"][0]["kind"] == "gas"


def test_words_are_read_while_they_are_typed_and_not_kept(city: City) -> None:
    before = city.rows("select count(*) from events")
    found = city.citizen().must("POST", "/triage/suggest", {"words": "暖气不热，家里才十五度"})
    assert found["choices"][0]["code"] == "service-0201"
    assert (
        city.citizen("en")
        .must("POST", "/triage/suggest", {"words": "电梯坏了"})["choices"][0]["name"]
        .startswith("Lift")
    )
    nothing = city.citizen().must("POST", "/triage/suggest", {"words": "嗯嗯好的"})
    assert not nothing["sure"]
    assert city.citizen().ask("POST", "/triage/suggest", {"words": ""}).status == 422
    assert city.rows("select count(*) from events") >= before
    assert not city.rows("select 1 from events where data::text like %s", "%十五度%")


def test_asking_too_often_is_refused(city: City) -> None:
    phone = city.citizen()
    answers = [phone.ask("POST", "/triage/suggest", {"words": "路灯"}).status for _ in range(61)]
    assert answers[-1] == 429
    assert set(answers[:60]) == {200}
