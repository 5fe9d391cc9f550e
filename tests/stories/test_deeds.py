"""A step that a phone sends twice is taken once, and only the server can say that it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from city import clock, deeds
from city.errors import DeedDiffers
from deploy.walk import Answer, Staff, new_id
from tests.house import City
from tests.stories.journey import Journey


def accept(staff: Staff, case_id: str, key: UUID | str, note: str = "") -> Answer:
    said = {"action": "accept", "note": note}
    return staff.ask("POST", f"/cases/{case_id}/actions", said, {"Idempotency-Key": str(key)})


def steps(city: City, case_id: str) -> int:
    query = "select count(*) from events where case_id = %s and name = 'case.accept'"
    return int(city.rows(query, case_id)[0][0])


def test_a_step_sent_again_is_taken_once(city: City) -> None:
    case_id, operator, key = Journey(city).case_id, city.crew.sign_in("operator"), new_id()
    first, again = accept(operator, case_id, key), accept(operator, case_id, key)
    assert [first.status, again.status] == [200, 200]
    assert first.headers["Idempotency-Key"] == again.headers["Idempotency-Key"] == str(key)
    assert again.json["stage"] == "accepted"
    assert steps(city, case_id) == 1
    without = operator.ask("POST", f"/cases/{case_id}/actions", {"action": "accept"})
    assert (without.status, without.json["code"]) == (409, "stage_forbids")
    assert "Idempotency-Key" not in without.headers


def test_eight_twins_at_once_take_one_step(city: City) -> None:
    case_id, operator, key = Journey(city).case_id, city.crew.sign_in("operator"), new_id()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: accept(operator, case_id, key), range(8)))
    assert [answer.status for answer in answers] == [200] * 8
    assert steps(city, case_id) == 1


def test_other_content_or_another_person_is_told_so(city: City) -> None:
    case_id, key = Journey(city).case_id, new_id()
    operator, chief = city.crew.sign_in("operator"), city.crew.sign_in("duty_chief")
    assert accept(operator, case_id, key).status == 200
    for refused in (accept(operator, case_id, key, "其他"), accept(chief, case_id, key)):
        assert (refused.status, refused.json["code"]) == (409, "deed_differs")
    assert steps(city, case_id) == 1


def test_what_was_refused_may_be_asked_again_under_the_same_id(city: City) -> None:
    case_id, operator, key = Journey(city).case_id, city.crew.sign_in("operator"), new_id()
    said = {"action": "decline", "note": "不属实"}
    elsewhere = operator.ask(
        "POST", f"/cases/{new_id()}/actions", said, {"Idempotency-Key": str(key)}
    )
    assert elsewhere.status == 404
    assert accept(operator, case_id, key).status == 200
    assert accept(operator, case_id, "7").status == 400


def test_old_deeds_are_forgotten(session: Session) -> None:
    deed = new_id()
    assert deeds.is_first(session, deed, "person:1", "00")
    assert not deeds.is_first(session, deed, "person:1", "00")
    with pytest.raises(DeedDiffers):
        deeds.is_first(session, deed, "person:2", "00")
    assert deeds.forget(session, clock.now() - timedelta(hours=1)) == 0
    assert deeds.forget(session, clock.now() + timedelta(hours=1)) == 1
    assert deeds.is_first(session, deed, "person:2", "00")
