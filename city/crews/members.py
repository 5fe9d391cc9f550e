"""Who is in which crew of an organisation: read, and decided."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Select, String, cast, delete, select
from sqlalchemy.orm import Session

from city import events
from city.crews.errors import CrewForbids
from city.crews.model import Crew, CrewMember
from city.errors import Missing
from city.people import Actor, Organisation, Person, Role

ABLE = (Role.MEMBER, Role.DEPARTMENT, Role.MAINTAINER)
"""Whose work it can be to go out for their organisation."""


class Team(NamedTuple):
    """A crew and its members."""

    crew: Crew
    members: list[Person]


def teams(session: Session, organisation_id: int | None) -> list[Team]:
    """The crews of an organisation by name, each with its members by name."""
    named = select(Crew).where(Crew.organisation_id == (organisation_id or 0)).order_by(Crew.name)
    found = {crew.id: Team(crew, []) for crew in session.scalars(named)}
    within = (
        _able(organisation_id)
        .join(CrewMember, CrewMember.person_id == Person.id)
        .where(CrewMember.crew_id.in_(found))
        .add_columns(CrewMember.crew_id)
    )
    for person, crew_id in session.execute(within):
        found[crew_id].members.append(person)
    return list(found.values())


def others(session: Session, organisation_id: int | None) -> list[Person]:
    """People of an organisation who could be in a crew and are in none."""
    taken = select(CrewMember.person_id).where(CrewMember.person_id == Person.id).exists()
    return list(session.scalars(_able(organisation_id).where(~taken)))


def member(
    session: Session, organisation_id: int | None, person_id: int | None
) -> tuple[Person, Crew]:
    """A member of a crew of this organisation, kept in it until the transaction ends.

    Raises Missing for anybody else.
    """
    within = (
        _able(organisation_id)
        .join(CrewMember, CrewMember.person_id == Person.id)
        .join(Crew, Crew.id == CrewMember.crew_id)
        .where(Person.id == (person_id or 0), Crew.organisation_id == organisation_id)
        .add_columns(Crew)
        .with_for_update(read=True, of=CrewMember)
    )
    found = session.execute(within).one_or_none()
    if found is None:
        raise Missing(what="member")
    person, crew = found
    return person, crew


def lock(session: Session, actor: Actor) -> Organisation:
    """The actor's organisation: its crews change one after the other. Raises Missing."""
    own = session.get(Organisation, actor.organisation_id or 0, with_for_update=True)
    if own is None:
        raise Missing(what="department")
    return own


def of_crew(session: Session, crew_id: UUID, actor: Actor) -> list[int]:
    """The ids of a crew's members, locked; none for a crew that is not there yet.

    Raises Missing for a crew of another organisation.
    """
    crew = session.get(Crew, crew_id)
    if crew is not None and crew.organisation_id != actor.organisation_id:
        raise Missing(what="crew")
    held = select(CrewMember.person_id).where(CrewMember.crew_id == crew_id)
    return list(session.scalars(held.order_by(CrewMember.person_id).with_for_update()))


def put(session: Session, crew_id: UUID, name: str, people: Sequence[int], actor: Actor) -> None:
    """Make a crew of these people, or make it anew; who was in another crew leaves that one.

    Raises Missing for people of other organisations, CrewForbids for a name that is taken.
    """
    same = select(Crew.id).where(
        Crew.organisation_id == actor.organisation_id, Crew.name == name, Crew.id != crew_id
    )
    if session.scalar(same):
        raise CrewForbids.because(CrewForbids.TAKEN)
    wanted = set(people)
    able = session.scalars(_able(actor.organisation_id).where(Person.id.in_(wanted))).all()
    if len(able) < len(wanted):
        raise Missing(what="member")
    crew = session.get(Crew, crew_id) or Crew(id=crew_id, organisation_id=actor.organisation_id)
    crew.name = name
    session.add(crew)
    session.flush()
    leaving = (CrewMember.crew_id == crew_id) | CrewMember.person_id.in_(wanted)
    session.execute(delete(CrewMember).where(leaving))
    session.add_all(CrewMember(person_id=one, crew_id=crew_id) for one in sorted(wanted))
    events.record(session, actor, "crew.put", crew=str(crew_id), to_ids=sorted(wanted), to=name)


def disband(session: Session, crew_id: UUID, actor: Actor) -> None:
    """There is no such crew any more; its people stay. Raises Missing."""
    crew = session.get(Crew, crew_id)
    if crew is None or crew.organisation_id != actor.organisation_id:
        raise Missing(what="crew")
    session.delete(crew)
    events.record(session, actor, "crew.disbanded", crew=str(crew_id), to=crew.name)


def _able(organisation_id: int | None) -> Select[Person]:
    roles = cast([role.value for role in ABLE], ARRAY(String))
    return (
        select(Person)
        .where(
            Person.organisation_id == (organisation_id or 0),
            Person.disabled_at.is_(None),
            Person.roles.op("&&")(roles),
        )
        .order_by(Person.name, Person.id)
    )
