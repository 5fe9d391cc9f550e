"""Who could be asked, as far as the tables know it, for the choice."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import any_, exists, literal, select
from sqlalchemy.orm import Session

from city.duty.beats import KEPT
from city.duty.choose import Walker
from city.duty.model import BeatDeputy, Leave, LeaveState, Shift, ShiftBeat
from city.duty.present import Attendance, LastPosition
from city.people import Person, Role
from city.places.model import BeatInspector


class _There(NamedTuple):
    """Who is signed on: since when they rest, and where they were last."""

    resting: bool
    position: LastPosition | None


def walkers(
    session: Session, beat_id: int | None, now: datetime, others: Iterable[int] = ()
) -> list[Walker]:
    """Everybody who could be asked about something in a beat; their tasks are not counted here.

    Where a beat has no shift within a day, its standing inspectors walk it. `others`: people who
    are told of too, though nothing speaks for them.
    """
    there = _signed_on(session)
    rostered = _rostered(session, beat_id, now)
    deputies = _deputies(session, beat_id)
    people = _people(session, {*there, *rostered, *deputies, *others})
    away = _on_leave(session, people, now)
    return [_walker(one, there, rostered, deputies, away) for one in people.values()]


def _walker(
    one: Person,
    there: dict[int, _There],
    rostered: dict[int, bool],
    deputies: dict[int, int],
    away: set[int],
) -> Walker:
    mine = there.get(one.id)
    spot = mine.position if mine else None
    return Walker(
        one.id,
        one.name,
        walks=one.id in rostered,
        on_shift=(rostered.get(one.id, False) or mine is not None) and not (mine and mine.resting),
        signed_on=mine is not None,
        on_leave=one.id in away,
        deputy=deputies.get(one.id),
        at=spot.position if spot else None,
        accuracy=spot.accuracy if spot else None,
        seen_at=spot.at if spot else None,
    )


def _signed_on(session: Session) -> dict[int, _There]:
    rows = session.execute(
        select(Attendance.person_id, Attendance.break_at, LastPosition)
        .outerjoin(LastPosition, LastPosition.person_id == Attendance.person_id)
        .where(Attendance.off_at.is_(None))
    )
    return {row[0]: _There(row[1] is not None, row[2]) for row in rows}


def _rostered(session: Session, beat_id: int | None, now: datetime) -> dict[int, bool]:
    """Who has the beat now, and whether they are still expected: not once they signed off."""
    if beat_id is None:
        return {}
    of_beat = select(Shift.id).join(ShiftBeat, ShiftBeat.shift_id == Shift.id)
    of_beat = of_beat.where(ShiftBeat.beat_id == beat_id)
    near = of_beat.where(Shift.begins_at < now + KEPT, Shift.ends_at > now - KEPT)
    if session.scalar(near.limit(1)) is None:
        standing = select(BeatInspector.person_id).where(BeatInspector.beat_id == beat_id)
        return dict.fromkeys(session.scalars(standing), True)
    left = exists().where(Attendance.shift_id == Shift.id, Attendance.off_at.is_not(None))
    in_time = (Shift.begins_at <= now, Shift.ends_at > now)
    rows = session.execute(
        select(Shift.person_id, ~left).where(Shift.id.in_(of_beat.where(*in_time)))
    )
    return {row[0]: row[1] for row in rows}


def _deputies(session: Session, beat_id: int | None) -> dict[int, int]:
    rows = session.execute(
        select(BeatDeputy.person_id, BeatDeputy.rank).where(BeatDeputy.beat_id == beat_id)
    )
    return {row[0]: row[1] for row in rows}


def _people(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    wanted = select(Person).where(
        Person.id.in_(ids),
        Person.disabled_at.is_(None),
        literal(Role.INSPECTOR.value) == any_(Person.roles),
    )
    return {one.id: one for one in session.scalars(wanted)}


def _on_leave(session: Session, ids: Iterable[int], now: datetime) -> set[int]:
    away = select(Leave.person_id).where(
        Leave.person_id.in_(ids),
        Leave.state == LeaveState.APPROVED,
        Leave.begins_at <= now,
        Leave.ends_at > now,
    )
    return set(session.scalars(away))
