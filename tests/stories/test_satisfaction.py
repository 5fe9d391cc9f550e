"""The citizen says whether it is good: when the case is closed, once."""

from deploy.walk import Answer, new_id
from tests.house import City
from tests.stories.journey import Journey


def _say(road: Journey, satisfied: bool = True, **more: object) -> Answer:
    body = {"satisfied": satisfied, **more}
    return road.citizen.ask("POST", f"/reports/{road.id}/satisfaction", body)


def test_not_before_it_is_closed(city: City) -> None:
    road = Journey(city)
    road.placed()
    early = _say(road)
    assert (early.status, early.json["code"]) == (409, "stage_forbids")
    assert "待受理" in early.json["detail"]
    road.dispatched()
    assert _say(road).status == 409
    assert road.seen()["may_rate"] is False
    assert road.seen()["satisfied"] is None


def test_once_and_by_the_sender_only(city: City) -> None:
    road = Journey(city)
    road.closed()
    assert road.seen()["may_rate"] is True
    stranger = city.citizen()
    path = f"/reports/{road.id}/satisfaction"
    assert stranger.ask("POST", path, {"satisfied": True}).status == 404
    operator = city.crew.sign_in("operator")
    assert operator.ask("POST", path, {"satisfied": True}).status == 404
    asked = {"action": "revisit"}
    assert (
        operator.ask("POST", f"/cases/{road.case_id}/actions", asked).status == 422
    )  # an operator may, saying what was answered

    key, body = {"Idempotency-Key": str(new_id())}, {"satisfied": False, "words": "井盖还在响"}
    for _ in range(2):  # a phone that never heard the answer sends it again
        said = road.citizen.ask("POST", path, body, key)
        assert (said.status, said.json["satisfied"]) == (200, False)
        assert said.headers["Idempotency-Key"] == key["Idempotency-Key"]
    again = _say(road, True)
    assert (again.status, again.json["code"]) == (409, "stage_forbids")
    assert road.seen()["satisfied"] is False
    case = road.case()
    assert (case["stage"], case["satisfied"]) == ("revisited", False)
    assert "井盖还在响" in [one["note"] for one in case["timeline"]]
    assert road.happened().count("case.revisit") == 1
