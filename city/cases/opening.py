"""A report becomes a case, with a number of its district and day; or many do at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, String, any_, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock, copying, events
from city.calendars import calendar
from city.cases import placing, ticking
from city.cases.model import Case, CaseCounter
from city.cases.stages import Stage
from city.db import new_id
from city.duty.beats import settlements
from city.intake.model import Channel, Report
from city.intake.writing import Read
from city.people import SYSTEM
from city.places.geocoder import Placement
from city.triage.personal import masked

JOIN = text("""
update reports set case_id = found.case_id
from unnest(cast(:reports as uuid[]), cast(:cases as uuid[])) as found (report_id, case_id)
where reports.id = found.report_id
""")
NO_DISTRICT = "000000"


class Placed(NamedTuple):
    """A report, where it is, and whether it cannot wait."""

    report: Report
    placement: Placement
    urgent: bool = False


def open_case(
    session: Session,
    report: Report,
    placement: Placement,
    zone: ZoneInfo,
    read: Sequence[Read] = (),
    *,
    urgent: bool = False,
) -> Case:
    """A report that was placed becomes a case at the stage RECEIVED. Once: later calls find it."""
    known = session.scalar(select(Case).where(Case.report_id == report.id))
    if known:
        return known
    prefix = _prefix(report, placement, zone)
    serial = _serials(session, Counter([prefix]))[prefix] + 1
    case = _new(report, placement, f"{prefix}{serial:05d}", clock.now(), read)
    case.urgent = urgent
    placing.settle(case, settlements(session))
    ticking.begin(case, report.received_at, None, calendar(session, zone))
    session.add(case)
    session.flush()
    report.case_id = case.id
    about = {"case_id": case.id, "report_id": report.id}
    events.record(session, SYSTEM, "case.received", **about, end=case.stage, place=case.place)
    return case


def open_many(session: Session, placed: Sequence[Placed], zone: ZoneInfo) -> list[Case]:
    """A case for each report that has none; the caller holds them. In the reports' order.

    The cases are told, and are none of the session's: who goes on with one asks for it. Their
    events are relayed already: what a new case calls for is asked for the whole batch.
    """
    days, now = calendar(session, zone), clock.now()
    prefixes = [_prefix(one.report, one.placement, zone) for one in placed]
    serials = _serials(session, Counter(prefixes))
    cases, settled = [], settlements(session)
    for (report, placement, urgent), prefix in zip(placed, prefixes, strict=True):
        serials[prefix] += 1
        case = _new(report, placement, f"{prefix}{serials[prefix]:05d}", now)
        case.urgent = urgent
        placing.settle(case, settled)
        ticking.begin(case, report.received_at, None, days)
        cases.append(case)
    copying.objects(session, cases)
    ids: dict[str, list[UUID]] = {
        "reports": [case.report_id for case in cases],
        "cases": [case.id for case in cases],
    }
    session.execute(JOIN, ids)
    told = (
        {"case_id": one.id, "report_id": one.report_id, "end": one.stage, "place": one.place}
        for one in cases
    )
    rows = [events.row(SYSTEM, "case.received", **about) | {"relayed_at": now} for about in told]
    copying.dicts(session, events.Event, rows)
    return cases


def unopened(session: Session, numbers: Sequence[str]) -> Sequence[Report]:
    """Those of these reports (by number) that are no cases yet, locked, in order of arrival."""
    wanted = Report.number == any_(literal(numbers, ARRAY(String)))  # as thousands of IN's values
    asked = select(Report).where(wanted, Report.case_id.is_(None))
    return session.scalars(asked.order_by(Report.id).with_for_update()).all()


def _new(
    report: Report, placement: Placement, number: str, at: datetime, read: Sequence[Read] = ()
) -> Case:
    """It holds the report's words without what is personal in them.

    What an inspector reports was seen by an inspector, and needs no verifying.
    """
    return Case(
        id=new_id(),
        number=number,
        stage=Stage.RECEIVED,
        report_id=report.id,
        category_id=report.category_id,
        words=masked(report.words),
        **placing.columns(report, placement, read),
        urgent=False,
        verified=report.channel is Channel.INSPECTOR,
        received_at=report.received_at,
        stage_at=at,
    )


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
