"""When a case that stands for several began: with the first report, as its clocks do."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.calendars import calendar
from city.cases import deadlines, family, ticking
from city.cases.model import Case, Merge
from city.intake.model import Report


def earlier(session: Session, case: Case, joined: Case, zone: ZoneInfo) -> None:
    """Let a case begin when the one that joins it began, where that was earlier."""
    _begin(session, case, min(case.received_at, joined.received_at), zone)


def settle(session: Session, case: Case, zone: ZoneInfo) -> None:
    """Let a case begin with the earliest of its reports, and be urgent or not as it now is.

    The desk's clock counts from the first report on; a department's from when it was given the
    case, which a merge does not change.
    """
    session.flush()
    own = family.reports_of_tree(session, case.id)
    first = session.scalar(select(func.min(Report.received_at)).where(Report.id.in_(own)))
    _begin(session, case, first or case.received_at, zone)


def _begin(session: Session, case: Case, first: datetime, zone: ZoneInfo) -> None:
    counted = case.clock_from == case.received_at
    case.received_at = first
    if case.stage in deadlines.DESK:
        began = case.received_at if counted else case.clock_from
        ticking.recount(case, began, calendar(session, zone))


def cool(session: Session, undone: Merge) -> None:
    """Take back the urgency that a merge brought, unless another that was joined brings it too."""
    if not undone.made_urgent:
        return
    other = next(
        (held for held, case in family.joined(session, undone.into_id) if case.urgent), None
    )
    if other:
        other.made_urgent = True
    else:
        session.get_one(Case, undone.into_id).urgent = False
