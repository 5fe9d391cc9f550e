"""What every question to an inspector has in common: its row, and who gets it."""

import enum
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Integer, false, func, or_, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from city import clock
from city.duty.access import one_at_a_time
from city.duty.choose import Choice, How, Walker, Wanted, choose
from city.duty.errors import HandsFull
from city.duty.rules import Rules
from city.people import Person

BATCH = 200  # tasks that are looked at in one go
BY_NAME = {"zh": "指定：", "en": "Named by hand: "}


class TaskState(enum.StrEnum):
    """Whether a task still waits; `lapsed`: let lie and passed on; `waiting`: for anybody."""

    OPEN = "open"
    DONE = "done"
    RECALLED = "recalled"
    LAPSED = "lapsed"
    WAITING = "waiting"


class Asked:
    """The columns of a task: whose it is, until when, why theirs, and who had it before."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), comment="none while it waits for anybody"
    )
    state: Mapped[TaskState]
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    lapse_at: Mapped[datetime | None] = mapped_column(comment="when it is passed on")
    stuck: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="let lie, and nobody else to be asked"
    )
    turn: Mapped[int] = mapped_column(default=1, server_default="1")
    asked: Mapped[list[int]] = mapped_column(
        ARRAY(Integer), default=list, server_default="{}", comment="who had it before"
    )
    why: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}", comment="why this one, or why nobody, in words"
    )
    done_at: Mapped[datetime | None]
    note: Mapped[str | None]

    @declared_attr
    @classmethod
    def person(cls) -> Mapped[Person | None]:
        """Whose it is."""
        return relationship(Person, lazy="raise")


def due(session: Session, kind: type[Asked]) -> list[UUID]:
    """The tasks that are to be passed on by now, and those that wait for anybody."""
    late = kind.lapse_at <= clock.now()
    wanted = select(kind.id).where(or_(late, kind.state == TaskState.WAITING))
    return list(session.scalars(wanted.order_by(kind.created_at).limit(BATCH)))


def held(session: Session, kind: type[Asked], people: Collection[int]) -> Counter[int]:
    """How many open tasks of this kind each of these people holds."""
    wanted = select(kind.person_id, func.count()).where(
        kind.person_id.in_(people), kind.state == TaskState.OPEN
    )
    rows = session.execute(wanted.group_by(kind.person_id))
    return Counter({row[0]: row[1] for row in rows if row[0] is not None})


def burdened(session: Session, kind: type[Asked], people: Sequence[Walker]) -> list[Walker]:
    """The same people, each with the open tasks of this kind that they hold."""
    counted = held(session, kind, [one.person_id for one in people])
    return [one._replace(tasks=counted[one.person_id]) for one in people]


def pick(
    session: Session, kind: type[Asked], people: Sequence[Walker], wanted: Wanted, ours: Rules
) -> Choice:
    """The one who is chosen is locked, and counted again: nobody gets more than the city allows."""
    while True:
        people = burdened(session, kind, people)
        choice = choose(people, wanted, clock.now(), ours)
        if choice.how is How.NOBODY or choice.person_id is None:
            return choice
        one_at_a_time(session, choice.person_id)
        if held(session, kind, [choice.person_id])[choice.person_id] < ours.tasks_at_once:
            return choice


def named(session: Session, kind: type[Asked], person: Person, ours: Rules) -> Choice:
    """The one whom a person names, locked as who is chosen is. Raises HandsFull."""
    one_at_a_time(session, person.id)
    if held(session, kind, [person.id])[person.id] >= ours.tasks_at_once:
        raise HandsFull(name=person.name, most=ours.tasks_at_once)
    why = {language: f"{said}{person.name}" for language, said in BY_NAME.items()}
    return Choice(person.id, How.BEAT, why)
