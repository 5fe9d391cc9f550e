"""Questions to inspectors: verify before filing, check after handling."""

from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import deadlines
from city.cases.clocks import Span
from city.cases.commands import Given, hold, move
from city.cases.guards import HOLDERS, Situation, acting_as
from city.cases.model import Case, Task, TaskKind, TaskState
from city.cases.stages import STEPS, Action, Stage
from city.db import new_id
from city.errors import Missing, NoInspector, NotAllowed
from city.people import Actor, Person, Role
from city.places.model import BeatInspector


class Question(NamedTuple):
    """What sends a task of one kind, what its answers do, and how long it may take."""

    sent: Action
    yes: Action
    no: Action
    limit: Span


QUESTIONS = {
    TaskKind.VERIFY: Question(Action.SEND_VERIFY, Action.CONFIRM, Action.REFUTE, deadlines.VERIFY),
    TaskKind.CHECK: Question(Action.SEND_CHECK, Action.PASS, Action.FAIL, deadlines.CHECK),
}
ASKED_AT = frozenset({Stage.VERIFYING, Stage.CHECKING})


def send(
    session: Session, case_id: UUID, kind: TaskKind, actor: Actor, given: Given, zone: ZoneInfo
) -> Task:
    """Ask the inspector who was named, else the one of the case's beat with the fewest open tasks.

    Raises NoInspector when nobody walks the beat; the case then waits for a person to decide.
    Raises Missing when the one who was named is no inspector.
    """
    case = hold(session, case_id, actor)
    person_id = _named(session, given.person) if given.person else inspector_for(session, case)
    if person_id is None:
        raise NoInspector
    move(session, case, QUESTIONS[kind].sent, actor, given, zone)
    now = clock.now()
    task = Task(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        person_id=person_id,
        state=TaskState.OPEN,
        created_at=now,
        due_at=now + QUESTIONS[kind].limit.length,
    )
    session.add(task)
    session.flush()
    about = {"case_id": case.id, "report_id": case.report_id}
    sent = {"task": str(task.id), "kind": kind.value, "to_id": person_id}
    events.record(session, actor, "task.sent", **about, **sent)
    return task


def answer(
    session: Session, task_id: UUID, passed: bool, given: Given, actor: Actor, zone: ZoneInfo
) -> Task:
    """The inspector's answer moves the case. Raises Missing for a task not theirs, or done."""
    mine = select(Task).where(
        Task.id == task_id, Task.person_id == actor.person_id, Task.state == TaskState.OPEN
    )
    task = session.scalar(mine.with_for_update())
    if task is None:
        raise Missing(what="open task")
    question = QUESTIONS[task.kind]
    case = hold(session, task.case_id, actor)
    move(session, case, question.yes if passed else question.no, actor, given, zone)
    task.state, task.done_at = TaskState.DONE, clock.now()
    task.passed, task.note = passed, given.note
    return task


def open_task(session: Session, case_id: UUID, actor: Actor) -> UUID | None:
    """The open task of this case that the actor was given; None where there is none."""
    asked = select(Task.id).where(
        Task.case_id == case_id,
        Task.person_id == actor.person_id,
        Task.state == TaskState.OPEN,
    )
    return session.scalar(asked)


def _named(session: Session, person_id: int) -> int:
    person = session.get(Person, person_id)
    if person is None or person.disabled_at or Role.INSPECTOR not in person.roles:
        raise Missing(what="inspector")
    return person.id


def inspector_for(session: Session, case: Case) -> int | None:
    """Who walks the case's beat and has the least to do; None when nobody does."""
    busy = (
        select(func.count())
        .select_from(Task)
        .where(Task.person_id == BeatInspector.person_id, Task.state == TaskState.OPEN)
        .scalar_subquery()
    )
    walkers = (
        select(BeatInspector.person_id)
        .join(Person, Person.id == BeatInspector.person_id)
        .where(BeatInspector.beat_id == case.beat_id, Person.disabled_at.is_(None))
        .order_by(busy, BeatInspector.person_id)
    )
    return session.scalar(walkers.limit(1))


def may_add_photo(session: Session, case_id: UUID, actor: Actor) -> Case:
    """The case, if the actor may add a photo to it now.

    Who handles it, who was asked about it, and the inspector who reported it and handles it alone.

    Raises Missing, NotAllowed.
    """
    case = hold(session, case_id, actor)
    if case.stage is Stage.HANDLING:
        actor.require(HOLDERS)
    elif (case.stage, Action.SELF_HANDLE) in STEPS:
        now = Situation(session, case, actor, clock.now())
        acting_as(now, Action.SELF_HANDLE, STEPS[case.stage, Action.SELF_HANDLE])
    elif case.stage not in ASKED_AT:
        raise NotAllowed
    elif open_task(session, case.id, actor) is None:
        raise Missing(what="open task")
    return case
