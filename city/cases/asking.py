"""Asking an inspector: who is chosen and why, the task written, and when it is passed on."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import deadlines
from city.cases.clocks import Span
from city.cases.model import Case, Task, TaskKind
from city.cases.terms import Action
from city.db import new_id
from city.duty import known
from city.duty.access import inspectors
from city.duty.asked import TaskState, burdened, pick
from city.duty.asked import named as named_by_hand
from city.duty.choose import Choice, Walker, Wanted, choose
from city.duty.rules import Rules, rules
from city.errors import Missing
from city.intake.model import Report
from city.people import Actor, Person, Role
from city.places.model import Area


class Question(NamedTuple):
    """What sends a task of one kind, what its answers do, and how long it may take in town."""

    sent: Action
    yes: Action
    no: Action
    limit: Span


QUESTIONS = {
    TaskKind.VERIFY: Question(Action.SEND_VERIFY, Action.CONFIRM, Action.REFUTE, deadlines.VERIFY),
    TaskKind.CHECK: Question(Action.SEND_CHECK, Action.PASS, Action.FAIL, deadlines.CHECK),
}


class Turn(NamedTuple):
    """Which time a question is asked, and whom it was put to before."""

    number: int = 1
    asked: Collection[int] = ()


def ask(
    session: Session,
    case: Case,
    kind: TaskKind,
    actor: Actor,
    turn: Turn | None = None,
    named: int | None = None,
) -> Task:
    """Put a question about a locked case to whoever is chosen, or to the one who is named.

    Where nobody can be asked the task waits for a duty chief, with the reason. Raises Missing when
    the one who is named is no inspector, HandsFull when they hold as many as the city allows.
    """
    turn, ours, now = turn or Turn(), rules(session), clock.now()
    choice = _named(session, named, ours) if named else _chosen(session, case, kind, turn, ours)
    limit = deadlines.in_the_country(QUESTIONS[kind].limit) if case.country else None
    task = Task(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        person_id=choice.person_id,
        state=TaskState.OPEN if choice.person_id else TaskState.WAITING,
        created_at=now,
        due_at=now + (limit or QUESTIONS[kind].limit).length,
        turn=turn.number,
        asked=sorted(turn.asked),
        why=choice.why,
    )
    task.lapse_at = lapse_at(task, ours)
    session.add(task)
    session.flush()
    tell(session, task, case, actor)
    return task


def chosen(session: Session, case: Case, kind: TaskKind, turn: Turn) -> Choice:
    """Who would be asked now, and why."""
    return _chosen(session, case, kind, turn, rules(session))


def candidates(
    session: Session, case: Case, kind: TaskKind, actor: Actor
) -> tuple[Choice, list[Walker]]:
    """Who would be chosen, and whom a person may name instead: the inspectors of their branch.

    The chosen first, then the beat's own, deputies, who is on shift, and by their names.
    """
    now, ours = clock.now(), rules(session)
    own = session.scalars(inspectors(session, actor).with_only_columns(Person.id)).all()
    people = burdened(session, Task, known.walkers(session, case.beat_id, now, own))
    choice = choose(people, _wanted(session, case, kind, Turn()), now, ours)

    def order(one: Walker) -> tuple[bool, bool, bool, bool, str]:
        is_first = one.person_id == choice.person_id
        return not is_first, not one.walks, one.deputy is None, not one.on_shift, one.name

    mine = set(own)
    return choice, sorted((one for one in people if one.person_id in mine), key=order)


def tell(session: Session, task: Task, case: Case, actor: Actor) -> None:
    """Record that a task went to somebody, or that it waits for one."""
    about = {"case_id": case.id, "report_id": case.report_id, "why": task.why}
    sent = {"task": str(task.id), "kind": task.kind.value}
    if task.person_id is None:
        events.record(session, actor, "task.waiting", **about, **sent)
        return
    person = session.get_one(Person, task.person_id)
    events.record(session, actor, "task.sent", **about, **sent, to_id=person.id, to=person.name)


def lapse_at(task: Task, ours: Rules) -> datetime | None:
    """When a task is passed on: unless it is accepted in time, and then unless it is answered."""
    if task.person_id is None:
        return None
    late = task.due_at + timedelta(minutes=ours.grace_minutes)
    if task.accepted_at or not ours.accept_minutes:
        return late
    return min(late, task.created_at + timedelta(minutes=ours.accept_minutes))


def _chosen(session: Session, case: Case, kind: TaskKind, turn: Turn, ours: Rules) -> Choice:
    people = known.walkers(session, case.beat_id, clock.now())
    return pick(session, Task, people, _wanted(session, case, kind, turn), ours)


def _wanted(session: Session, case: Case, kind: TaskKind, turn: Turn) -> Wanted:
    beat = session.get(Area, case.beat_id) if case.beat_id else None
    reporter = session.scalar(select(Report.reporter_id).where(Report.id == case.report_id))
    answered = select(Task.person_id).where(
        Task.case_id == case.id, Task.kind == kind, Task.state == TaskState.DONE
    )
    former = {one for one in session.scalars(answered) if one}
    name = beat.name if beat else ""
    return Wanted(case.position, name, reporter, frozenset(turn.asked), former)


def _named(session: Session, person_id: int, ours: Rules) -> Choice:
    person = session.get(Person, person_id)
    if person is None or person.disabled_at or Role.INSPECTOR not in person.roles:
        raise Missing(what="inspector")
    return named_by_hand(session, Task, person, ours)
