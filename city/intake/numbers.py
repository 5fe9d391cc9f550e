"""Report numbers: the day and a serial that begins again each day, given without waiting.

A sequence never makes two senders wait for each other, as a counter's row would. Where a day began
in it is written down once by whoever is first that day.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city.db import transaction
from city.intake.model import REPORT_NUMBERS, NumberDay

_before: dict[date, int] = {}


def next_number(session: Session, at: datetime, zone: ZoneInfo) -> str:
    """A new report number for the moment `at`: `20261122-00017` in the city's own day."""
    day = at.astimezone(zone).date()
    while True:
        drawn = session.scalar(select(REPORT_NUMBERS.next_value())) or 0
        serial = drawn - _start_of(day, drawn)
        if serial > 0:  # else it was drawn before another process began the day: draw again
            return f"{day:%Y%m%d}-{serial:05d}"


def _start_of(day: date, drawn: int) -> int:
    """What to take off a drawn number. Written in a transaction of its own, so that it stays."""
    if day not in _before:
        with transaction() as session:
            first = insert(NumberDay).values(day=day, before=drawn - 1)
            session.execute(first.on_conflict_do_nothing())
            begun = session.scalars(select(NumberDay.before).where(NumberDay.day == day)).one()
        _before.clear()
        _before[day] = begun
    return _before[day]
