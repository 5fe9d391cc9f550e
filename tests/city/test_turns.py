"""Lamps turn in time, once each, found by an index whatever is open."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from city import clock
from city.cases import turns
from city.cases.model import Case
from city.events import Event
from city.settings import SHANGHAI

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OPEN = 5000


@pytest.fixture
def many(session: Session) -> Session:
    """Open cases, one a minute: each yellow at its own minute from NOW on, due two hours later."""
    session.execute(
        text(
            "insert into reports (id, number, channel, device, fingerprint, words, place_words,"
            " made_at, received_at)"
            " select uuidv7(make_interval(secs => n)), 'T' || n, 'citizen', md5(n::text),"
            " md5(n::text), '井盖', '', :now, :now from generate_series(1, :count) n"
        ),
        {"now": NOW, "count": OPEN},
    )
    session.execute(
        text(
            "insert into cases (id, number, stage, report_id, words, place, placement, urgent,"
            " received_at, stage_at, clock_from, yellow_at, due_at, turn_at)"
            " select id, number, 'handling', id, words, '', '{}', false, :now, :now, :now,"
            " :now + make_interval(mins => substr(number, 2)::int),"
            " :now + make_interval(mins => substr(number, 2)::int + 120),"
            " :now + make_interval(mins => substr(number, 2)::int)"
            " from reports where number like 'T%'"
        ),
        {"now": NOW},
    )
    session.execute(text("analyze cases"))
    return session


def _turned(session: Session, minutes: float) -> dict[str, int]:
    with clock.told(NOW + timedelta(minutes=minutes)):
        while turns.turn(session, SHANGHAI) == turns.BATCH:
            pass
    counted = select(Event.name, func.count()).where(Event.name.startswith("clock."))
    return dict(session.execute(counted.group_by(Event.name)).all())


def test_each_lamp_is_told_of_once_and_in_its_minute(many: Session) -> None:
    assert _turned(many, 0.5) == {}
    assert _turned(many, 10.5) == {"clock.yellow": 10}
    assert _turned(many, 10.5) == {"clock.yellow": 10}
    assert _turned(many, 125) == {"clock.yellow": 124, "clock.red": 4}
    one = many.scalars(select(Case).where(Case.number == "T3")).one()
    assert one.turn_at is None
    event = many.scalars(select(Event).where(Event.case_id == one.id).order_by(Event.id)).all()
    assert [(each.name, each.data["due"]) for each in event] == [
        ("clock.yellow", "11-23 12:03"),
        ("clock.red", "11-23 12:03"),
    ]


def test_what_passed_both_marks_unseen_is_red_at_once(many: Session) -> None:
    assert _turned(many, OPEN + 121) == {"clock.red": OPEN}
    assert many.scalar(select(func.count()).where(Case.turn_at.is_not(None))) == 0


def test_the_open_cases_are_not_scanned(many: Session) -> None:
    plan = "\n".join(
        many.scalars(
            text("explain select id from cases where turn_at < :now order by turn_at limit 1000"),
            {"now": NOW + timedelta(minutes=5)},
        )
    )
    assert "ix_cases_turn_at" in plan
    assert "Seq Scan" not in plan
