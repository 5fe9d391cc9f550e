"""How a survey fares: by beat, in sums, and finding by finding; and an inspector's own tasks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, joinedload

from city.duty.asked import TaskState
from city.intake.model import Photo, Report
from city.people import Actor
from city.places.model import Area
from city.surveys import questions
from city.surveys.access import of_branch, seen
from city.surveys.model import Finding, Survey, SurveyTask
from city.surveys.questions import Tally

MOST = 200  # surveys that are listed
MOST_FINDINGS = 50_000  # that are summed and written out at once


class Progress(NamedTuple):
    """How many beats stand where; `accepted` of the open ones; and the findings that count."""

    beats: int
    waiting: int
    open: int
    accepted: int
    done: int
    recalled: int
    findings: int


class BeatRow(NamedTuple):
    """A beat of a survey: its present task, and the sums of what was found there."""

    task: SurveyTask
    findings: int
    tallies: list[Tally]


class Whole(NamedTuple):
    """A survey with everything that a chief looks at."""

    survey: Survey
    progress: Progress
    tallies: list[Tally]
    beats: list[BeatRow]


def surveys(session: Session, actor: Actor) -> list[tuple[Survey, Progress]]:
    """The surveys of the actor's branch, the newest first."""
    wanted = select(Survey).where(of_branch(session, actor)).options(joinedload(Survey.author))
    found = list(session.scalars(wanted.order_by(Survey.created_at.desc(), Survey.id).limit(MOST)))
    ids = [one.id for one in found]
    tasks = defaultdict(list)
    for task in session.scalars(_present(ids)):
        tasks[task.survey_id].append(task)
    counted = select(Finding.survey_id, func.count()).where(Finding.survey_id.in_(ids))
    rows = session.execute(counted.where(Finding.counted).group_by(Finding.survey_id))
    findings = {row[0]: row[1] for row in rows}
    return [(one, _progress(tasks[one.id], findings.get(one.id, 0))) for one in found]


def whole(session: Session, survey_id: UUID, actor: Actor) -> Whole:
    """A survey with its beats and sums. Raises Missing."""
    survey = seen(session, survey_id, actor)
    session.refresh(survey, ["author"])
    asked = questions.read(survey.questions)
    with_all = (joinedload(SurveyTask.beat), joinedload(SurveyTask.person))
    tasks = sorted(session.scalars(_present([survey.id]).options(*with_all)), key=_by_beat)
    found = findings(session, survey)
    by_beat: dict[int, list[Finding]] = defaultdict(list)
    for one in found:
        by_beat[one.task.beat_id].append(one)
    beats = [
        BeatRow(task, len(mine), questions.tallies(asked, _answers(mine)))
        for task in tasks
        for mine in [by_beat[task.beat_id]]
    ]
    sums = questions.tallies(asked, _answers(found))
    return Whole(survey, _progress(tasks, len(found)), sums, beats)


def findings(session: Session, survey: Survey) -> Sequence[Finding]:
    """What counts of what was found, in the order in which it was made."""
    wanted = select(Finding).where(Finding.survey_id == survey.id, Finding.counted)
    with_all = (
        joinedload(Finding.task).joinedload(SurveyTask.beat),
        joinedload(Finding.person),
    )
    return session.scalars(
        wanted.options(*with_all).order_by(Finding.id).limit(MOST_FINDINGS)
    ).all()


def page(
    session: Session, survey_id: UUID, after: UUID | None, limit: int, actor: Actor
) -> tuple[Sequence[Finding], bool]:
    """Some findings of a survey, the newest first, and whether there are more."""
    survey = seen(session, survey_id, actor)
    wanted = select(Finding).where(Finding.survey_id == survey.id)
    if after:
        wanted = wanted.where(Finding.id < after)
    with_all = (
        joinedload(Finding.task).joinedload(SurveyTask.beat),
        joinedload(Finding.person),
    )
    asked = wanted.options(*with_all).order_by(Finding.id.desc()).limit(limit + 1)
    found = session.scalars(asked).all()
    return found[:limit], len(found) > limit


def pictures(session: Session, found: Iterable[Finding]) -> dict[str, Photo]:
    """The photos of findings, by their ids as a finding names them."""
    ids = {UUID(one) for each in found for one in each.photos}
    return {str(one.id): one for one in session.scalars(select(Photo).where(Photo.id.in_(ids)))}


def reports(session: Session, found: Iterable[Finding]) -> dict[UUID, Report]:
    """The reports that were made of findings, by id."""
    ids = {one.report_id for one in found if one.report_id}
    return {one.id: one for one in session.scalars(select(Report).where(Report.id.in_(ids)))}


def own(session: Session, actor: Actor) -> list[tuple[SurveyTask, int]]:
    """The actor's open tasks, those due first first, with how many findings they hold."""
    wanted = select(SurveyTask).where(
        SurveyTask.person_id == actor.person_id, SurveyTask.state == TaskState.OPEN
    )
    with_shape = joinedload(SurveyTask.beat).undefer(Area.shape)
    with_all = (with_shape, joinedload(SurveyTask.survey))
    found = session.scalars(
        wanted.options(*with_all).order_by(SurveyTask.due_at, SurveyTask.id)
    ).all()
    ids = [one.id for one in found]
    counted = select(Finding.task_id, func.count()).where(Finding.task_id.in_(ids))
    counts = {row[0]: row[1] for row in session.execute(counted.group_by(Finding.task_id))}
    return [(one, counts.get(one.id, 0)) for one in found]


def _present(ids: Sequence[UUID]) -> Select[SurveyTask]:
    """The task of each beat as it stands: what is alive, else what was done, else the last."""
    alive = case(
        (SurveyTask.state.in_((TaskState.OPEN, TaskState.WAITING)), 0),
        (SurveyTask.state == TaskState.DONE, 1),
        else_=2,
    )
    keys = (SurveyTask.survey_id, SurveyTask.beat_id)
    wanted = select(SurveyTask).ext(distinct_on(*keys)).where(SurveyTask.survey_id.in_(ids))
    return wanted.order_by(*keys, alive, SurveyTask.created_at.desc(), SurveyTask.id.desc())


def _progress(tasks: Sequence[SurveyTask], findings: int) -> Progress:
    states = Counter(task.state for task in tasks)
    accepted = sum(task.state is TaskState.OPEN and task.accepted_at is not None for task in tasks)
    return Progress(
        len(tasks),
        states[TaskState.WAITING],
        states[TaskState.OPEN],
        accepted,
        states[TaskState.DONE],
        states[TaskState.RECALLED] + states[TaskState.LAPSED],
        findings,
    )


def _answers(found: Sequence[Finding]) -> list[tuple[dict[str, object], int]]:
    return [(one.answers, len(one.photos)) for one in found]


def _by_beat(task: SurveyTask) -> str:
    return task.beat.code
