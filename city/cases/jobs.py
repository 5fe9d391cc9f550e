"""What the members of an organisation's crews have in hand, and crews changed with regard to it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.cases.model import Case
from city.cases.terms import Stage
from city.crews import members
from city.crews.errors import CrewForbids
from city.crews.members import Team
from city.people import Actor, Person

IN_HAND = (Stage.HANDLING, Stage.SUSPENDED, Stage.DEFERRED)


class Board(NamedTuple):
    """The crews of an organisation, its people in none, and how many jobs each of them holds."""

    teams: list[Team]
    others: list[Person]
    held: dict[int, int]


def board(session: Session, actor: Actor) -> Board:
    """The crews of the actor's organisation."""
    teams = members.teams(session, actor.organisation_id)
    others = members.others(session, actor.organisation_id)
    people = [one.id for team in teams for one in team.members] + [one.id for one in others]
    return Board(teams, others, held(session, people))


def held(session: Session, people: Sequence[int]) -> dict[int, int]:
    """How many cases each of these people has in hand; who has none is not named."""
    counted = (
        select(Case.member_id, func.count())
        .where(Case.member_id.in_(people), Case.stage.in_(IN_HAND))
        .group_by(Case.member_id)
    )
    return {person: count for person, count in session.execute(counted) if person}


def arrange(
    session: Session, crew_id: UUID, name: str, people: Sequence[int], actor: Actor
) -> None:
    """Make a crew, or make it anew; whoever leaves it holds nothing.

    Raises Missing, and CrewForbids for those who leave with work in hand, or a name that is taken.
    """
    members.lock(session, actor)
    leaving = set(members.of_crew(session, crew_id, actor)) - set(people)
    _hold_nothing(session, leaving)
    members.put(session, crew_id, name.strip(), people, actor)


def disband(session: Session, crew_id: UUID, actor: Actor) -> None:
    """Disband a crew that holds nothing. Raises Missing, CrewForbids."""
    members.lock(session, actor)
    _hold_nothing(session, set(members.of_crew(session, crew_id, actor)))
    members.disband(session, crew_id, actor)


def _hold_nothing(session: Session, people: set[int]) -> None:
    busy = held(session, sorted(people))
    if busy:
        names = session.scalars(select(Person.name).where(Person.id.in_(busy)).order_by(Person.id))
        raise CrewForbids.because(CrewForbids.BUSY, names="、".join(names))
