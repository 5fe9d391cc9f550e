"""The triage job: where is it, in which areas; and the report becomes a case."""

from sqlalchemy.orm import Session

from city.cases.commands import open_case
from city.events import Event
from city.intake.model import Report
from city.places.find import find
from workers.tools import tools


def place(session: Session, event: Event) -> None:
    """Place the report and open its case; once, however often it is called."""
    report = session.get_one(Report, event.report_id, with_for_update=True)
    if report.case_id:
        return
    words = f"{report.place_words}\n{report.words}"
    placement = find(session, words, report.position, report.accuracy)
    open_case(session, report, placement, tools().settings.zone)
