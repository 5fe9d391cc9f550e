"""Not good enough: the check fails, the department does it again, and it passes."""

from deploy.walk import promise
from tests.house import City
from tests.stories.journey import Journey, photo


def test_failed_on_the_spot_done_again_and_passed(city: City) -> None:
    road = Journey(city)
    department = road.dispatched()
    road.handled(department)
    number = road.placed()["case_number"]
    inspector, task = city.crew.task_of(number)
    bare = inspector.ask(
        "POST", f"/tasks/{task['id']}/answer", {"passed": False, "position": task["position"]}
    )
    assert (bare.status, bare.json["code"]) == (422, "needs_missing")

    evidence = photo()
    inspector.upload(evidence, case=road.case_id)
    answer = {
        "passed": False,
        "note": "周边仍有破损",
        "position": task["position"],
        "photos": [promise(evidence)["sha256"]],
    }
    inspector.must("POST", f"/tasks/{task['id']}/answer", answer)
    again = road.case(department)
    assert (again["stage"], again["stage_words"]) == ("handling", "处置中")
    assert again["due_at"] is not None
    failed = next(one for one in again["timeline"] if one["what"] == "case.fail")
    assert failed["note"] == "周边仍有破损"
    assert failed["by"] == inspector.person["name"]
    assert len(failed["photos"]) == 1
    assert any("正在返工" in one["words"] for one in road.seen()["timeline"])

    road.handled(department, "周边已一并修补")
    road.checked(passed=True)
    assert road.case()["stage"] == "checked"
    closed = city.crew.sign_in("duty_chief").act(road.case_id, "close")
    assert closed["stage"] == "closed"
    done = road.happened()
    assert done.count("case.handle") == done.count("task.sent") == 2


def test_the_duty_chief_sends_it_back_after_a_passed_check(city: City) -> None:
    road = Journey(city)
    department = road.dispatched()
    road.handled(department)
    road.checked(passed=True)
    back = city.crew.sign_in("duty_chief").act(road.case_id, "rework", note="照片看不清")
    assert back["stage"] == "handling"
    assert "sign_for" not in [one["name"] for one in road.case(department)["actions"]]
    road.handled(department)
    road.at("checking")


def test_a_task_is_answered_once_and_by_the_one_who_was_asked(city: City) -> None:
    road = Journey(city)
    road.handled(road.dispatched())
    inspector, task = city.crew.task_of(road.placed()["case_number"])
    others = (one for one in city.crew.of_role("inspector") if one is not inspector)
    path, answer = f"/tasks/{task['id']}/answer", {"passed": True, "position": task["position"]}
    assert next(others).ask("POST", path, answer).status == 404
    assert inspector.ask("POST", path, answer).status == 200
    assert inspector.ask("POST", path, answer).status == 404
    assert road.happened().count("case.pass") == 1


def test_handled_needs_a_photo_that_was_received(city: City) -> None:
    road = Journey(city)
    department = road.dispatched()
    department.act(road.case_id, "sign_for")
    path = f"/cases/{road.case_id}/actions"
    assert department.ask("POST", path, {"action": "handle"}).status == 422
    never_sent = {"action": "handle", "photos": [promise(photo())["sha256"]]}
    assert department.ask("POST", path, never_sent).status == 404
    assert road.case()["stage"] == "handling"
