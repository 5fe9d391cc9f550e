"""Report and case numbers of past days, and of today in step with those the live city gives."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city.cases.model import CaseCounter
from city.intake.model import NumberDay, Report
from deploy.demo.history import by_day
from deploy.demo.lives import ZONE
from deploy.demo.teller import Past


def report_numbers(session: Session, pasts: Sequence[Past], today: date) -> list[str]:
    """A number for each, in their order. Today's are drawn from the city's own sequence."""
    known = (
        select(
            func.left(Report.number, 8).label("day"),
            func.max(func.substr(Report.number, 10)).label("last"),
        )
        .group_by("day")
        .subquery()
    )
    last = {day: int(serial) for day, serial in session.execute(select(known.c.day, known.c.last))}
    counts = by_day(pasts)
    next_of = {day: last.get(f"{day:%Y%m%d}", 0) for day in counts}
    if today in counts:
        next_of[today] = _today(session, today, counts[today])
    numbers = []
    for past in pasts:
        day = past.life.received_at.astimezone(ZONE).date()
        next_of[day] += 1
        numbers.append(f"{day:%Y%m%d}-{next_of[day]:05d}")
    return numbers


def _today(session: Session, today: date, count: int) -> int:
    """Draw `count` numbers in a row; returns the serial before the first of them."""
    first = session.scalar(text("select nextval('report_numbers')")) or 1
    session.execute(text("select setval('report_numbers', :last)"), {"last": first + count - 1})
    begun = insert(NumberDay).values(day=today, before=first - 1).on_conflict_do_nothing()
    session.execute(begun)
    before = session.scalars(select(NumberDay.before).where(NumberDay.day == today)).one()
    return int(first) - 1 - before


def case_numbers(session: Session, pasts: Sequence[Past]) -> list[str]:
    """A number for each, in their order; the counters stand behind the last ones given."""
    last = dict(session.execute(select(CaseCounter.prefix, CaseCounter.last)).all())
    numbers = []
    for past in pasts:
        prefix = f"{past.scene.district}{past.life.received_at.astimezone(ZONE):%Y%m%d}"
        last[prefix] = last.get(prefix, 0) + 1
        numbers.append(f"{prefix}{last[prefix]:05d}")
    if last:
        counters = insert(CaseCounter).values(
            [{"prefix": prefix, "last": serial} for prefix, serial in last.items()]
        )
        session.execute(
            counters.on_conflict_do_update(
                index_elements=["prefix"], set_={"last": counters.excluded.last}
            )
        )
    return numbers
