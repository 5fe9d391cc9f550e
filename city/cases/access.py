"""Which cases a person may see: one clause, used for lists and for single cases alike."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session, joinedload

from city.cases.model import Case, Task
from city.intake.model import Report
from city.people import SYSTEM, Actor, Organisation, Role, branch
from city.places.model import Area

WHOLE_VIEW = (
    Role.OPERATOR,
    Role.DUTY_CHIEF,
    Role.DISPATCHER,
    Role.LEADER,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
BRANCH_VIEW = (Role.DEPARTMENT, Role.MAINTAINER)


class Scope(NamedTuple):
    """What an index finds of what somebody may see: rows of one column with one of `values`.

    No column: all rows. No values: the rows in which it is null.
    """

    column: str | None = None
    values: frozenset[int] | None = None


ALL = (Scope(),)


def scopes(session: Session, actor: Actor) -> tuple[Scope, ...]:
    """The actor's area of duty and branch, for lists of work; `seen_by` holds all of it."""
    found: tuple[Scope, ...] = ()
    if actor.has(*WHOLE_VIEW):
        areas = _duty_areas(session, actor)
        if areas is None:
            return ALL
        found += (
            Scope("district_id", areas),
            Scope("subdistrict_id", areas),
            Scope("district_id"),
        )
    if actor.has(*BRANCH_VIEW):
        found += (Scope("organisation_id", frozenset(branch(session, actor.organisation_id))),)
    if actor.has(Role.MEMBER) and actor.person_id is not None:
        found += (Scope("member_id", frozenset({actor.person_id})),)
    return found


def seen_by(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The cases that `actor` may see.

    The desk and the leaders see their organisation's area of duty; departments see what was sent
    to their branch, members of crews what was assigned to them; inspectors see what they were
    asked about or reported; citizens see no case, only their own reports.
    """
    if actor is SYSTEM:
        return true()
    clauses: list[ColumnElement[bool]] = []
    if actor.has(*WHOLE_VIEW):
        clauses.append(_area_of_duty(session, actor))
    if actor.has(*BRANCH_VIEW):
        clauses.append(Case.organisation_id.in_(branch(session, actor.organisation_id)))
    if actor.has(Role.MEMBER) and actor.person_id is not None:
        clauses.append(Case.member_id == actor.person_id)
    if actor.has(Role.INSPECTOR):
        asked = select(Task.case_id).where(Task.person_id == actor.person_id)
        sent = select(Report.id).where(Report.reporter_id == actor.person_id)
        now = select(Report.case_id).where(Report.reporter_id == actor.person_id)
        clauses.append(or_(Case.id.in_(asked), Case.report_id.in_(sent), Case.id.in_(now)))
    return or_(*clauses) if clauses else false()


def one_seen_by(session: Session, case_id: UUID, actor: Actor) -> Select[Case]:
    """One case with its category, condition and organisation; no row where it is not seen."""
    named = joinedload(Case.category), joinedload(Case.condition), joinedload(Case.organisation)
    return select(Case).where(Case.id == case_id, seen_by(session, actor)).options(*named)


def _area_of_duty(session: Session, actor: Actor) -> ColumnElement[bool]:
    """A case with no place is everybody's."""
    areas = _duty_areas(session, actor)
    if areas is None:
        return true()
    return or_(
        Case.district_id.in_(areas), Case.subdistrict_id.in_(areas), Case.district_id.is_(None)
    )


def _duty_areas(session: Session, actor: Actor) -> frozenset[int] | None:
    """The ids of the actor's areas of duty; None means the whole city."""
    organisation = session.get(Organisation, actor.organisation_id or 0)
    if organisation is None or not organisation.duty_areas:
        return None
    wanted = select(Area.id).where(Area.code.in_(organisation.duty_areas))
    return frozenset(session.scalars(wanted))
