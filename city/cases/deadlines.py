"""When a case is due, and its lamp. Pure.

Continuous time runs day and night. Working time runs 08:00–12:00 and 14:00–18:00 on working days,
public holidays out and shifted working weekends in (chinesecalendar); eight working hours are one
working day. A year whose calendar is not yet published counts Monday to Friday (待核对).
"""

import enum
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

from city.cases.stages import Stage
from city.catalogue.model import LimitUnit

SHIFTS = ((time(8), time(12)), (time(14), time(18)))
WORKING_DAY = timedelta(hours=8)
TRIAGE_URGENT = timedelta(minutes=10)  # accept, file and dispatch together
TRIAGE = timedelta(minutes=30)
CHECK = timedelta(hours=1)
YELLOW_FROM = 0.8

_CONTINUOUS = {
    LimitUnit.MINUTE: timedelta(minutes=1),
    LimitUnit.URGENT_HOUR: timedelta(hours=1),
    LimitUnit.URGENT_DAY: timedelta(days=1),
}
_WORKING = {LimitUnit.WORK_HOUR: timedelta(hours=1), LimitUnit.WORK_DAY: WORKING_DAY}

_DESK = frozenset({Stage.RECEIVED, Stage.ACCEPTED, Stage.FILED})
_FIELD = frozenset({Stage.DISPATCHED, Stage.HANDLING})
_CHECK = frozenset({Stage.HANDLED, Stage.CHECKING})


class Lamp(enum.StrEnum):
    """Green to 80 % of the time, yellow to 100 %, red beyond."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


def lamp(began: datetime, due: datetime, at: datetime) -> Lamp:
    """The lamp at the moment `at` of a clock that began and is due at these moments."""
    if at > due:
        return Lamp.RED
    return Lamp.YELLOW if at - began >= (due - began) * YELLOW_FROM else Lamp.GREEN


def group(stage: Stage) -> frozenset[Stage]:
    """The stages that share one clock with `stage`; empty where none runs."""
    return next((stages for stages in (_DESK, _FIELD, _CHECK) if stage in stages), frozenset())


def due(
    stage: Stage,
    began: datetime,
    urgent: bool,
    limit: tuple[int, LimitUnit] | None,
    zone: ZoneInfo,
) -> datetime | None:
    """When the clock of `stage` that began at `began` runs out; None where none runs."""
    if stage in _DESK:
        return began + (TRIAGE_URGENT if urgent else TRIAGE)
    if stage in _CHECK:
        return began + CHECK
    if stage in _FIELD and limit:
        return after(began, *limit, zone)
    return None


def after(began: datetime, amount: int, unit: LimitUnit, zone: ZoneInfo) -> datetime:
    """The moment `amount` of `unit` after `began`, in the time that the unit counts."""
    if unit in _CONTINUOUS:
        return began + amount * _CONTINUOUS[unit]
    left = amount * _WORKING[unit]
    at = began.astimezone(zone)
    day = at.date()
    while True:
        for opens, closes in SHIFTS if is_working_day(day) else ():
            start = max(at, datetime.combine(day, opens, zone))
            end = datetime.combine(day, closes, zone)
            if end - start >= left:
                return start + left
            left -= max(end - start, timedelta())
        day += timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether people work on `day`, by the published calendar where there is one."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
