"""What is decided for a case, and what is proposed to the dispatcher with alternatives."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.calendars import Calendar
from city.cases.model import Case, Dispatching
from city.dispatch import facts
from city.dispatch.choose import Choice
from city.dispatch.known import known
from city.dispatch.why import Words, why

MOST = 5


class Proposal(NamedTuple):
    """An organisation, why it, and whether it has sent this case back before."""

    organisation_id: int
    name: str
    rule_id: int | None
    why: Words
    returned: bool


def decide(session: Session, case: Case, calendar: Calendar) -> Proposal | None:
    """Where the rules send it; None leaves it to the dispatcher."""
    choice = known(session).rules.choose(facts.of(session, case, calendar))
    return _proposal(session, choice, frozenset()) if choice else None


def proposals(session: Session, case: Case, calendar: Calendar) -> list[Proposal]:
    """The organisations that fit, the best first; those that sent it back come last."""
    about = facts.of(session, case, calendar)
    first: dict[int, Choice] = {}
    for choice in known(session).rules.choices(about):
        first.setdefault(choice.organisation_id, choice)
    for owner in about.owners:
        first.setdefault(owner.organisation_id, Choice(owner.organisation_id, None, owner))
    back = frozenset(
        session.scalars(
            select(Dispatching.organisation_id).where(
                Dispatching.case_id == case.id, Dispatching.returned_at.is_not(None)
            )
        )
    )
    found = [_proposal(session, choice, back) for choice in first.values()]
    return sorted(found, key=lambda one: one.returned)[:MOST]


def _proposal(session: Session, choice: Choice, back: frozenset[int]) -> Proposal:
    names = known(session).names
    return Proposal(
        choice.organisation_id,
        names.organisations.get(choice.organisation_id, ""),
        choice.rule.id if choice.rule else None,
        why(choice, names),
        choice.organisation_id in back,
    )
