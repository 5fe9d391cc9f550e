"""Roll-call 点名: who is on shift is asked where they are, and answers within some minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from city import clock, events
from city.db import new_id
from city.duty.access import inspectors
from city.duty.beats import beats_of, shift_at
from city.duty.model import RollCall, Shift
from city.duty.present import Attendance, RollAnswer
from city.duty.reach import moment, outside, stood
from city.duty.rules import rules
from city.errors import Missing
from city.intake.reports import Position
from city.people import Actor, Person, branch

MOST = 50


@dataclass(frozen=True, slots=True)
class Here:
    """An answer as the phone sent it."""

    made_at: datetime
    position: Position | None = None
    note: str = ""


def call(session: Session, words: str, minutes: int | None, actor: Actor) -> RollCall:
    """Call everybody of the branch who is on shift by the roster, or signed on."""
    now = clock.now()
    lasts = timedelta(minutes=minutes or rules(session).roll_call_minutes)
    made = RollCall(
        id=new_id(),
        called_by=actor.person_id,
        organisation_ids=sorted(branch(session, actor.organisation_id)),
        words=words,
        at=now,
        closes_at=now + lasts,
    )
    session.add(made)
    session.flush()
    on_shift = select(Shift.person_id).where(Shift.begins_at <= now, Shift.ends_at > now)
    signed_on = select(Attendance.person_id).where(Attendance.off_at.is_(None))
    called = inspectors(session, actor).where(Person.id.in_(on_shift.union(signed_on)))
    ids = sorted(person.id for person in session.scalars(called))
    session.add_all(RollAnswer(roll_call_id=made.id, person_id=own) for own in ids)
    events.record(session, actor, "roll.called", roll_call=str(made.id), to_ids=ids, note=words)
    return made


def answer(session: Session, roll_call_id: UUID, here: Here, actor: Actor) -> RollAnswer:
    """Be there; the first answer stays. Raises Missing for whoever was not called.

    An answer that comes late is kept, and shown as late by the moment it was made.
    """
    key = (roll_call_id, actor.person_id)
    mine = session.get(RollAnswer, key, with_for_update=True)
    if mine is None:
        raise Missing(what="roll-call")
    if mine.received_at is not None:
        return mine
    now, ours = clock.now(), rules(session)
    told = moment(here.made_at, now, timedelta(hours=ours.clock_hours))
    called_at = session.get_one(RollCall, roll_call_id).at
    at, doubt = stood(here.position)
    beats = beats_of(session, mine.person_id, shift_at(session, mine.person_id, now))
    away = outside(at, doubt, [one.shape for one in beats if one.shape])
    mine.at, mine.made_at, mine.received_at = max(told.at, called_at), here.made_at, now
    mine.position, mine.accuracy = at, doubt
    mine.outside, mine.note = None if away == float("inf") else round(away, 1), here.note
    events.record(session, actor, "roll.answered", roll_call=str(roll_call_id))
    return mine


def calls(session: Session, actor: Actor) -> list[tuple[RollCall, int, int]]:
    """The branch's roll-calls, the newest first, with how many were called and answered."""
    counted = select(
        RollAnswer.roll_call_id,
        func.count().label("called"),
        func.count(RollAnswer.received_at).label("answered"),
    ).group_by(RollAnswer.roll_call_id)
    sums = counted.subquery()
    wanted = select(RollCall, sums.c.called, sums.c.answered).outerjoin(
        sums, sums.c.roll_call_id == RollCall.id
    )
    own = RollCall.organisation_ids.contained_by(sorted(branch(session, actor.organisation_id)))
    rows = session.execute(wanted.where(own).order_by(RollCall.at.desc()).limit(MOST))
    return [(row[0], row[1] or 0, row[2] or 0) for row in rows]


def result(session: Session, roll_call_id: UUID, actor: Actor) -> tuple[RollCall, list[RollAnswer]]:
    """A roll-call with everybody who was called. Raises Missing outside the branch."""
    made = session.get(RollCall, roll_call_id)
    own = branch(session, actor.organisation_id)
    if made is None or not set(made.organisation_ids) <= own:
        raise Missing(what="roll-call")
    answers = select(RollAnswer).where(RollAnswer.roll_call_id == made.id)
    with_people = answers.options(selectinload(RollAnswer.person))
    found = session.scalars(with_people.order_by(RollAnswer.received_at, RollAnswer.person_id))
    return made, list(found)


def waiting(session: Session, person_id: int) -> RollCall | None:
    """The open roll-call that somebody has not answered."""
    mine = select(RollCall).join(RollAnswer, RollAnswer.roll_call_id == RollCall.id)
    mine = mine.where(
        RollAnswer.person_id == person_id,
        RollAnswer.received_at.is_(None),
        RollCall.closes_at > clock.now(),
    )
    return session.scalar(mine.order_by(RollCall.at.desc()).limit(1))
