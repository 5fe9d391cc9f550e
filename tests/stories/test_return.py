"""Not ours, says the department: the case goes back and is sent to another, by hand."""

from tests.house import City
from tests.stories.journey import Journey


def test_returned_and_dispatched_to_another_department(city: City) -> None:
    road = Journey(city)
    first = road.dispatched()
    case = road.case(first)
    bare = first.ask("POST", f"/cases/{case['id']}/actions", {"action": "return"})
    assert (bare.status, bare.json["code"]) == (422, "needs_missing")
    returned = first.act(case["id"], "return", note="产权属于园林部门")
    assert (returned["stage"], returned["organisation"]) == ("filed", None)
    assert returned["due_at"] != case["due_at"]
    assert first.ask("GET", f"/cases/{case['id']}").status == 404

    dispatcher = city.crew.sign_in("dispatcher")
    waiting = city.crew.find(dispatcher, "to_dispatch", case["number"])
    assert waiting["stage"] == "filed"
    others = [
        one
        for one in dispatcher.must("GET", "/organisations")
        if one["id"] != case["organisation"]["id"]
        and one["name"].endswith(("街道办事处", "局", "中心"))
    ]
    chosen = _with_an_account(city, others)
    sent = dispatcher.act(case["id"], "dispatch", organisation=chosen["id"])
    assert (sent["stage"], sent["organisation"]["id"]) == ("dispatched", chosen["id"])
    second = city.crew.who_sees("department", case["id"])
    assert second.person["organisation"]["id"] == chosen["id"]
    second.act(case["id"], "sign_for")

    words = [step["words"] for step in road.seen()["timeline"]]
    assert "正在重新确定处置单位" in words
    assert words[-2:] == [f"已交{chosen['name']}处置", "处置单位已签收"]
    past = {step["what"]: step for step in road.case()["timeline"]}
    assert past["case.return"]["note"] == "产权属于园林部门"
    assert past["case.return"]["by"] == first.person["name"]


def test_a_case_goes_only_to_a_department_that_there_is(city: City) -> None:
    road = Journey(city)
    road.dispatched().act(road.case_id, "return", note="不是我们的")
    dispatcher = city.crew.sign_in("dispatcher")
    centre = dispatcher.person["organisation"]["id"]
    for organisation, status in ((None, 422), (centre, 404), (99_999_999, 404)):
        asked = {"action": "dispatch", "organisation": organisation}
        assert dispatcher.ask("POST", f"/cases/{road.case_id}/actions", asked).status == status
    assert road.case()["stage"] == "filed"


def _with_an_account(city: City, organisations: list[dict[str, object]]) -> dict[str, object]:
    homes = {one.person["organisation"]["id"] for one in city.crew.of_role("department")}
    return next(one for one in organisations if one["id"] in homes)
