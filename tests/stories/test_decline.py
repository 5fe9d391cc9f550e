"""A report that is no case: declined with a reason, which its sender reads and is told."""

from deploy.walk import until
from tests.house import City
from tests.stories.journey import Journey

REASON = "属于小区内部设施，请联系物业"


def test_the_operator_declines_and_the_sender_reads_why(city: City) -> None:
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "accept")
    declined = operator.act(road.case_id, "decline", note=REASON)
    assert (declined["stage"], declined["stage_words"]) == ("declined", "不予立案")
    assert [one["name"] for one in declined["actions"]] == ["undo"]

    seen = road.seen()
    assert seen["stage"] == "declined"
    assert f"未立案：{REASON}" in [one["words"] for one in seen["timeline"]]
    (notice,) = until(road.told, "the notice")
    assert REASON in notice["words"]
    assert road.receipt["number"] in notice["words"]


def test_no_reason_no_decline(city: City) -> None:
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    for note in ("", "   "):
        refused = operator.ask(
            "POST", f"/cases/{road.case_id}/actions", {"action": "decline", "note": note}
        )
        assert (refused.status, refused.json["code"]) == (422, "needs_missing")
        assert "理由" in refused.json["detail"]
    assert road.seen()["stage"] == "received"
    assert "case.decline" not in road.happened()


def test_a_notice_is_read_once_and_by_its_reader_only(city: City) -> None:
    road = Journey(city)
    city.crew.sign_in("operator").act(road.case_id, "decline", note=REASON)
    (notice,) = until(road.told, "the notice")
    assert notice["read"] is False
    assert road.citizen.must("GET", "/notices")["unread"] == 1
    assert city.citizen().ask("POST", f"/notices/{notice['id']}/read").status == 404
    road.citizen.must("POST", f"/notices/{notice['id']}/read")
    assert road.told()[0]["read"] is True
    assert road.citizen.must("GET", "/notices")["unread"] == 0
