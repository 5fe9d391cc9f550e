"""Shifts as they are planned: by pattern and day, and as they are read."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from city import events
from city.duty.access import in_charge_of, of_branch, one_at_a_time
from city.duty.errors import ShiftOverlaps
from city.duty.model import Shift, ShiftBeat, ShiftPattern
from city.errors import Missing
from city.people import Actor, Person, Role
from city.places.model import Area, AreaKind

MOST = 2000  # shifts that are shown at once
WITH_ALL = (selectinload(Shift.person), selectinload(Shift.pattern), selectinload(Shift.beats))


class Wish(NamedTuple):
    """A shift that somebody shall have."""

    person_id: int
    pattern_id: int
    day: date
    beat_ids: Sequence[int]


def span(pattern: ShiftPattern, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when to when a pattern lasts that begins on `day`."""
    begins = datetime.combine(day, pattern.begins, zone)
    later = timedelta(days=0 if pattern.ends > pattern.begins else 1)
    return begins, datetime.combine(day + later, pattern.ends, zone)


def add(session: Session, wish: Wish, actor: Actor, zone: ZoneInfo) -> Shift:
    """Plan a shift; the same one again only changes its beats.

    Raises Missing for a person outside the branch, an unknown pattern or beat, and ShiftOverlaps.
    """
    person = in_charge_of(session, actor, wish.person_id)
    pattern = session.get(ShiftPattern, wish.pattern_id)
    if pattern is None:
        raise Missing(what="shift")
    beats = session.scalars(
        select(Area).where(Area.id.in_(wish.beat_ids), Area.kind == AreaKind.BEAT)
    ).all()
    if len(beats) != len(set(wish.beat_ids)):
        raise Missing(what="beat")
    begins, ends = span(pattern, wish.day, zone)
    shift = _room(session, person, begins, ends)
    if shift is None:
        shift = Shift(person_id=person.id, begins_at=begins)
        session.add(shift)
    shift.pattern_id, shift.ends_at = pattern.id, ends
    session.flush()
    session.query(ShiftBeat).where(ShiftBeat.shift_id == shift.id).delete()
    session.add_all(ShiftBeat(shift_id=shift.id, beat_id=beat.id) for beat in beats)
    about = {"person": person.id, "day": wish.day.isoformat(), "pattern": pattern.name}
    events.record(session, actor, "shift.planned", **about, beats=[beat.code for beat in beats])
    session.flush()
    return shift


def remove(session: Session, shift_id: int, actor: Actor) -> None:
    """Take a shift out of the plan. Raises Missing outside the branch."""
    shift = session.get(Shift, shift_id)
    if shift is None:
        raise Missing(what="shift")
    in_charge_of(session, actor, shift.person_id)
    at = shift.begins_at.isoformat()
    events.record(session, actor, "shift.removed", person=shift.person_id, begins_at=at)
    session.delete(shift)


def shifts(session: Session, actor: Actor, since: datetime, until: datetime) -> list[Shift]:
    """The shifts that touch a time: a chief's whole branch, or one's own."""
    wanted = select(Shift).join(Person, Person.id == Shift.person_id)
    chief = actor.has(Role.DUTY_CHIEF, Role.ADMINISTRATOR)
    mine = of_branch(session, actor) if chief else Shift.person_id == actor.person_id
    wanted = wanted.where(mine, Shift.begins_at < until, Shift.ends_at > since)
    found = wanted.options(*WITH_ALL).order_by(Shift.begins_at, Person.name, Shift.id).limit(MOST)
    return list(session.scalars(found.execution_options(populate_existing=True)))


def one(session: Session, shift_id: int) -> Shift:
    """A shift with all that belongs to it, read anew."""
    wanted = select(Shift).where(Shift.id == shift_id).options(*WITH_ALL)
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


def patterns(session: Session) -> list[ShiftPattern]:
    """All patterns, the earliest first."""
    return list(
        session.scalars(select(ShiftPattern).order_by(ShiftPattern.begins, ShiftPattern.id))
    )


def _room(session: Session, person: Person, begins: datetime, ends: datetime) -> Shift | None:
    """The shift that begins at the same moment. Raises ShiftOverlaps where another is in the way.

    The person is locked, so that nobody plans beside it meanwhile.
    """
    one_at_a_time(session, person.id)
    there = session.scalars(
        select(Shift).where(
            Shift.person_id == person.id, Shift.begins_at < ends, Shift.ends_at > begins
        )
    ).all()
    if any(one.begins_at != begins for one in there):
        raise ShiftOverlaps(name=person.name)
    return there[0] if there else None
