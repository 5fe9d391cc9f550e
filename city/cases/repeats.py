"""A problem that is back: the same category at the same place, closed not long ago."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from city import events
from city.cases.around import box
from city.cases.duplicates import rules
from city.cases.model import Case
from city.people import SYSTEM

BEFORE = text("""
select id, number, stage_at from cases
where stage in ('closed', 'revisited') and category_id = :category
    and position <@ box(cast(:low as point), cast(:high as point))
    and stage_at between :since and :received
order by stage_at desc limit 1
""")


def link(session: Session, case: Case, code: str) -> None:
    """Link a case to the one that was closed where it stands, if there is one; once."""
    if case.position is None or not code or case.repeats_id:
        return
    rule = rules.coming_back(code)
    low, high = box(case.position, rule.metres)
    asked = {
        "category": case.category_id,
        "low": f"({low.lon},{low.lat})",
        "high": f"({high.lon},{high.lat})",
        "since": case.received_at - timedelta(days=rule.days),
        "received": case.received_at,
    }
    earlier = session.execute(BEFORE, asked).first()
    if earlier is None:
        return
    case.repeats_id = earlier.id
    days = (case.received_at - earlier.stage_at).days
    about = {"case_id": case.id, "report_id": case.report_id}
    events.record(session, SYSTEM, "case.repeat", **about, number=earlier.number, days=days)
