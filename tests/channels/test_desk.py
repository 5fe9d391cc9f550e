"""The desk: who calls, what it may be while they talk, and the report that comes of it."""

from typing import Any

from deploy.walk import new_id, until
from tests.house import City
from tests.stories.journey import Journey, cover, named

REPORT = {"made_at": "2026-11-22T08:00:00+08:00", "place_words": "迎泽大街12号"}


def test_a_call_becomes_a_report_and_the_caller_is_known_again(city: City) -> None:
    operator, phone = city.crew.sign_in("operator"), f"139{str(new_id().int)[-8:]}"
    assert operator.must("POST", "/desk/callers", {"phone": phone})["earlier"] == []
    report_id = new_id()
    said = {**REPORT, "words": "井盖破损", "contact": {"name": "王喆", "phone": phone}}
    first = operator.ask("PUT", f"/desk/reports/{report_id}", said)
    assert first.status == 201, first.body
    assert operator.ask("PUT", f"/desk/reports/{report_id}", said).status == 200
    known = operator.must("POST", "/desk/callers", {"phone": f"+86 {phone}"})
    # This operator's organisation has one district: the name is not theirs to read.
    assert (known["name"], known["is_masked"], known["reports"]) == ("王*", True, 1)
    assert known["earlier"][0]["channel"] == "desk"
    looked = "select data from events where name = 'caller.looked_up' order by id desc limit 1"
    ((data,),) = city.rows(looked)
    assert data == {"reports": [first.json["number"]]}, "the number itself is in no trail"
    until(lambda: city.rows("select case_id from reports where id = %s", str(report_id))[0][0],
          "triage", 90)  # fmt: skip
    known = operator.must("POST", "/desk/callers", {"phone": phone})
    assert [one["number"] for one in known["earlier"]] == [first.json["number"]], "it lies there"


def test_it_suggests_while_the_caller_talks(city: City) -> None:
    operator = city.crew.sign_in("operator")
    told = operator.must("POST", "/desk/suggestions", {"words": "燃气泄漏，味道很大，快来人"})
    assert told["urgent"] is True
    told = operator.must("POST", "/desk/suggestions", {"words": "门口井盖破损"})
    assert any("井盖" in one["category"]["name"] for one in told["categories"])
    assert operator.must("POST", "/desk/suggestions", {})["cases"] == []


def test_open_cases_are_told_while_the_caller_talks_the_alike_first(city: City) -> None:
    chief, mark = city.crew.sign_in("duty_chief"), cover()
    same = Journey(city, [], words=f"{mark}的污水井盖丢了，晚上很危险").case()["number"]
    heard = {"words": f"{mark}，污水井盖丢失，很危险"}
    assert chief.must("POST", "/desk/suggestions", heard)["cases"][0]["number"] == same
    market = named(city, "landmark")[0]
    near = Journey(city, [], words=f"电话亭的门关不上 {new_id()}", position=_at(market)).case()
    heard = {"words": "垃圾桶倒了", "place_words": market["name"]}
    told = chief.must("POST", "/desk/suggestions", heard)
    assert near["number"] in [one["number"] for one in told["cases"]]
    assert all(one["category"] is None or one["category"]["name"] for one in told["cases"])


def _at(place: dict[str, Any]) -> dict[str, Any]:
    return {**place["position"], "datum": "wgs84", "accuracy": 10}


def test_only_operators_sit_at_the_desk(city: City) -> None:
    for role in ("inspector", "department", "dispatcher"):
        somebody = city.crew.sign_in(role)
        assert somebody.ask("POST", "/desk/callers", {"phone": "13800138000"}).status == 403
    assert city.citizen().ask("POST", "/desk/callers", {"phone": "13800138000"}).status == 401


def test_content_checks_are_switched_by_channel(city: City) -> None:
    keeper = city.crew.sign_in("administrator")
    before = {one["channel"]: one for one in keeper.must("GET", "/channels")["items"]}
    shipped = {name for name, one in before.items() if one["is_checked"]}
    assert shipped == {"citizen", "wechat_mini"}
    assert {name for name, one in before.items() if one["can_be_checked"]} == shipped | {
        "inspector"
    }
    try:
        said = keeper.must("PATCH", "/channels/citizen", {"is_checked": False})
        assert (said["is_checked"], said["is_open"]) == (False, True)
        assert keeper.ask("PATCH", "/channels/citizen", {"is_open": False}).status == 404
    finally:
        keeper.must("PATCH", "/channels/citizen", {"is_checked": True})
    operator = city.crew.sign_in("operator")
    assert operator.ask("PATCH", "/channels/citizen", {"is_checked": False}).status == 403
    assert city.citizen().ask("GET", "/contents/held").status == 401
