"""Whom the desk calls: reporters to whom nothing else leads, and those who did not answer."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select, tuple_, update
from sqlalchemy.orm import Session

from city import clock
from city.cases.access import seen_by
from city.cases.model import Case
from city.errors import Missing
from city.intake.model import Contact, Report
from city.people import Actor
from city.revisits.model import Revisit, RevisitState

SILENT = timedelta(hours=24)
"""After so long without an answer the desk may call. The city's own choice: 待核对."""


class Call(NamedTuple):
    """A question that may be asked by telephone."""

    revisit: Revisit
    case: Case
    report: Report
    contact: Contact


def calls(
    session: Session, actor: Actor, after: UUID | None, limit: int
) -> tuple[list[Call], bool]:
    """A page of them, the oldest first, and whether there are more; of cases that one may see."""
    now = clock.now()
    quiet = or_(Revisit.by_phone, Revisit.asked_at < now - SILENT)
    asked = (
        select(Revisit, Case, Report, Contact)
        .join(Case, Case.id == Revisit.case_id)
        .join(Report, Report.id == Revisit.report_id)
        .join(Contact, Contact.report_id == Revisit.report_id)
        .where(Revisit.state == RevisitState.ASKED, Revisit.until >= now, quiet)
        .where(Contact.phone.is_not(None), seen_by(session, actor))
        .order_by(Revisit.asked_at, Revisit.id)
        .limit(limit + 1)
    )
    if after:
        last = session.get(Revisit, after)
        key = tuple_(Revisit.asked_at, Revisit.id)
        asked = asked.where(key > (last.asked_at, last.id)) if last else asked
    found = [Call(*row) for row in session.execute(asked)]
    return found[:limit], len(found) > limit


def end(session: Session) -> int:
    """Questions whose time is over are over; how many."""
    late = update(Revisit).where(Revisit.state == RevisitState.ASKED, Revisit.until < clock.now())
    gone = session.scalars(late.values(state=RevisitState.OVER).returning(Revisit.id)).all()
    return len(gone)


def require_seen(session: Session, revisit_id: UUID, actor: Actor) -> None:
    """Raises Missing unless the question is about a case that the actor may see."""
    about = select(Revisit.id).join(Case, Case.id == Revisit.case_id)
    if session.scalar(about.where(Revisit.id == revisit_id, seen_by(session, actor))) is None:
        raise Missing(what="revisit")
