"""Asking: when a case closes, everybody whose report it was is asked once."""

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import followed
from city.db import new_id
from city.events import Event
from city.intake.model import Channel, Report
from city.people import SYSTEM
from city.revisits.model import Revisit, RevisitState
from city.revisits.rules import LASTS, token

UNASKED = (Channel.INSPECTOR, Channel.MEDIA, Channel.SENSOR)
"""Staff, the press and machines are not asked whether they are content."""


def ask(session: Session, event: Event, key: bytes, origin: str) -> int:
    """Ask about the case that `event` closed, once however often it is called; how many."""
    about = or_(Report.id == event.report_id, Report.case_id == event.case_id)
    who = (about, Report.channel.not_in(UNASKED), followed.is_told())
    asked = select(Report).where(*who).order_by(Report.id)
    return sum(_ask(session, event, one, key, origin) for one in session.scalars(asked).all())


def _ask(session: Session, event: Event, report: Report, key: bytes, origin: str) -> bool:
    now, revisit_id = clock.now(), new_id()
    fresh = insert(Revisit).values(
        id=revisit_id,
        event_id=event.id,
        case_id=event.case_id,
        report_id=report.id,
        state=RevisitState.ASKED,
        by_phone=not (report.device or report.reporter_id),
        asked_at=now,
        until=now + LASTS,
        reopened=False,
    )
    made = session.scalar(fresh.on_conflict_do_nothing().returning(Revisit.id))
    if made is None:
        return False
    link = f"{origin}/r/{token(revisit_id, now + LASTS, key)}"
    about = {"report_id": report.id, "case_id": event.case_id}
    events.record(session, SYSTEM, "revisit.asked", **about, end="closed", link=link)
    return True
