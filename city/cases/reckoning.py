"""Clocks reckoned anew when the calendar changes; the trail of each case that moves says so."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from city import calendars, clock, events
from city.cases import ticking
from city.cases.model import Case
from city.people import SYSTEM

BATCH = 500


def reckon(session: Session, after: UUID | None, zone: ZoneInfo) -> tuple[int, UUID | None]:
    """Reckon the next cases with a running clock, behind `after`; how many changed, and the last.

    The last is None when there are no more. What is late already stays as it is: a holiday that is
    proclaimed afterwards forgives nobody.
    """
    now, calendar = clock.now(), calendars.read(session, zone)
    running = select(Case).where(Case.turn_at.is_not(None)).options(joinedload(Case.condition))
    behind = running.where(Case.id > after) if after else running
    found = session.scalars(behind.order_by(Case.id).limit(BATCH).with_for_update(of=Case)).all()
    changed = 0
    for case in found:
        old = case.due_at
        ticking.reckon(case, now, ticking.limit_of(case.condition), calendar)
        if case.due_at != old:
            changed += 1
            told = {"old": _said(old, zone), "new": _said(case.due_at, zone)}
            about = {"case_id": case.id, "report_id": case.report_id}
            events.record(session, SYSTEM, "clock.reckoned", **about, **told)
    return changed, found[-1].id if len(found) == BATCH else None


def _said(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%m-%d %H:%M}" if at else "–"
