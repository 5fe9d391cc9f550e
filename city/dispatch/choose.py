"""Who is to handle a case: the first rule that matches. Pure, but for reading the rules."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.dispatch.model import DispatchRule
from city.people import Organisation, OrganisationKind


class Rule(NamedTuple):
    """Category × district → organisation; None matches anything."""

    id: int
    category_id: int | None
    district_id: int | None
    organisation_id: int


def choose(rules: Iterable[Rule], category_id: int | None, district_id: int | None) -> Rule | None:
    """The first of `rules` that matches; None leaves it to the dispatcher."""
    for rule in rules:
        category_fits = rule.category_id in (None, category_id)
        district_fits = rule.district_id in (None, district_id)
        if category_fits and district_fits:
            return rule
    return None


def rules(session: Session) -> list[Rule]:
    """All rules, in their order."""
    columns = (DispatchRule.id, DispatchRule.category_id, DispatchRule.district_id)
    asked = select(*columns, DispatchRule.organisation_id).order_by(DispatchRule.ordinal)
    return [Rule(*row) for row in session.execute(asked)]


def targets(session: Session) -> Sequence[Organisation]:
    """The organisations that a dispatcher may choose from."""
    departments = select(Organisation).where(Organisation.kind == OrganisationKind.DEPARTMENT)
    return session.scalars(departments.order_by(Organisation.level, Organisation.code)).all()
