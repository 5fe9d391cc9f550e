"""Sign-on, break, resume, sign-off: each a mark made on a phone, perhaps hours ago."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock, events
from city.db import new_id
from city.duty.access import one_at_a_time
from city.duty.beats import beats_of, shift_at
from city.duty.errors import AnswerDiffers, DutyForbids, ReasonNeeded
from city.duty.model import Shift
from city.duty.present import Attendance, LastPosition, Mark, MarkKind
from city.duty.reach import Told, moment, out_of_beats, outside, stood
from city.duty.rules import Rules, rules
from city.intake.reports import Position
from city.people import SYSTEM, Actor, Person

FORGOTTEN = timedelta(hours=12)  # how long one without a shift is on duty at most (待核对)
OVERTIME = timedelta(hours=4)  # so long after the end somebody is waited for (待核对)
BATCH = 200

STATES = {
    "off": {"zh": "未签到", "en": "Off duty"},
    "on": {"zh": "在岗", "en": "On duty"},
    "break": {"zh": "休息中", "en": "On a break"},
}
MARK_WORDS: dict[MarkKind, dict[str, str]] = {
    MarkKind.SIGN_ON: {"zh": "签到", "en": "Sign on"},
    MarkKind.BREAK: {"zh": "休息", "en": "Take a break"},
    MarkKind.RESUME: {"zh": "继续", "en": "Go on"},
    MarkKind.SIGN_OFF: {"zh": "签退", "en": "Sign off"},
}
OPEN_TO: dict[str, tuple[MarkKind, ...]] = {
    "off": (MarkKind.SIGN_ON,),
    "on": (MarkKind.BREAK, MarkKind.SIGN_OFF),
    "break": (MarkKind.RESUME, MarkKind.SIGN_OFF),
}


@dataclass(frozen=True, slots=True)
class SentMark:
    """A mark as the phone sent it."""

    kind: MarkKind
    made_at: datetime
    position: Position | None = None
    reason: str = ""


def state(attendance: Attendance | None) -> str:
    """off, on, or break."""
    if attendance is None or attendance.off_at is not None:
        return "off"
    return "break" if attendance.break_at else "on"


def present(session: Session, person_id: int) -> Attendance | None:
    """The attendance that has not ended."""
    mine = select(Attendance).where(Attendance.person_id == person_id, Attendance.off_at.is_(None))
    return session.scalar(mine)


def mark(session: Session, mark_id: UUID, sent: SentMark, actor: Actor) -> Mark:
    """Take a mark; the same one again finds the first.

    Raises AnswerDiffers for another mark under the same id, DutyForbids where it does not go with
    the state, ReasonNeeded for a sign-on outside one's beats, or with no position, without a word.
    """
    one_at_a_time(session, actor.person_id)
    person = session.get_one(Person, actor.person_id)
    known = session.get(Mark, mark_id)
    if known:
        if (known.person_id, known.kind, known.made_at) != (person.id, sent.kind, sent.made_at):
            raise AnswerDiffers
        return known
    ours, now = rules(session), clock.now()
    told = moment(sent.made_at, now, timedelta(hours=ours.clock_hours))
    told = told._replace(at=max(told.at, _latest(session, person.id) or told.at))
    mine = present(session, person.id)
    if sent.kind not in OPEN_TO[state(mine)]:
        raise DutyForbids(state=STATES[state(mine)], wish=MARK_WORDS[sent.kind])
    if mine is None:
        mine = _begin(session, mark_id, person, sent, told, ours)
    else:
        _go_on(mine, sent.kind, told.at)
    _keep_position(session, person.id, told.at, sent.position)
    return _written(session, mark_id, mine, sent, told, actor)


def close_forgotten(session: Session) -> int:
    """Sign off who forgot to, at the end of their shift; returns how many."""
    now = clock.now()
    wanted = select(Attendance, Shift.ends_at).outerjoin(Shift, Shift.id == Attendance.shift_id)
    wanted = wanted.where(Attendance.off_at.is_(None), Attendance.on_at < now - OVERTIME)
    closed = 0
    for mine, ends_at in session.execute(wanted.limit(BATCH).with_for_update(of=Attendance)):
        end = _end(mine, ends_at)
        if end + OVERTIME > now:
            continue
        at = max(mine.break_at or mine.on_at, end)
        sent = SentMark(MarkKind.SIGN_OFF, at, reason="未签退，系统代签")
        _go_on(mine, MarkKind.SIGN_OFF, at)
        _written(session, new_id(), mine, sent, Told(at, False), SYSTEM)
        closed += 1
    return closed


def _latest(session: Session, person_id: int) -> datetime | None:
    """Marks follow each other, whatever a phone's clock did in between."""
    return session.scalar(select(func.max(Mark.at)).where(Mark.person_id == person_id))


def _end(mine: Attendance, shift_ends_at: datetime | None) -> datetime:
    return shift_ends_at or mine.on_at + FORGOTTEN


def _begin(
    session: Session, own: UUID, person: Person, sent: SentMark, told: Told, ours: Rules
) -> Attendance:
    shift = shift_at(session, person.id, told.at)
    beats = beats_of(session, person.id, shift)
    away = outside(*stood(sent.position), [one.shape for one in beats if one.shape])
    if away > ours.sign_on_metres and not sent.reason.strip():
        raise ReasonNeeded(where=out_of_beats(away))
    mine = Attendance(
        id=own,
        person_id=person.id,
        shift_id=shift and shift.id,
        on_at=told.at,
        on_outside=None if away == float("inf") else round(away, 1),
        reason=sent.reason,
        rested=0,
    )
    session.add(mine)
    session.flush()
    return mine


def _go_on(mine: Attendance, kind: MarkKind, at: datetime) -> None:
    if kind is MarkKind.BREAK:
        mine.break_at = at
        return
    if mine.break_at:
        mine.rested += round((at - mine.break_at).total_seconds())
        mine.break_at = None
    if kind is MarkKind.SIGN_OFF:
        mine.off_at = at


def _keep_position(session: Session, own: int, at: datetime, sent: Position | None) -> None:
    if sent is None:
        return
    kept = session.get(LastPosition, own)
    if kept is None or kept.at < at:
        session.merge(
            LastPosition(person_id=own, at=at, position=sent.wgs84(), accuracy=sent.accuracy)
        )


def _written(
    session: Session, own: UUID, mine: Attendance, sent: SentMark, told: Told, actor: Actor
) -> Mark:
    at, doubt = stood(sent.position)
    made = Mark(
        id=own,
        attendance_id=mine.id,
        person_id=mine.person_id,
        kind=sent.kind,
        at=told.at,
        made_at=sent.made_at,
        received_at=clock.now(),
        position=at,
        accuracy=doubt,
        reason=sent.reason,
    )
    session.add(made)
    about = {"note": sent.reason, "person": mine.person_id, "doubtful": told.doubtful}
    events.record(session, actor, f"duty.{sent.kind}", **about)
    return made
