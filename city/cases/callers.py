"""Who calls the desk: what came from the same number before, each look recorded."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from city import events
from city.cases.access import ALL, scopes, seen_by
from city.cases.model import Case
from city.intake.callers import plain
from city.intake.model import Contact, Report
from city.people import Actor

MOST = 20


class Caller(NamedTuple):
    """What an operator may know of a caller.

    `reports`: how many came from the number, whoever may see them. `is_masked`: the operator has a
    part of the city only, so the name is for their eyes with its first character alone.
    """

    name: str | None
    is_masked: bool
    reports: int
    earlier: Sequence[Report]


def look_up(session: Session, phone: str, actor: Actor) -> Caller:
    """Who calls from this number, and their last reports, the newest first.

    Of a part of the city one is told the reports whose cases lie there, and those without a case.
    That somebody looked is recorded, with the reports that were told, never with the number.
    """
    of_number = Contact.phone == plain(phone)
    asked = select(Report).join(Contact, Contact.report_id == Report.id)
    asked = asked.outerjoin(Case, Case.id == Report.case_id).where(of_number)
    seen = asked.where(or_(Report.case_id.is_(None), seen_by(session, actor)))
    earlier = session.scalars(seen.order_by(Report.id.desc()).limit(MOST)).all()
    named = select(Contact.name).where(of_number, Contact.name.is_not(None))
    name = session.scalar(named.order_by(Contact.report_id.desc()).limit(1))
    count = session.scalar(select(func.count()).select_from(Contact).where(of_number)) or 0
    told = [one.number for one in earlier]
    events.record(session, actor, "caller.looked_up", reports=told)
    return Caller(name, scopes(session, actor) != ALL, count, earlier)
