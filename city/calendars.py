"""The city's calendar: which days are worked, at which hours, and when trees are planted.

Public holidays and shifted working weekends come from `chinesecalendar`; the table `calendar_days`
holds the city's own exceptions. A year that is not published counts Monday to Friday (待核对).
"""

import threading
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from datetime import time as Time  # noqa: N812 - `time` is the module
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import chinese_calendar
from sqlalchemy import CheckConstraint, Identity, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from city.db import Base

Shifts = tuple[tuple[Time, Time], ...]
SHIFTS: Shifts = ((Time(8), Time(12)), (Time(14), Time(18)))
LOOK_EVERY = 5.0  # seconds


class CalendarDay(Base):
    """A day on which this city does not do as the published calendar says."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str]


class PlantingSeason(Base):
    """A season of the year in which trees are planted; it may go over the turn of the year."""

    __tablename__ = "planting_seasons"
    __table_args__ = (
        CheckConstraint("from_month between 1 and 12 and to_month between 1 and 12", name="months"),
        CheckConstraint("from_day between 1 and 31 and to_day between 1 and 31", name="days"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    from_month: Mapped[int]
    from_day: Mapped[int]
    to_month: Mapped[int]
    to_day: Mapped[int]


class Season(NamedTuple):
    """First and last day, each as (month, day)."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the season."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


# North China plants in spring and in late autumn (待核对); a city's own table goes before.
SEASONS = (Season((3, 1), (4, 30)), Season((10, 15), (11, 30)))


class Calendar(NamedTuple):
    """All that turns working time into moments. `days` are the city's own exceptions."""

    zone: ZoneInfo
    shifts: Shifts = SHIFTS
    days: Mapping[date, bool] = MappingProxyType({})
    seasons: tuple[Season, ...] = SEASONS

    def works(self, day: date) -> bool:
        """Whether people work on `day`: by the city's table, else as published."""
        own = self.days.get(day)
        return is_working_day(day) if own is None else own

    @property
    def has_usual_seasons(self) -> bool:
        """Whether the city has not said when it plants: the dates are proposed (待核对)."""
        return self.seasons is SEASONS

    def planting_from(self, at: datetime) -> datetime:
        """`at` itself within a planting season, else the beginning of the next one."""
        day = at.astimezone(self.zone).date()
        if not self.seasons or any(season.holds(day) for season in self.seasons):
            return at
        while not any(season.holds(day) for season in self.seasons):
            day += timedelta(days=1)
        return datetime.combine(day, Time(), self.zone)


def is_working_day(day: date) -> bool:
    """Whether people work on `day`, by the published calendar where there is one."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


_lock = threading.Lock()
_known: dict[str, tuple[float, Calendar]] = {}


def calendar(session: Session, zone: ZoneInfo) -> Calendar:
    """The city's calendar as its tables stand, at most five seconds late."""
    key = f"{session.get_bind().engine.url}{zone.key}"
    with _lock:
        read_at, found = _known.get(key, (0.0, None))
        if found is None or time.monotonic() - read_at > LOOK_EVERY:
            found = read(session, zone)
            _known[key] = (time.monotonic(), found)
        return found


def read(session: Session, zone: ZoneInfo) -> Calendar:
    """The city's calendar, read now."""
    days = dict(session.execute(select(CalendarDay.day, CalendarDay.working)).all())
    seasons = tuple(
        Season((row.from_month, row.from_day), (row.to_month, row.to_day))
        for row in session.scalars(select(PlantingSeason).order_by(PlantingSeason.id))
    )
    return Calendar(zone, SHIFTS, MappingProxyType(days), seasons or SEASONS)
