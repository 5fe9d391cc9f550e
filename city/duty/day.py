"""One inspector's duty as it stands, the attendance of a branch, and what of a beat was walked."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from city import clock, events
from city.duty import attend, roll, track
from city.duty.access import inspectors, of_branch
from city.duty.beats import beats_of, shift_at
from city.duty.coverage import Coverage, coverage
from city.duty.model import Leave, LeaveState, RollCall, Shift, ShiftBeat
from city.duty.present import Attendance
from city.duty.rules import Rules, rules
from city.errors import Missing
from city.people import Actor, Person, Role
from city.places.atlas import atlas
from city.places.model import Area, AreaKind, BeatInspector


class Duty(NamedTuple):
    """What an inspector's shift card shows."""

    state: str
    shift: Shift | None
    beats: list[Area]
    attendance: Attendance | None
    roll_call: RollCall | None
    leave: Leave | None
    rules: Rules


class Attended(NamedTuple):
    """A row of the day's attendance: who, the shift planned, the time that really was."""

    person: Person
    shift: Shift | None
    attendance: Attendance | None
    on_leave: bool


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The day's beginning and end by the city's clock."""
    begins = datetime.combine(day, datetime.min.time(), zone)
    return begins, datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)


def duty(session: Session, actor: Actor) -> Duty:
    """The actor's own duty, this moment."""
    own, now = actor.person_id or 0, clock.now()
    there = attend.present(session, own)
    shift = shift_at(session, own, now)
    return Duty(
        attend.state(there),
        shift,
        beats_of(session, own, shift),
        there,
        roll.waiting(session, own),
        session.scalar(_leaves(now, now).where(Leave.person_id == own).limit(1)),
        rules(session),
    )


def attendance(session: Session, day: date, actor: Actor, zone: ZoneInfo) -> list[Attended]:
    """Everybody of the branch who was planned, was there or was on leave on a day."""
    since, until = bounds(day, zone)
    people = {one.id: one for one in session.scalars(inspectors(session, actor))}
    planned = select(Shift).where(Shift.begins_at < until, Shift.begins_at >= since)
    with_all = (selectinload(Shift.beats), selectinload(Shift.pattern))
    shifts = session.scalars(
        planned.where(Shift.person_id.in_(people)).options(*with_all).order_by(Shift.begins_at)
    )
    came = session.scalars(
        select(Attendance)
        .where(Attendance.on_at < until, Attendance.on_at >= since)
        .where(Attendance.person_id.in_(people))
        .order_by(Attendance.on_at)
    ).all()
    away = {one.person_id for one in session.scalars(_leaves(since, until))}
    by_shift = {one.shift_id: one for one in came if one.shift_id}
    rows = [
        Attended(people[one.person_id], one, by_shift.pop(one.id, None), one.person_id in away)
        for one in shifts
    ]
    rows += [
        Attended(people[one.person_id], None, one, one.person_id in away)
        for one in came
        if not one.shift_id or one.shift_id in by_shift
    ]
    told = {row.person.id for row in rows}
    rows += [
        Attended(people[own], None, None, True) for own in sorted(away - told) if own in people
    ]
    return rows


def painted(session: Session, beat_id: int, day: date, actor: Actor, zone: ZoneInfo) -> Coverage:
    """What of a beat's roads was walked on a day: by the branch for a chief, else by oneself.

    Raises Missing for a beat that is not there, or not the actor's own.
    """
    beat = session.get(Area, beat_id)
    if beat is None or beat.kind is not AreaKind.BEAT or not beat.shape:
        raise Missing(what="beat")
    since, until = bounds(day, zone)
    walkers = _walkers(session, beat.id, since, until, actor)
    tracks = [track.walked(session, own, since, until) for own in walkers]
    events.record(session, actor, "coverage.seen", beat=beat.code, day=day.isoformat())
    roads = atlas(session).nearby.lines(beat.shape)
    return coverage(beat.shape, roads, [one for one in tracks if one], rules(session).road_metres)


def _walkers(
    session: Session, beat_id: int, since: datetime, until: datetime, actor: Actor
) -> Iterable[int]:
    standing = select(BeatInspector.person_id).where(BeatInspector.beat_id == beat_id)
    planned = select(Shift.person_id).join(ShiftBeat, ShiftBeat.shift_id == Shift.id)
    planned = planned.where(
        ShiftBeat.beat_id == beat_id, Shift.begins_at < until, Shift.ends_at > since
    )
    theirs = select(Person.id).where(or_(Person.id.in_(standing), Person.id.in_(planned)))
    if actor.has(Role.DUTY_CHIEF, Role.LEADER):
        return session.scalars(theirs.where(of_branch(session, actor)).order_by(Person.id)).all()
    found = session.scalars(theirs.where(Person.id == actor.person_id)).all()
    if not found:
        raise Missing(what="beat")
    return found


def _leaves(since: datetime, until: datetime) -> Select[Leave]:
    return select(Leave).where(
        Leave.state == LeaveState.APPROVED, Leave.begins_at <= until, Leave.ends_at > since
    )
