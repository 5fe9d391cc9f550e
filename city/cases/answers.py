"""Answers to tasks: each counted, or kept as evidence where it comes too late; never lost."""

import enum
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock, events
from city.cases.asking import QUESTIONS, Turn, ask
from city.cases.commands import Given, hold, move
from city.cases.evidence import attached
from city.cases.model import Case, Task
from city.cases.terms import NEED_WORDS, Need
from city.db import Base, Point, new_id
from city.duty.asked import TaskState
from city.duty.errors import ReasonNeeded
from city.duty.reach import Told, apart, moment, stood
from city.duty.rules import rules
from city.errors import Missing, NeedsMissing
from city.intake.model import PhotoKind
from city.intake.reports import Position
from city.people import Actor, Role


class Verdict(enum.StrEnum):
    """What an inspector says: it is so, it is not so, it cannot be told."""

    YES = "yes"
    NO = "no"
    CANNOT = "cannot"


VERDICT_WORDS: dict[Verdict, dict[str, str]] = {
    Verdict.YES: {"zh": "是", "en": "Yes"},
    Verdict.NO: {"zh": "否", "en": "No"},
    Verdict.CANNOT: {"zh": "无法判断", "en": "Cannot tell"},
}
COUNTED = {"zh": "已提交", "en": "Taken"}
LATE = {
    "zh": "这项任务已经转给他人或撤回；您的回答和照片作为证据保存，案件没有因此变动",
    "en": "This task was passed on or recalled meanwhile; your answer and photos are kept as "
    "evidence, and the case did not move by them",
}


class TaskAnswer(Base):
    """An answer as it came, with the phone's own time beside ours. Never changed."""

    __tablename__ = "task_answers"
    __table_args__ = (Index(None, "task_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    task_id: Mapped[UUID] = mapped_column(ForeignKey("tasks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    verdict: Mapped[Verdict]
    note: Mapped[str]
    reason: Mapped[str] = mapped_column(comment="why not on the spot")
    photos: Mapped[list[str]] = mapped_column(ARRAY(String), comment="ids")
    position: Mapped[Point | None]
    accuracy: Mapped[float | None]
    apart: Mapped[float | None] = mapped_column(comment="metres that surely lay in between")
    at: Mapped[datetime] = mapped_column(comment="the moment that counts")
    made_at: Mapped[datetime] = mapped_column(comment="as the phone said")
    received_at: Mapped[datetime]
    counted: Mapped[bool] = mapped_column(comment="no: it came too late, and is evidence")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an inspector sent. `photos`: SHA-256s of photos already received."""

    verdict: Verdict
    note: str = ""
    reason: str = ""
    photos: list[str] = field(default_factory=list)
    made_at: datetime | None = None
    position: Position | None = None


def answer(
    session: Session, task_id: UUID, given: Answer, actor: Actor, zone: ZoneInfo
) -> TaskAnswer:
    """Take the answer of whoever was asked; the case moves where the task is still open.

    What cannot be told is put to somebody else. Raises Missing for a task that is another's or
    answered, ReasonNeeded out of reach without a word, NeedsMissing, and what move() raises.
    """
    task = _held(session, task_id, actor)
    case = hold(session, task.case_id, actor)
    session.refresh(task, with_for_update=True)
    if task.state is TaskState.DONE:
        raise Missing(what="open task")
    if given.verdict is Verdict.CANNOT and not given.note.strip():
        words = {one: VERDICT_WORDS[Verdict.CANNOT][one] for one in ("zh", "en")}
        raise NeedsMissing(action=words, needs=[NEED_WORDS[Need.NOTE]])
    made = _written(session, task, case, given, actor)
    if made.counted:
        _count(session, task, case, given, made, actor, zone)
    else:
        made.photos = attached(session, case, PhotoKind.CHECK, given.photos)
        said = {"note": given.note, "photos": made.photos, "verdict": given.verdict.value}
        about = {"case_id": case.id, "report_id": case.report_id, "role": Role.INSPECTOR}
        events.record(session, actor, "task.late", task=str(task.id), **about, **said)
    return made


def last(session: Session, task_id: UUID, actor: Actor) -> TaskAnswer:
    """The actor's newest answer to a task. Raises Missing where there is none."""
    mine = select(TaskAnswer).where(
        TaskAnswer.task_id == task_id, TaskAnswer.person_id == actor.person_id
    )
    found = session.scalar(mine.order_by(TaskAnswer.received_at.desc()).limit(1))
    if found is None:
        raise Missing(what="open task")
    return found


def _held(session: Session, task_id: UUID, actor: Actor) -> Task:
    mine = select(Task).where(Task.id == task_id, Task.person_id == actor.person_id)
    task = session.scalar(mine)
    if task is None:
        raise Missing(what="open task")
    return task


def _written(session: Session, task: Task, case: Case, given: Answer, actor: Actor) -> TaskAnswer:
    ours, now = rules(session), clock.now()
    at, doubt = stood(given.position)
    away = apart(at, doubt, case.position, case.accuracy) if case.position else 0.0
    if away > ours.reach_metres and not given.reason.strip():
        raise ReasonNeeded(where=_where(away))
    oldest = timedelta(hours=ours.clock_hours)
    told = moment(given.made_at, now, oldest) if given.made_at else Told(now, False)
    made = TaskAnswer(
        id=new_id(),
        task_id=task.id,
        person_id=actor.person_id,
        verdict=given.verdict,
        note=given.note,
        reason=given.reason,
        photos=[],
        position=at,
        accuracy=doubt,
        apart=None if away == float("inf") else round(away, 1),
        at=max(told.at, task.created_at),
        made_at=given.made_at or now,
        received_at=now,
        counted=task.state is TaskState.OPEN,
    )
    session.add(made)
    return made


def _count(
    session: Session,
    task: Task,
    case: Case,
    given: Answer,
    made: TaskAnswer,
    actor: Actor,
    zone: ZoneInfo,
) -> None:
    """The task is done: the case moves, or somebody else is asked."""
    question = QUESTIONS[task.kind]
    task.state, task.done_at, task.note = TaskState.DONE, made.at, given.note
    task.lapse_at = None
    session.flush()
    if given.verdict is Verdict.CANNOT:
        made.photos = attached(session, case, PhotoKind.CHECK, given.photos)
        said = {"note": given.note, "photos": made.photos, "task": str(task.id)}
        about = {"case_id": case.id, "report_id": case.report_id, "role": Role.INSPECTOR}
        events.record(session, actor, "task.cannot", **about, **said)
        ask(session, case, task.kind, actor, Turn(task.turn + 1, (*task.asked, made.person_id)))
        return
    task.passed = given.verdict is Verdict.YES
    step = question.yes if task.passed else question.no
    move(session, case, step, actor, Given(note=given.note, photos=given.photos), zone)
    made.photos = attached(session, case, PhotoKind.CHECK, given.photos)


def _where(away: float) -> dict[str, str]:
    if away == float("inf"):
        return {"zh": "没有定位", "en": "There is no position"}
    return {
        "zh": f"您离案件约 {away:.0f} 米",
        "en": f"You are about {away:.0f} m from the case",
    }
