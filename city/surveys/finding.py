"""What an inspector finds in a beat, spot by spot, until they say that the beat is done."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city import clock, events
from city.duty.asked import TaskState
from city.duty.errors import AnswerDiffers, ReasonNeeded
from city.duty.reach import Told, moment, out_of_beats, outside, stood
from city.duty.rules import rules
from city.errors import Missing, NeedsMissing, UnknownCategory
from city.intake.model import Photo, PhotoKind, PhotoState, Report
from city.intake.reports import Position, sender_of
from city.people import Actor
from city.places.model import Area
from city.surveys import asking, questions
from city.surveys.model import Finding, Survey, SurveyTask

COUNTED_AT = (TaskState.OPEN, TaskState.DONE)
SAFE = (PhotoState.RECEIVED, PhotoState.READY)
HAND_BACK = {"zh": "退回普查任务", "en": "Handing the task back"}
NOTE = {"zh": "说明", "en": "a note"}
COUNTED = {"zh": "已提交", "en": "Taken"}
LATE = {
    "zh": "这个网格的普查已经转给他人或撤回；您的记录仍然保存，但不计入结果",
    "en": "This beat's survey was passed on or taken back meanwhile; what you found is kept, "
    "but not counted",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the phone sent it. `photos`: SHA-256s of photos already received, of the task
    or of `report`, the report that was made of it."""

    answers: dict[str, Any]
    made_at: datetime
    category: str | None = None
    note: str = ""
    reason: str = ""
    photos: list[str] = field(default_factory=list)
    position: Position | None = None
    report: UUID | None = None


def record(
    session: Session, task_id: UUID, finding_id: UUID, found: Found, actor: Actor
) -> Finding:
    """Keep a finding; the same one again finds the first.

    Raises Missing for another's task, report or photo, AnswerDiffers for another finding's id,
    AnswerUnfit, UnknownCategory, and ReasonNeeded outside the beat without a word.
    """
    task = asking.own(session, task_id, actor)
    known = session.get(Finding, finding_id)
    if known:
        if (known.task_id, known.person_id) != (task.id, actor.person_id):
            raise AnswerDiffers
        return known
    survey = session.get_one(Survey, task.survey_id)
    made = _written(session, task, survey, found, actor)
    made.id = finding_id
    session.add(made)
    if task.accepted_at is None and task.state is TaskState.OPEN:
        task.accepted_at, task.lapse_at = clock.now(), None
    about = {"survey": str(survey.id), "finding": str(finding_id), "note": found.note}
    events.record(session, actor, "survey.found", report_id=made.report_id, **about)
    return made


def finish(session: Session, task_id: UUID, done: bool, note: str, actor: Actor) -> SurveyTask:
    """The beat is done; or it is handed back with a note, and put to somebody else.

    Nothing for a task that is over: a phone may have had no line. Raises Missing, NeedsMissing.
    """
    task = asking.own(session, task_id, actor)
    if not done and not note.strip():
        raise NeedsMissing(action=HAND_BACK, needs=[NOTE])
    if task.state is not TaskState.OPEN:
        return task
    task.note = note
    state = TaskState.DONE if done else TaskState.LAPSED
    asking.end(session, task, state, actor)
    if not done:
        asking.ask_next(session, task, [*task.asked, task.person_id or 0], actor)
    return task


def may_add_photo(session: Session, task_id: UUID, actor: Actor) -> PhotoKind:
    """What a photo shows that the actor adds to their task. Raises Missing for another's."""
    asking.own(session, task_id, actor)
    return PhotoKind.CHECK


def _written(
    session: Session, task: SurveyTask, survey: Survey, found: Found, actor: Actor
) -> Finding:
    ours, now = rules(session), clock.now()
    photos = _attached(session, task, found, actor)
    answers = questions.fitting(questions.read(survey.questions), found.answers, len(photos))
    beat = session.get_one(Area, task.beat_id)
    at, doubt = stood(found.position)
    away = outside(at, doubt, [beat.shape] if beat.shape else [])
    if away > ours.reach_metres and not found.reason.strip():
        raise ReasonNeeded(where=out_of_beats(away))
    oldest = timedelta(hours=ours.clock_hours)
    told: Told = moment(found.made_at, now, oldest)
    return Finding(
        survey_id=survey.id,
        task_id=task.id,
        person_id=actor.person_id,
        category=_category(survey, found.category),
        answers=answers,
        note=found.note,
        reason=found.reason,
        photos=photos,
        report_id=found.report,
        position=at,
        accuracy=doubt,
        apart=None if away == float("inf") else round(away, 1),
        at=max(told.at, survey.created_at),
        made_at=found.made_at,
        received_at=now,
        counted=task.state in COUNTED_AT,
    )


def _category(survey: Survey, said: str | None) -> str | None:
    """Which of the survey's categories; the only one where nothing is said."""
    if said is not None and said not in survey.categories:
        raise UnknownCategory(category=said)
    return said or (survey.categories[0] if len(survey.categories) == 1 else None)


def _attached(session: Session, task: SurveyTask, found: Found, actor: Actor) -> list[str]:
    """The ids of photos that have arrived, in their order. Raises Missing."""
    if found.report:
        mine = select(Report.id).where(
            Report.id == found.report, Report.reporter_id == actor.person_id
        )
        if session.scalar(mine) is None:
            raise Missing(what="report")
    owner = or_(Photo.survey_task_id == task.id, Photo.report_id == found.report)
    safe = select(Photo.id, Photo.sha256).where(
        owner,
        Photo.sender == sender_of(actor),
        Photo.sha256.in_(found.photos),
        Photo.state.in_(SAFE),
    )
    known = {row.sha256: str(row.id) for row in session.execute(safe)}
    if set(found.photos) - known.keys():
        raise Missing(what="photo")
    return [known[sha256] for sha256 in dict.fromkeys(found.photos)]
