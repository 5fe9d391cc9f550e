"""Whom a duty chief may look after: the people of their organisation and of all below it."""

from sqlalchemy import ColumnElement, Select, any_, literal, select
from sqlalchemy.orm import Session

from city.errors import Missing
from city.people import Actor, Person, Role, branch


def of_branch(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The people of the actor's branch; nobody where the actor belongs to no organisation."""
    return Person.organisation_id.in_(branch(session, actor.organisation_id))


def inspectors(session: Session, actor: Actor) -> Select[Person]:
    """The inspectors of the actor's branch who may still sign in."""
    role = literal(Role.INSPECTOR.value) == any_(Person.roles)
    return select(Person).where(of_branch(session, actor), role, Person.disabled_at.is_(None))


def one_at_a_time(session: Session, person_id: int | None) -> None:
    """Whatever is done about this person now waits for each other, until the transaction ends."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())


def in_charge_of(session: Session, actor: Actor, person_id: int) -> Person:
    """Somebody of the actor's branch, or the actor themself. Raises Missing for all others."""
    person = session.get(Person, person_id)
    if person is None or (
        person_id != actor.person_id
        and person.organisation_id not in branch(session, actor.organisation_id)
    ):
        raise Missing(what="person")
    return person
