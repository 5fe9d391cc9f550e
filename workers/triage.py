"""The triage job: where is it, in which areas; and the report becomes a case."""

from sqlalchemy.orm import Session

from city.cases.commands import open_case
from city.events import Event
from city.intake.model import Report
from city.places.atlas import atlas
from city.places.geocoder import place as find
from workers.tools import tools


def place(session: Session, event: Event) -> None:
    """Place the report and open its case; once, however often it is called."""
    report = session.get_one(Report, event.report_id, with_for_update=True)
    if report.case_id:
        return
    known = atlas(session)
    words = f"{report.place_words}\n{report.words}"
    placement = find(known.gazetteer, words, report.position, report.accuracy, known.grid)
    open_case(session, report, placement, tools().settings.zone)
