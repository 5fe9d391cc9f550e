"""Report numbers: the day and a serial that begins again each day, given without waiting.

A sequence never makes two senders wait for each other, as a counter's row would. Where a day began
in it is written down once, by whoever is first that day; what is drawn later is above it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from city.db import transaction
from city.intake.model import REPORT_NUMBERS, NumberDay

_begun: dict[date, int] = {}


def day_and_start(at: datetime, zone: ZoneInfo) -> tuple[str, int]:
    """The city's day at the moment `at` as `20261122`, and where it began in the sequence.

    The number of a report is the day, a dash and what is drawn less the start, in five digits.
    """
    day = at.astimezone(zone).date()
    if day not in _begun:
        start = _begin(day)
        _begun.clear()
        _begun[day] = start
    return f"{day:%Y%m%d}", _begun[day]


def forget() -> None:
    """Ask anew where the day began: this process is pointed at another city."""
    _begun.clear()


def _begin(day: date) -> int:
    """In a transaction of its own, so that it stays whatever becomes of the report."""
    with transaction() as session:
        first = insert(NumberDay).values(day=day, before=REPORT_NUMBERS.next_value())
        session.execute(first.on_conflict_do_nothing())
        return session.scalars(select(NumberDay.before).where(NumberDay.day == day)).one()
