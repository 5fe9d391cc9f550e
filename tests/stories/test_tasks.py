"""A task on its way: why this inspector, accepted, out of reach, unsure, let lie, too late, put."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from city import db
from city.cases import passing
from city.cases.model import Task
from city.duty.asked import due
from city.settings import sqlalchemy_url
from deploy.walk import Staff, new_id, promise
from tests.house import City
from tests.stories.duty import mark, own_place, signed_off
from tests.stories.journey import ELSEWHERE, Journey, photo


@contextmanager
def inside(city: City) -> Iterator[Session]:
    """A transaction in the city's own database, as a worker has it."""
    engine = db.connect(sqlalchemy_url(city.settings["DATABASE_URL"]))
    with db.transaction() as session:
        yield session
    engine.dispose()


@pytest.fixture(autouse=True)
def on_duty(city: City) -> Iterator[None]:
    """The beat's inspector is at work, whoever signed off before."""
    inspector = signed_off(city.crew.sign_in("inspector"))
    assert mark(inspector, "sign_on", position=own_place(city, inspector)).status == 200
    yield
    signed_off(inspector)


def let_lie(city: City, task: dict[str, Any]) -> None:
    """As if the time to accept were over; and the clock comes by."""
    ago = datetime.now(UTC) - timedelta(seconds=1)
    city.rows("update tasks set lapse_at = %s where id = %s returning id", ago, task["id"])
    with inside(city) as session:
        assert UUID(task["id"]) in due(session, Task)
        passing.pass_on(session, UUID(task["id"]))


def other_than(city: City, staff: Staff) -> Staff:
    """The other demo inspector."""
    return next(one for one in city.crew.of_role("inspector") if one is not staff)


def asked(city: City) -> tuple[Journey, Staff, dict[str, Any]]:
    """A handled case, and who is asked to check it."""
    road = Journey(city)
    road.handled(road.dispatched())
    return road, *city.crew.task_of(road.placed()["case_number"])


