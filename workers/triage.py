"""The triage job: where is it, in which areas; and the report becomes a case."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases.commands import open_case
from city.db import Point
from city.events import Event
from city.intake.model import Report
from city.places.context import Context
from city.places.find import find
from workers.tools import tools

EARLIER = 5  # places that the same sender told before


def place(session: Session, event: Event) -> None:
    """Place the report and open its case; once, however often it is called."""
    report = session.get_one(Report, event.report_id, with_for_update=True)
    if report.case_id:
        return
    words = f"{report.place_words}\n{report.words}"
    context = Context(earlier=_earlier(session, report))
    placement = find(session, words, report.position, report.accuracy, context)
    open_case(session, report, placement, tools().settings.zone)


def _earlier(session: Session, report: Report) -> tuple[Point, ...]:
    """Where the same sender stood when they reported before."""
    if report.device is None and report.reporter_id is None:
        return ()
    same = (
        Report.device == report.device
        if report.device
        else Report.reporter_id == report.reporter_id
    )
    before = select(Report.position).where(
        same, Report.id < report.id, Report.position.is_not(None)
    )
    found = session.scalars(before.order_by(Report.id.desc()).limit(EARLIER))
    return tuple(at for at in found if at is not None)
