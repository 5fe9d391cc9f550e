"""Tasks of inspectors: sent, accepted, and the photos that go with them."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import asking
from city.cases.asking import QUESTIONS
from city.cases.commands import Given, hold, move
from city.cases.guards import Situation, acting_as
from city.cases.model import Case, Task, TaskKind
from city.cases.stages import STEPS, Action, Stage
from city.duty.asked import TaskState
from city.duty.rules import rules
from city.errors import Missing, NotAllowed
from city.intake.model import PhotoKind
from city.people import Actor, Role

ASKED_AT = frozenset({Stage.VERIFYING, Stage.CHECKING})


def send(
    session: Session, case_id: UUID, kind: TaskKind, actor: Actor, given: Given, zone: ZoneInfo
) -> Task:
    """Ask the inspector who was named, else whoever is chosen (city.duty.choose).

    Where nobody can be asked, the task waits for a duty chief. Raises Missing when the one who was
    named is no inspector.
    """
    case = hold(session, case_id, actor)
    move(session, case, QUESTIONS[kind].sent, actor, given, zone)
    return asking.ask(session, case, kind, actor, named=given.person)


def accept(session: Session, task_id: UUID, actor: Actor) -> Task:
    """Note that the one who is asked has seen it and goes. Once; raises Missing for another's.

    Nothing for a task that is over: a phone may have had no line.
    """
    mine = select(Task).where(Task.id == task_id, Task.person_id == actor.person_id)
    task = session.scalar(mine.with_for_update())
    if task is None:
        raise Missing(what="open task")
    if task.accepted_at is None and task.state is TaskState.OPEN:
        task.accepted_at = clock.now()
        task.lapse_at = asking.lapse_at(task, rules(session))
        about = {"case_id": task.case_id, "task": str(task.id)}
        events.record(session, actor, "task.accepted", **about)
    return task


def open_task(session: Session, case_id: UUID, actor: Actor) -> UUID | None:
    """The open task of this case that the actor was given; None where there is none."""
    asked = select(Task.id).where(
        Task.case_id == case_id,
        Task.person_id == actor.person_id,
        Task.state == TaskState.OPEN,
    )
    return session.scalar(asked)


def may_add_photo(session: Session, case_id: UUID, actor: Actor) -> tuple[Case, PhotoKind]:
    """The case, and what a photo shows that the actor adds to it now.

    Who handles it, who was asked about it (some days longer than the question was open, since a
    phone may have no line), and the inspector who reported it and handles it alone.
    Raises Missing, NotAllowed.
    """
    case = hold(session, case_id, actor)
    if actor.has(Role.INSPECTOR) and _was_asked(session, case, actor):
        return case, PhotoKind.CHECK
    if case.stage is Stage.HANDLING:
        actor.require(STEPS[Stage.HANDLING, Action.HANDLE].roles)
    elif (case.stage, Action.SELF_HANDLE) in STEPS:
        now = Situation(session, case, actor, clock.now())
        acting_as(now, Action.SELF_HANDLE, STEPS[case.stage, Action.SELF_HANDLE])
    elif case.stage in ASKED_AT and actor.has(Role.INSPECTOR):
        raise Missing(what="open task")
    else:
        raise NotAllowed
    return case, PhotoKind.AFTER


def _was_asked(session: Session, case: Case, actor: Actor) -> bool:
    since = clock.now() - timedelta(days=rules(session).late_days)
    asked = select(Task.id).where(
        Task.case_id == case.id,
        Task.person_id == actor.person_id,
        Task.state.in_((TaskState.OPEN, TaskState.LAPSED, TaskState.RECALLED)),
        Task.created_at > since,
    )
    return session.scalar(asked.limit(1)) is not None
