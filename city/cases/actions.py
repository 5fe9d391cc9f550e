"""What a person asks to do to a case, by the name of the action."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases import stages, tasks
from city.cases.commands import Given, advance, hold, move
from city.cases.model import Case, Task, TaskState
from city.cases.stages import Action
from city.errors import Missing, NotAllowed
from city.intake.model import Report
from city.people import Actor, Role

CHECKS = frozenset({Action.PASS, Action.FAIL})


def act(
    session: Session, case_id: UUID, action: Action, actor: Actor, given: Given, zone: ZoneInfo
) -> Case:
    """Do what the person asks. A check is answered through its task, never a revisit here."""
    if action is Action.SEND_CHECK:
        actor.require(stages.step(hold(session, case_id, actor).stage, action).roles)
        tasks.send_check(session, case_id, actor, zone)
    elif action in CHECKS:
        asked = select(Task.id).where(
            Task.case_id == case_id,
            Task.person_id == actor.person_id,
            Task.state == TaskState.OPEN,
        )
        task_id = session.scalar(asked)
        if task_id is None:
            raise Missing(what="open task")
        tasks.answer(session, task_id, action is Action.PASS, given, actor, zone)
    elif action is Action.REVISIT:
        raise NotAllowed
    else:
        advance(session, case_id, action, actor, given, zone)
    return session.get_one(Case, case_id)


def open_to(session: Session, case: Case, actor: Actor) -> list[Action]:
    """The buttons for this person on this case."""
    roles = actor.roles - {Role.CITIZEN}
    found = stages.open_to(case.stage, roles)
    if CHECKS.isdisjoint(found) or _asked(session, case, actor):
        return found
    return [action for action in found if action not in CHECKS]


def rate(
    session: Session, report: Report, satisfied: bool, words: str, actor: Actor, zone: ZoneInfo
) -> Case:
    """The sender of `report` says whether the result is good: the case is revisited.

    Raises StageForbids unless the case is closed, Missing while there is none.
    """
    case = session.get(Case, report.case_id, with_for_update=True) if report.case_id else None
    if case is None:
        raise Missing(what="case")
    as_citizen = Actor(frozenset({Role.CITIZEN}), actor.person_id, actor.device, name=actor.name)
    given = Given(note=words, satisfied=satisfied)
    return move(session, case, Action.REVISIT, as_citizen, given, zone)


def _asked(session: Session, case: Case, actor: Actor) -> bool:
    open_task = select(Task.id).where(
        Task.case_id == case.id, Task.person_id == actor.person_id, Task.state == TaskState.OPEN
    )
    return session.scalar(open_task) is not None
