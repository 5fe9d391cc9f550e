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
from city.surveys.model import SurveyTask

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
    """The actor's own figures, surveys' tasks among them. A report is valid once it is filed."""
    own = actor.person_id
    sent = select(
        func.count(Report.id),
        func.count(Case.id).filter(Case.condition_id.is_not(None)),
        func.count(Case.id).filter(Case.stage == "declined"),
    ).outerjoin(Case, Case.id == Report.case_id)
    sent = sent.where(
        Report.reporter_id == own, Report.received_at >= since, Report.received_at < until
    )
    there = select(
        func.coalesce(func.sum(_seconds()), 0),
    ).where(Attendance.person_id == own, Attendance.on_at >= since, Attendance.on_at < until)
    tasks = [_answered(session, kind, since, until, own) for kind in (Task, SurveyTask)]
    reports, valid, refused = session.execute(sent).one()
    asked, answered, on_time = (sum(counts) for counts in zip(*tasks, strict=True))
    seconds = int(session.scalar(there) or 0)
    return Figures(reports, valid, refused, asked, answered, on_time, seconds)


def _answered(
    session: Session,
    kind: type[Task] | type[SurveyTask],
    since: datetime,
    until: datetime,
    own: int | None,
) -> tuple[int, int, int]:
    """Questions of a kind that were put to somebody, answered, answered in time."""
    put = select(
        func.count(kind.id),
        func.count(kind.done_at),
        func.count(kind.id).filter(kind.done_at <= kind.due_at),
    ).where(kind.person_id == own, kind.created_at >= since, kind.created_at < until)
    asked, answered, on_time = session.execute(put).one()
    return asked, answered, on_time


def _seconds() -> Any:
    ended = func.coalesce(Attendance.off_at, func.now())
    return func.extract("epoch", ended - Attendance.on_at) - Attendance.rested