def answer(task: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A yes on the spot, unless said otherwise."""
    return {"passed": True, "note": "", "position": task["position"]} | more


def test_it_says_why_and_is_accepted(city: City) -> None:
    road, inspector, task = asked(city)
    assert inspector.person["name"] in task["why"]
    assert task["accepted_at"] is None
    inspector.must("POST", f"/tasks/{task['id']}/accept")
    inspector.must("POST", f"/tasks/{task['id']}/accept")
    other = other_than(city, inspector)
    assert other.ask("POST", f"/tasks/{task['id']}/accept").status == 404
    [(accepted, lapse, due)] = city.rows(
        "select accepted_at, lapse_at, due_at from tasks where id = %s", task["id"]
    )
    assert accepted is not None
    assert lapse > due
    told = [step["words"] for step in road.case()["timeline"]]
    assert f"任务交给{inspector.person['name']}" in told
    assert told.count("接受任务") == 1
    taken = inspector.must("POST", f"/tasks/{task['id']}/answer", answer(task))
    assert taken == {"counted": True, "words": "已提交"}


def test_out_of_reach_or_nowhere_needs_a_word(city: City) -> None:
    _, inspector, task = asked(city)
    path = f"/tasks/{task['id']}/answer"
    for position in (None, ELSEWHERE):
        refused = inspector.ask("POST", path, answer(task, position=position))
        assert (refused.status, refused.json["code"]) == (422, "reason_needed")
    assert "您离案件约" in refused.json["detail"]
    blurred = task["position"] | {"lon": task["position"]["lon"] + 0.0015, "accuracy": 50}
    assert inspector.must("POST", path, answer(task, position=blurred))["counted"]


def test_what_cannot_be_told_goes_to_another(city: City) -> None:
    road, inspector, task = asked(city)
    path = f"/tasks/{task['id']}/answer"
    assert inspector.ask("POST", path, answer(task, passed=None)).status == 422
    unsure = answer(task, passed=None, note="围挡锁着，看不到")
    assert inspector.must("POST", path, unsure)["counted"]
    assert road.case()["stage"] == "checking"
    second, again = city.crew.task_of(road.placed()["case_number"])
    assert second is not inspector
    assert again["id"] != task["id"]
    second.must("POST", f"/tasks/{again['id']}/answer", answer(again))
    assert road.case()["stage"] == "checked"


def test_let_lie_it_goes_to_another_and_the_late_answer_is_evidence(city: City) -> None:
    road, inspector, task = asked(city)
    let_lie(city, task)
    number = road.placed()["case_number"]
    second, again = city.crew.task_of(number)
    assert second is not inspector
    evidence = photo()
    inspector.upload(evidence, case=road.case_id)
    key = str(new_id())
    said = answer(task, note="其实修好了", photos=[promise(evidence)["sha256"]])
    for _ in range(2):
        late = inspector.ask("POST", f"/tasks/{task['id']}/answer", said, {"Idempotency-Key": key})
        assert (late.status, late.json["counted"]) == (200, False), late.body
        assert "作为证据保存" in late.json["words"]
    case = road.case()
    assert case["stage"] == "checking"
    [kept] = [step for step in case["timeline"] if step["what"] == "task.late"]
    assert (kept["note"], len(kept["photos"])) == ("其实修好了", 1)
    second.must("POST", f"/tasks/{again['id']}/answer", answer(again))
    assert road.case()["stage"] == "checked"


def test_with_nobody_left_it_waits_for_the_duty_chief_who_puts_it(city: City) -> None:
    road, inspector, task = asked(city)
    chief, number = city.crew.sign_in("duty_chief"), road.placed()["case_number"]
    let_lie(city, task)
    second, again = city.crew.task_of(number)
    let_lie(city, again)
    assert second.must("GET", "/tasks")["items"]
    [left] = [one for one in chief.must("GET", "/tasks/left")["items"] if one["number"] == number]
    assert (left["person"], left["why"]) == (second.person["name"], "超时未办，没有别人可转")
    path = f"/tasks/{left['id']}/person"
    department = city.crew.sign_in("department").person["id"]
    assert chief.ask("PUT", path, {"person": department}).status == 404
    chief.must("PUT", path, {"person": inspector.person["id"]})
    assert number not in [one["number"] for one in chief.must("GET", "/tasks/left")["items"]]
    back, third = city.crew.task_of(number)
    assert back is inspector
    inspector.must("POST", f"/tasks/{third['id']}/answer", answer(third))
    assert road.case()["stage"] == "checked"


def test_a_person_may_name_whom_they_send(city: City) -> None:
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "accept")
    path = f"/tasks/candidates/{road.case_id}?kind=verify"
    found = operator.must("GET", path)
    names = {staff.person["id"]: staff for staff in city.crew.of_role("inspector")}
    listed = {one["id"]: one for one in found["items"]}
    assert names.keys() <= listed.keys()
    assert found["chosen"] is None or found["items"][0]["id"] == found["chosen"]
    assert found["why"]
    assert not any(one["is_full"] != (one["tasks"] >= 200) for one in found["items"])
    named = next(own for own in names if own != found["chosen"])
    operator.act(road.case_id, "send_verify", person=named)
    asked, task = city.crew.task_of(road.placed()["case_number"])
    assert (asked, task["why"].split("：")[0].split(":")[0]) == (names[named], "指定")
    asked.must("POST", f"/tasks/{task['id']}/answer", answer(task))
    assert city.crew.sign_in("department").ask("GET", path).status == 403
    stranger = f"/tasks/candidates/{new_id()}?kind=check"
    assert operator.ask("GET", stranger).status == 404


def test_nobody_is_named_beyond_what_they_can_hold(city: City) -> None:
    admin, chief = city.crew.sign_in("administrator"), city.crew.sign_in("duty_chief")
    road, inspector, task = asked(city)
    other = other_than(city, inspector)
    _, _, second = asked(city)
    chief.must("PUT", f"/tasks/{second['id']}/person", {"person": other.person["id"]})
    admin.must("PATCH", "/duty/settings", {"values": {"tasks_at_once": 1}})
    try:
        path = f"/tasks/{task['id']}/person"
        full = chief.ask("PUT", path, {"person": other.person["id"]})
        assert (full.status, full.json["code"]) == (409, "hands_full")
        assert other.person["name"] in full.json["detail"]
        assert task["id"] in {one["id"] for one in inspector.must("GET", "/tasks")["items"]}
    finally:
        admin.must("PATCH", "/duty/settings", {"values": {"tasks_at_once": 200}})
    assert road.case()["stage"] == "checking"


def test_recalled_by_undo_and_answered_late(city: City) -> None:
    road, inspector, task = asked(city)
    city.crew.sign_in("dispatcher").act(road.case_id, "undo", note="还没修好")
    assert road.case()["stage"] == "handled"
    late = inspector.must("POST", f"/tasks/{task['id']}/answer", answer(task))
    assert not late["counted"]
    assert road.case()["stage"] == "handled"


def test_a_country_beat_has_two_hours(city: City) -> None:
    road = Journey(city)
    [(beat,)] = city.rows("select beat_id from cases where id = %s", road.case_id)
    city.rows("insert into settlements values (%s, 'country') returning area_id", beat)
    try:
        far = Journey(city)
        far.handled(far.dispatched())
        inspector, task = city.crew.task_of(far.placed()["case_number"])
        lasts = datetime.fromisoformat(task["due_at"]) - datetime.fromisoformat(task["created_at"])
        assert lasts == timedelta(hours=2)
        inspector.must("POST", f"/tasks/{task['id']}/answer", answer(task))
    finally:
        city.rows("delete from settlements where area_id = %s returning area_id", beat)
