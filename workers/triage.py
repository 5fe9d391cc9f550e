"""The triage jobs: where is it, in which areas; and the report becomes a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases import placing
from city.cases.commands import hold, open_case
from city.db import Point
from city.events import Event
from city.intake.model import Report
from city.intake.writing import Read, read_words
from city.people import SYSTEM
from city.places import atlas
from city.places.context import Context
from city.places.find import find
from city.places.geocoder import Placement
from workers.tools import tools

EARLIER = 5  # places that the same sender told before


def begin() -> None:
    """Read the city's places while the process starts."""
    atlas.warm()


def place(session: Session, event: Event) -> None:
    """Place the report and open its case; once, however often it is called."""
    report = session.get_one(Report, event.report_id, with_for_update=True)
    if report.case_id:
        return
    read = read_words(session, report)
    open_case(session, report, _found(session, report, read), tools().settings.zone, read)


def place_again(session: Session, event: Event) -> None:
    """A photo was read: its signs may say where an unplaced case is.

    Where triage has not come to the report yet, it will find the signs itself.
    """
    if event.report_id is None:
        return
    report = session.get_one(Report, event.report_id, with_for_update=True)
    if report.case_id is None:
        return
    case = hold(session, report.case_id, SYSTEM)
    if placing.is_unplaced(case):
        read = read_words(session, report)
        placing.place_again(session, case, report, _found(session, report, read), read)


def _found(session: Session, report: Report, read: Sequence[Read]) -> Placement:
    words = f"{report.place_words}\n{report.words}"
    signs = tuple(line.text for line in read)
    context = Context(earlier=_earlier(session, report), signs=signs)
    return find(session, words, report.position, report.accuracy, context)


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
