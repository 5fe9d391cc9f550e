"""Tasks that change hands: let lie too long, put by a duty chief, or waiting for anybody."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from city import clock, events
from city.cases.access import seen_by
from city.cases.asking import Turn, ask, chosen, lapse_at, tell
from city.cases.commands import hold
from city.cases.model import Case, Task
from city.duty.access import in_charge_of
from city.duty.asked import TaskState
from city.duty.rules import rules
from city.errors import Missing
from city.people import SYSTEM, Actor, Person, Role

BATCH = 200
STUCK = {"zh": "超时未办，没有别人可转", "en": "Let lie too long, and nobody else can be asked"}


def pass_on(session: Session, task_id: UUID) -> bool:
    """Put a task to somebody else, if that is due; whether it went.

    Where nobody else can be asked it stays where it is, and the duty chief finds it.
    """
    task = session.get_one(Task, task_id)
    case = hold(session, task.case_id, SYSTEM)
    session.refresh(task, with_for_update=True)
    if task.state is TaskState.WAITING:
        return _assign(session, task, case)
    if task.state is not TaskState.OPEN or not task.lapse_at or task.lapse_at > clock.now():
        return False
    turn = Turn(task.turn + 1, (*task.asked, task.person_id or 0))
    if task.turn >= rules(session).turns or not chosen(session, case, task.kind, turn).person_id:
        task.lapse_at, task.stuck, task.why = None, True, STUCK
        about = {"case_id": case.id, "report_id": case.report_id, "to_id": task.person_id}
        events.record(session, SYSTEM, "task.stuck", task=str(task.id), why=STUCK, **about)
        return False
    _close(session, task, TaskState.LAPSED)
    ask(session, case, task.kind, SYSTEM, turn)
    return True


def reassign(session: Session, task_id: UUID, person_id: int, actor: Actor) -> Task:
    """Put a task to an inspector of the chief's branch; the one who had it may still add evidence.

    Raises Missing for a task or a person out of the chief's sight, or a task that is over.
    """
    task = session.get(Task, task_id)
    if task is None:
        raise Missing(what="open task")
    case = hold(session, task.case_id, actor)
    session.refresh(task, with_for_update=True)
    person = in_charge_of(session, actor, person_id)
    if Role.INSPECTOR not in person.roles or person.disabled_at:
        raise Missing(what="inspector")
    if task.state not in (TaskState.OPEN, TaskState.WAITING):
        raise Missing(what="open task")
    if task.person_id == person.id:
        return task
    asked = {*task.asked, task.person_id} - {None, person.id}
    _close(session, task, TaskState.RECALLED)
    turn = Turn(task.turn, sorted(one for one in asked if one))
    return ask(session, case, task.kind, actor, turn, named=person.id)


def left_lying(session: Session, actor: Actor) -> list[Task]:
    """What waits for a duty chief: tasks that nobody has, and those that nobody else could take."""
    wanted = select(Task).join(Case, Case.id == Task.case_id).where(seen_by(session, actor))
    nobody = or_(Task.state == TaskState.WAITING, Task.stuck & (Task.state == TaskState.OPEN))
    with_all = (
        joinedload(Task.case).joinedload(Case.category),
        joinedload(Task.case).joinedload(Case.condition),
        joinedload(Task.person),
    )
    found = wanted.where(nobody).options(*with_all).order_by(Task.due_at, Task.id).limit(BATCH)
    return list(session.scalars(found).unique())


def _assign(session: Session, task: Task, case: Case) -> bool:
    choice = chosen(session, case, task.kind, Turn(task.turn, task.asked))
    if choice.person_id is None:
        task.why = choice.why
        return False
    task.person_id, task.why, task.state = choice.person_id, choice.why, TaskState.OPEN
    task.lapse_at = lapse_at(task, rules(session))
    session.flush()
    tell(session, task, case, SYSTEM)
    return True


def _close(session: Session, task: Task, state: TaskState) -> None:
    task.state, task.done_at, task.lapse_at = state, clock.now(), None
    session.flush()
    person = session.get(Person, task.person_id) if task.person_id else None
    about = {"case_id": task.case_id, "task": str(task.id), "to_id": task.person_id}
    name = "task.lapsed" if state is TaskState.LAPSED else "task.recalled"
    if person:
        events.record(session, SYSTEM, name, **about, **{"from": person.name})
