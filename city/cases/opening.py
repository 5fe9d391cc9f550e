"""Many reports become cases at once: the same as one by one, with few questions to the database."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, events
from city.calendars import calendar
from city.cases import placing, ticking
from city.cases.commands import NO_DISTRICT
from city.cases.model import Case, CaseCounter
from city.cases.stages import Stage
from city.db import new_id
from city.intake.model import Report
from city.people import SYSTEM
from city.places.geocoder import Placement

JOIN = text("""
update reports set case_id = found.case_id
from unnest(cast(:reports as uuid[]), cast(:cases as uuid[])) as found (report_id, case_id)
where reports.id = found.report_id
""")
Placed = tuple[Report, Placement]


def open_many(session: Session, placed: Sequence[Placed], zone: ZoneInfo) -> list[Case]:
    """A case for each report that has none; the caller holds them. In the reports' order."""
    days, now = calendar(session, zone), clock.now()
    prefixes = [_prefix(report, placement, zone) for report, placement in placed]
    serials = _serials(session, Counter(prefixes))
    cases = []
    for (report, placement), prefix in zip(placed, prefixes, strict=True):
        serials[prefix] += 1
        case = Case(
            id=new_id(),
            number=f"{prefix}{serials[prefix]:05d}",
            stage=Stage.RECEIVED,
            report_id=report.id,
            category_id=report.category_id,
            words=report.words,
            **placing.columns(report, placement),
            urgent=False,
            received_at=report.received_at,
            stage_at=now,
        )
        ticking.begin(case, report.received_at, None, days)
        cases.append(case)
    session.add_all(cases)
    session.flush()
    ids: dict[str, list[UUID]] = {
        "reports": [case.report_id for case in cases],
        "cases": [case.id for case in cases],
    }
    session.execute(JOIN, ids)
    told = (
        {"case_id": one.id, "report_id": one.report_id, "end": one.stage, "place": one.place}
        for one in cases
    )
    session.execute(
        insert(events.Event), [events.row(SYSTEM, "case.received", **about) for about in told]
    )
    return cases


def unopened(session: Session, numbers: Sequence[str]) -> Sequence[Report]:
    """Those of these reports (by number) that are no cases yet, locked, in order of arrival."""
    asked = select(Report).where(Report.number.in_(numbers), Report.case_id.is_(None))
    return session.scalars(asked.order_by(Report.id).with_for_update()).all()


def _prefix(report: Report, placement: Placement, zone: ZoneInfo) -> str:
    district = placement.areas.district
    code = district.code if district else NO_DISTRICT
    return f"{code}{report.received_at.astimezone(zone):%Y%m%d}"


def _serials(session: Session, wanted: Counter[str]) -> dict[str, int]:
    """The last number given before ours, for each prefix; ours are taken in one go."""
    last = {}
    for prefix in sorted(wanted):  # always in one order, so that two never wait for each other
        count = wanted[prefix]
        drawn = insert(CaseCounter).values(prefix=prefix, last=count)
        drawn = drawn.on_conflict_do_update(
            index_elements=[CaseCounter.prefix], set_={"last": CaseCounter.last + count}
        )
        last[prefix] = session.scalars(drawn.returning(CaseCounter.last)).one() - count
    return last
