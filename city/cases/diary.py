"""A day as it writes itself from events, and one's own figures."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.cases.model import Case, Task
from city.cases.words import STAFF
from city.duty.present import Attendance
from city.duty.words import DIARY
from city.events import Event
from city.intake.model import Report
from city.people import Actor

MOST = 500
WORDS = STAFF | DIARY


class Entry(NamedTuple):
    """A line of a day log: what was done, and to which case."""

    event: Event
    number: str | None


class Figures(NamedTuple):
    """What somebody has done in a time: counts, and seconds on duty."""

    reports: int
    valid: int
    refused: int
    asked: int
    answered: int
    on_time: int
    seconds: int


def diary(session: Session, since: datetime, until: datetime, actor: Actor) -> list[Entry]:
    """What the actor did from `since` on, before `until`, in order."""
    mine = select(Event, Case.number).outerjoin(Case, Case.id == Event.case_id)
    mine = mine.where(Event.actor_id == actor.person_id, Event.at >= since, Event.at < until)
    rows = session.execute(mine.order_by(Event.at, Event.id).limit(MOST))
    return [Entry(*row) for row in rows if row[0].name in WORDS]


def figures(session: Session, since: datetime, until: datetime, actor: Actor) -> Figures:
    """The actor's own figures. A report is valid once its case is filed."""
    own = actor.person_id
    sent = select(
        func.count(Report.id),
        func.count(Case.id).filter(Case.condition_id.is_not(None)),
        func.count(Case.id).filter(Case.stage == "declined"),
    ).outerjoin(Case, Case.id == Report.case_id)
    sent = sent.where(
        Report.reporter_id == own, Report.received_at >= since, Report.received_at < until
    )
    asked = select(
        func.count(Task.id),
        func.count(Task.done_at),
        func.count(Task.id).filter(Task.done_at <= Task.due_at),
    ).where(Task.person_id == own, Task.created_at >= since, Task.created_at < until)
    there = select(
        func.coalesce(func.sum(_seconds()), 0),
    ).where(Attendance.person_id == own, Attendance.on_at >= since, Attendance.on_at < until)
    counts = (*session.execute(sent).one(), *session.execute(asked).one())
    return Figures(*counts, seconds=int(session.scalar(there) or 0))


def _seconds() -> Any:
    ended = func.coalesce(Attendance.off_at, func.now())
    return func.extract("epoch", ended - Attendance.on_at) - Attendance.rested
