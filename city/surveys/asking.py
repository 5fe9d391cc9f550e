"""Putting the task of a beat to an inspector: chosen as for cases, passed on, put by a chief."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from shapely.geometry import shape
from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock, events
from city.db import Point, new_id
from city.duty import known
from city.duty.access import in_charge_of
from city.duty.asked import TaskState, named, pick
from city.duty.choose import Choice, Wanted
from city.duty.rules import Rules, rules
from city.errors import Missing
from city.people import SYSTEM, Actor, Person, Role
from city.places.model import Area
from city.surveys.access import seen
from city.surveys.model import Survey, SurveyTask

BEFORE = {"zh": "正在派人", "en": "Being put to somebody"}
STUCK = {"zh": "未接受，没有别人可转", "en": "Not accepted, and nobody else can be asked"}
ALIVE = (TaskState.OPEN, TaskState.WAITING)


def put_out(session: Session, survey_id: UUID) -> int:
    """Put every beat of a survey that waits to somebody; returns how many went. Safe to repeat."""
    waiting = select(SurveyTask).where(
        SurveyTask.survey_id == survey_id, SurveyTask.state == TaskState.WAITING
    )
    found = session.scalars(waiting.order_by(SurveyTask.id).with_for_update()).all()
    return sum(_assign(session, task) for task in found)


def pass_on(session: Session, task_id: UUID) -> bool:
    """Put a task to somebody else, if that is due; whether it went.

    Where nobody else can be asked it stays where it is, and the duty chief finds it.
    """
    task = _held(session, task_id)
    if task.state is TaskState.WAITING:
        return _assign(session, task)
    if task.state is not TaskState.OPEN or not task.lapse_at or task.lapse_at > clock.now():
        return False
    asked = [*task.asked, task.person_id or 0]
    choice = _chosen(session, task, asked, rules(session))
    if task.turn >= rules(session).turns or choice.person_id is None:
        task.lapse_at, task.stuck, task.why = None, True, STUCK
        events.record(session, SYSTEM, "survey.stuck", **_about(task), to_id=task.person_id)
        return False
    end(session, task, TaskState.LAPSED, SYSTEM)
    ask_next(session, task, asked, SYSTEM, choice)
    return True


def accept(session: Session, task_id: UUID, actor: Actor) -> SurveyTask:
    """Note that the one who is asked has seen it and goes. Once; raises Missing for another's."""
    task = own(session, task_id, actor)
    if task.accepted_at is None and task.state is TaskState.OPEN:
        task.accepted_at, task.lapse_at = clock.now(), None
        events.record(session, actor, "survey.accepted", **_about(task))
    return task


def own(session: Session, task_id: UUID, actor: Actor) -> SurveyTask:
    """The actor's task, locked. Raises Missing for another's."""
    mine = select(SurveyTask).where(
        SurveyTask.id == task_id, SurveyTask.person_id == actor.person_id
    )
    task = session.scalar(mine.with_for_update())
    if task is None:
        raise Missing(what="open task")
    return task


def reassign(session: Session, task_id: UUID, person_id: int, actor: Actor) -> SurveyTask:
    """Put a beat to an inspector of the chief's branch; what was found there stays.

    Raises Missing for a person out of the chief's sight, and for a task that is over; HandsFull.
    """
    task = _held(session, task_id)
    seen(session, task.survey_id, actor)
    person = in_charge_of(session, actor, person_id)
    if Role.INSPECTOR not in person.roles or person.disabled_at:
        raise Missing(what="inspector")
    if task.state not in ALIVE:
        raise Missing(what="open task")
    if task.person_id == person.id:
        return task
    asked = [one for one in (*task.asked, task.person_id) if one and one != person.id]
    choice = named(session, SurveyTask, person, _allowed(rules(session)))
    end(session, task, TaskState.RECALLED, actor)
    return ask_next(session, task, asked, actor, choice, task.turn)


def ask_next(
    session: Session,
    last: SurveyTask,
    asked: Collection[int],
    actor: Actor,
    choice: Choice | None = None,
    turn: int | None = None,
) -> SurveyTask:
    """A further task for the beat of `last`, which is over; put to `choice`, or to who is found."""
    task = SurveyTask(
        id=new_id(),
        survey_id=last.survey_id,
        beat_id=last.beat_id,
        state=TaskState.WAITING,
        created_at=clock.now(),
        due_at=last.due_at,
        turn=turn or last.turn + 1,
        asked=sorted(asked),
        why=BEFORE,
    )
    session.add(task)
    session.flush()
    ours = rules(session)
    _put(session, task, choice or _chosen(session, task, asked, ours), ours, actor)
    return task


def end(session: Session, task: SurveyTask, state: TaskState, actor: Actor) -> None:
    """A task is over for whoever had it; they are told of by name."""
    task.state, task.done_at, task.lapse_at = state, clock.now(), None
    session.flush()
    person = session.get(Person, task.person_id) if task.person_id else None
    if person:
        said = {"to_id": person.id, "from": person.name}
        events.record(session, actor, f"survey.{state}", **_about(task), **said)


def _assign(session: Session, task: SurveyTask) -> bool:
    ours = rules(session)
    _put(session, task, _chosen(session, task, task.asked, ours), ours, SYSTEM)
    return task.state is TaskState.OPEN


def _put(session: Session, task: SurveyTask, choice: Choice, ours: Rules, actor: Actor) -> None:
    """To whom it goes, or why it waits; told once for each."""
    was, task.why = task.why, choice.why
    if choice.person_id is None:
        if was != choice.why:
            events.record(session, actor, "survey.waiting", **_about(task), why=choice.why)
        return
    task.person_id, task.state = choice.person_id, TaskState.OPEN
    lapse_at = clock.now() + timedelta(minutes=ours.survey_accept_minutes)
    task.lapse_at = lapse_at if ours.survey_accept_minutes and lapse_at < task.due_at else None
    session.flush()
    survey = session.get_one(Survey, task.survey_id)
    told = {"to_id": choice.person_id, "kind": "survey", "title": survey.title}
    events.record(session, actor, "task.sent", **_about(task), **told, why=choice.why)


def _chosen(session: Session, task: SurveyTask, before: Collection[int], ours: Rules) -> Choice:
    beat = session.get_one(Area, task.beat_id)
    people = known.walkers(session, beat.id, clock.now())
    wanted = Wanted(_middle(beat), beat.name, None, frozenset(before))
    return pick(session, SurveyTask, people, wanted, _allowed(ours))


def _allowed(ours: Rules) -> Rules:
    return ours._replace(tasks_at_once=ours.surveys_at_once)


def _middle(beat: Area) -> Point | None:
    """A point within a beat, to measure who is nearest."""
    if not beat.shape:
        return None
    middle = shape(beat.shape).representative_point()
    return Point(middle.x, middle.y)


def _held(session: Session, task_id: UUID) -> SurveyTask:
    locked = select(SurveyTask).where(SurveyTask.id == task_id).with_for_update()
    task = session.scalar(locked.execution_options(populate_existing=True))
    if task is None:
        raise Missing(what="open task")
    return task


def _about(task: SurveyTask) -> dict[str, str]:
    return {"survey": str(task.survey_id), "task": str(task.id)}
