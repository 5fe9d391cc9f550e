"""Is it so? An inspector is asked before filing; meanwhile the desk's clock stands still."""

from tests.house import City
from tests.stories.journey import Journey


def asked(city: City) -> Journey:
    """A report that was accepted, and sent to be verified."""
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "accept")
    sent = operator.act(road.case_id, "send_verify", note="描述不清")
    assert (sent["stage"], sent["clock"]["state"]) == ("verifying", "paused")
    assert sent["due_at"] is None
    assert "file" not in {one["name"] for one in sent["actions"]}
    return road


def test_confirmed_on_the_spot_and_filed(city: City) -> None:
    road = asked(city)
    inspector, task = city.crew.task_of(road.placed()["case_number"])
    assert task["kind"] == "verify"
    answer = {"passed": True, "note": "确有破损", "position": task["position"]}
    assert inspector.ask("POST", f"/tasks/{task['id']}/answer", answer).status == 200
    case = road.case()
    assert (case["stage"], case["verified"]) == ("accepted", True)
    assert case["clock"]["state"] == "running"
    assert "核实暂停" in case["clock"]["words"]
    told = {step["what"]: step for step in case["timeline"]}
    assert told["case.confirm"]["note"] == "确有破损"
    assert told["case.confirm"]["by"] == inspector.person["name"]
    filed = city.crew.sign_in("operator").act(
        road.case_id, "file", condition=city.crew.condition("component-0101")
    )
    assert filed["stage"] == "filed"


def test_not_so_is_declined_and_the_sender_is_told(city: City) -> None:
    road = asked(city)
    inspector, task = city.crew.task_of(road.placed()["case_number"])
    path = f"/tasks/{task['id']}/answer"
    spot = {"position": task["position"]}
    assert inspector.ask("POST", path, {"passed": False} | spot).status == 422
    inspector.must("POST", path, {"passed": False, "note": "现场没有井盖"} | spot)
    case = road.case()
    assert (case["stage"], case["verified"], case["clock"]) == ("declined", False, None)
    assert any("现场没有井盖" in one["words"] for one in road.seen()["timeline"])


def test_nobody_answers_for_the_one_who_was_asked(city: City) -> None:
    road = asked(city)
    asked_one, _ = city.crew.task_of(road.placed()["case_number"])
    path = f"/cases/{road.case_id}/actions"
    others = [one for one in city.crew.of_role("inspector") if one is not asked_one]
    for action in ("confirm", "refute"):
        wish = {"action": action, "note": "我看过"}
        assert others[0].ask("POST", path, wish).status == 404
        assert city.crew.sign_in("operator").ask("POST", path, wish).status == 403
    assert asked_one.ask("POST", path, {"action": "pass"}).status == 409
    asked_one.must("POST", path, {"action": "confirm"})
    assert road.happened().count("case.confirm") == 1
