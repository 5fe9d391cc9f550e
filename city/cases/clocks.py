"""A clock that can be paused and extended: when it runs out, and what is used up. Pure.

Continuous time runs day and night; working time runs in the calendar's shifts on its working days.
All sums are made in UTC, so that a zone's change of summer time neither gives nor takes an hour.
"""

import enum
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from city.calendars import Calendar
from city.catalogue.model import LimitUnit

YELLOW_FROM = 0.8
WORKING_DAY = timedelta(hours=8)
WORKING = {LimitUnit.WORK_HOUR: timedelta(hours=1), LimitUnit.WORK_DAY: WORKING_DAY}
CONTINUOUS = {
    LimitUnit.MINUTE: timedelta(minutes=1),
    LimitUnit.URGENT_HOUR: timedelta(hours=1),
    LimitUnit.URGENT_DAY: timedelta(days=1),
}
_LENGTHS = WORKING | CONTINUOUS
_FOR_EVER = datetime.max.replace(tzinfo=UTC)


class Lamp(enum.StrEnum):
    """Green to 80 % of the time, yellow to 100 %, red beyond."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Span(NamedTuple):
    """So much time of one kind: a limit, or an extension of one."""

    amount: int
    unit: LimitUnit
    season: bool = False

    @property
    def length(self) -> timedelta:
        """How long it is, in the time that its unit counts."""
        return self.amount * _LENGTHS[self.unit]


class Pause(NamedTuple):
    """From when until when a clock stands still; None: it still does."""

    begins: datetime
    ends: datetime | None
    why: str


class Clock(NamedTuple):
    """The limit and its extensions, one after the other, from `began` on."""

    began: datetime
    spans: tuple[Span, ...]
    pauses: tuple[Pause, ...] = ()

    @property
    def length(self) -> timedelta:
        """All the time that is given."""
        return sum((span.length for span in self.spans), timedelta())

    @property
    def is_paused(self) -> bool:
        """Whether it stands still now."""
        return any(pause.ends is None for pause in self.pauses)


def lamp(yellow_at: datetime, due: datetime, at: datetime) -> Lamp:
    """The lamp at the moment `at` of a clock that turns yellow and is due at these moments."""
    if at > due:
        return Lamp.RED
    return Lamp.YELLOW if at >= yellow_at else Lamp.GREEN


def due(clock: Clock, calendar: Calendar) -> datetime | None:
    """When all is used up; None while it stands still before that."""
    return reached(clock, clock.length, calendar)


def yellow_at(clock: Clock, calendar: Calendar) -> datetime | None:
    """When four fifths are used up; None while it stands still before that."""
    return reached(clock, clock.length * YELLOW_FROM, calendar)


def reached(clock: Clock, used_up: timedelta, calendar: Calendar) -> datetime | None:
    """The first moment at which so much of the time is used up; None while paused before it."""
    at, left = starts(clock, calendar), used_up
    for span in clock.spans:
        part = min(span.length, left)
        found = _after(at, part, span, clock.pauses, calendar)
        if found is None:
            return None
        at, left = found, left - part
        if not left:
            break
    return at.astimezone(calendar.zone)


def used(clock: Clock, at: datetime, calendar: Calendar) -> timedelta:
    """How much was counted until `at`; beyond the limit it goes on in the last span's time."""
    done, here = timedelta(), starts(clock, calendar)
    for number, span in enumerate(clock.spans, start=1):
        is_last = number == len(clock.spans)
        end = None if is_last else _after(here, span.length, span, clock.pauses, calendar)
        stop = at if end is None else min(at, end)
        for begins, ends in counted(here, span, clock.pauses, calendar):
            if begins >= stop:
                break
            done += min(ends, stop) - begins
        if end is None or end >= at:
            break
        here = end
    return done


def starts(clock: Clock, calendar: Calendar) -> datetime:
    """When it begins to run: at once, or with the planting season."""
    waits = any(span.season for span in clock.spans)
    return (calendar.planting_from(clock.began) if waits else clock.began).astimezone(UTC)


def counted(
    start: datetime, span: Span, pauses: Sequence[Pause], calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of time (UTC) that count from `start` on, in order; none in an open pause."""
    still = min((pause.begins for pause in pauses if pause.ends is None), default=_FOR_EVER)
    stretches = iter([(start.astimezone(UTC), _FOR_EVER)])
    if span.unit in WORKING:
        stretches = shifts(start, calendar)
    for begins, ends in stretches:
        if begins >= still:
            return
        yield from _without(begins, ends, pauses)


def shifts(start: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The working hours (UTC) from `start` on, day by day, without end."""
    day = start.astimezone(calendar.zone).date()
    start = start.astimezone(UTC)
    while True:
        for opens, closes in calendar.shifts if calendar.works(day) else ():
            begins = datetime.combine(day, opens, calendar.zone).astimezone(UTC)
            ends = datetime.combine(day, closes, calendar.zone).astimezone(UTC)
            if ends > start:
                yield max(begins, start), ends
        day += timedelta(days=1)


def _without(
    begins: datetime, ends: datetime, pauses: Sequence[Pause]
) -> Iterator[tuple[datetime, datetime]]:
    for pause in sorted(pauses, key=lambda one: one.begins):
        stop, go_on = pause.begins, pause.ends or _FOR_EVER
        if go_on <= begins or stop >= ends:
            continue
        if stop > begins:
            yield begins, stop.astimezone(UTC)
        if pause.ends is None:
            return
        begins = go_on.astimezone(UTC)
        if begins >= ends:
            return
    yield begins, ends


def _after(
    start: datetime, length: timedelta, span: Span, pauses: Sequence[Pause], calendar: Calendar
) -> datetime | None:
    """The moment at which `length` of counted time has gone by since `start` (UTC)."""
    if not length:
        return start
    for begins, ends in counted(start, span, pauses, calendar):
        if ends - begins >= length:
            return begins + length
        length -= ends - begins
    return None
