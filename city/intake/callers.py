"""Who calls the desk: what came from the same number before, each look recorded."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import events
from city.intake.model import Contact, Report
from city.people import Actor

MOST = 20


def before(session: Session, phone: str, actor: Actor) -> Sequence[Report]:
    """The last reports of a caller, the newest first; whoever asks may see contacts.

    That somebody looked is recorded, with the reports that were found, never with the number.
    """
    asked = select(Report).join(Contact, Contact.report_id == Report.id)
    found = session.scalars(
        asked.where(Contact.phone == plain(phone)).order_by(Report.id.desc()).limit(MOST)
    ).all()
    told = [one.number for one in found]
    events.record(session, actor, "caller.looked_up", reports=told)
    return found


def name(session: Session, phone: str) -> str | None:
    """What the caller last called themselves."""
    asked = select(Contact.name).where(Contact.phone == plain(phone), Contact.name.is_not(None))
    return session.scalar(asked.order_by(Contact.report_id.desc()).limit(1))


def plain(phone: str) -> str:
    """A number as it is kept: without spaces, and without the country's code."""
    return phone.replace(" ", "").replace("-", "").removeprefix("+86")


def count(session: Session, phone: str) -> int:
    """How often this number reported."""
    asked = select(func.count()).select_from(Contact).where(Contact.phone == plain(phone))
    return session.scalar(asked) or 0
