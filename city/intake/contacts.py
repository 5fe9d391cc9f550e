"""What a sender said of themselves, taken back by the sender."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from city import events
from city.intake.model import Contact, Report
from city.people import Actor


def withdraw(session: Session, report: Report, actor: Actor) -> None:
    """Delete name, phone and address from the actor's own report; a second time changes nothing."""
    gone = delete(Contact).where(Contact.report_id == report.id).returning(Contact.report_id)
    if session.scalar(gone) is None:
        return
    events.record(session, actor, "contact.withdrawn", report_id=report.id, case_id=report.case_id)
