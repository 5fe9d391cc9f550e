"""The phone book: colleagues, their organisation, and their number for whoever may have it."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from city import events
from city.errors import Missing
from city.people import Actor, Organisation, Person, Role, branch

MOST = 100
WHOLE = frozenset({Role.DUTY_CHIEF, Role.OPERATOR, Role.DISPATCHER, Role.ADMINISTRATOR})


class Listed(NamedTuple):
    """Somebody in the book; their number whole where the reader may have it at once."""

    person: Person
    whole: bool


def book(session: Session, words: str, actor: Actor) -> list[Listed]:
    """Colleagues by name or organisation, those of one's own organisation first.

    The desk sees the numbers of its own branch; others those of their own organisation.
    """
    like = f"%{words.strip()}%"
    wanted = select(Person).outerjoin(Organisation, Organisation.id == Person.organisation_id)
    wanted = wanted.where(Person.disabled_at.is_(None))
    if words.strip():
        wanted = wanted.where(
            or_(Person.name.ilike(like), Organisation.name.ilike(like), Person.username == words)
        )
    own_first = (Person.organisation_id == actor.organisation_id).desc().nulls_last()
    found = session.scalars(wanted.order_by(own_first, Person.name, Person.id).limit(MOST))
    near = _near(session, actor)
    return [Listed(one, one.organisation_id in near) for one in found.unique()]


def number(session: Session, person_id: int, actor: Actor) -> str:
    """A colleague's number, to be called; the look is recorded. Raises Missing where none is."""
    person = session.get(Person, person_id)
    if person is None or person.disabled_at or not person.phone:
        raise Missing(what="contact")
    events.record(session, actor, "phone.seen", person=person.id)
    return person.phone


def _near(session: Session, actor: Actor) -> set[int | None]:
    if actor.has(*WHOLE):
        return {*branch(session, actor.organisation_id)}
    return {actor.organisation_id} - {None}
