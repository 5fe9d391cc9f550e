"""Clocks against a second, plain reckoning: minute by minute, with another package's calendar."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from city.calendars import Calendar, Season, is_working_day
from city.cases import clocks
from city.cases.clocks import Clock, Pause, Span
from city.catalogue.model import LimitUnit
from city.settings import SHANGHAI

NEW_YORK = ZoneInfo("America/New_York")
FIRST = datetime(2025, 9, 1, tzinfo=UTC)
DAYS = 420
MINUTE = timedelta(minutes=1)
CHINA = holidays.country_holidays("CN", years=range(2019, 2027))
CITIES = {zone.key: Calendar(zone) for zone in (SHANGHAI, NEW_YORK)}


@pytest.mark.parametrize("year", range(2020, 2027))
def test_another_package_knows_the_same_working_days(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=at) for at in range(365)]
    assert [day for day in days if is_working_day(day) != CHINA.is_working_day(day)] == []


@cache
def _worked(key: str) -> list[bool]:
    """For each minute since FIRST, whether it is worked: hour by the wall, day by `holidays`."""
    zone = ZoneInfo(key)
    found = []
    for number in range(DAYS * 1440):
        at = (FIRST + number * MINUTE).astimezone(zone)
        in_shift = 8 <= at.hour < 12 or 14 <= at.hour < 18
        found.append(in_shift and CHINA.is_working_day(at.date()))
    return found


def _plain(clock: Clock, key: str) -> datetime | None:
    """Walk the minutes one by one until the time is used up."""
    worked = _worked(key)
    limit = sum(_minutes(span) for span in clock.spans)
    left = [[_minutes(span), span.unit in clocks.WORKING] for span in clock.spans]
    done = 0
    for number in count(int((clock.began - FIRST) / MINUTE)):
        at = FIRST + number * MINUTE
        if done >= limit:
            return at
        if any(one.begins <= at and (one.ends is None or at < one.ends) for one in clock.pauses):
            if any(one.ends is None and one.begins <= at for one in clock.pauses):
                return None
            continue
        span = next(one for one in left if one[0])
        if not span[1] or worked[number]:
            span[0] -= 1
            done += 1
    return None


def _minutes(span: Span) -> int:
    return int(span.length / MINUTE)


MOMENTS = st.integers(0, 330 * 1440).map(lambda number: FIRST + number * MINUTE)
SPANS = st.builds(Span, st.integers(1, 4), st.sampled_from(LimitUnit), st.just(False)) | st.builds(
    Span, st.just(15), st.just(LimitUnit.WORK_DAY), st.just(False)
)


@st.composite
def _clocks(draw: st.DrawFn) -> Clock:
    began = draw(MOMENTS)
    spans = tuple(draw(st.lists(SPANS, min_size=1, max_size=3)))
    pauses, at = [], began
    for _ in range(draw(st.integers(0, 3))):
        at += draw(st.integers(0, 4000)) * MINUTE
        ends = at + draw(st.integers(1, 3000)) * MINUTE
        pauses.append(Pause(at, ends, "verify"))
        at = ends
    if draw(st.booleans()) and draw(st.booleans()):
        pauses.append(Pause(at + draw(st.integers(1, 5000)) * MINUTE, None, "suspend"))
    return Clock(began, spans, tuple(pauses))


@settings(max_examples=150, deadline=None)
@given(_clocks(), st.sampled_from(sorted(CITIES)))
def test_it_is_due_when_the_minutes_are_used_up(clock: Clock, key: str) -> None:
    assert clocks.due(clock, CITIES[key]) == _plain(clock, key)


@settings(max_examples=100, deadline=None)
@given(_clocks(), st.sampled_from(sorted(CITIES)))
def test_what_is_used_is_all_at_the_end_and_four_fifths_at_yellow(clock: Clock, key: str) -> None:
    city = CITIES[key]
    due, yellow = clocks.due(clock, city), clocks.yellow_at(clock, city)
    if due is None or yellow is None:
        return
    assert yellow <= due
    assert clocks.used(clock, due, city) == clock.length
    assert clocks.used(clock, yellow, city) == clock.length * clocks.YELLOW_FROM
    assert clocks.used(clock, clock.began, city) == timedelta()


@settings(max_examples=60, deadline=None)
@given(_clocks(), st.sampled_from(sorted(CITIES)), st.integers(0, 9000))
def test_used_grows_and_never_faster_than_time(clock: Clock, key: str, later: int) -> None:
    city = CITIES[key]
    first = clocks.used(clock, clock.began + later * MINUTE, city)
    second = clocks.used(clock, clock.began + (later + 60) * MINUTE, city)
    assert first <= second <= first + timedelta(hours=1)


def test_summer_time_neither_gives_nor_takes_an_hour() -> None:
    before = datetime(2026, 3, 7, 22, 0, tzinfo=NEW_YORK)  # the clocks go forward at 2
    six = Clock(before, (Span(6, LimitUnit.URGENT_HOUR),))
    assert clocks.due(six, CITIES[NEW_YORK.key]) == datetime(2026, 3, 8, 5, 0, tzinfo=NEW_YORK)
    assert clocks.due(six, CITIES[NEW_YORK.key]) - before.astimezone(UTC) == timedelta(hours=6)


def test_the_citys_own_table_goes_before_the_published_one() -> None:
    monday = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
    clock = Clock(monday, (Span(1, LimitUnit.WORK_DAY),))
    own = Calendar(SHANGHAI, days={date(2026, 3, 2): False, date(2026, 3, 7): True})
    assert clocks.due(clock, own) == datetime(2026, 3, 3, 18, 0, tzinfo=SHANGHAI)
    saturday = Clock(datetime(2026, 3, 7, 9, tzinfo=SHANGHAI), (Span(2, LimitUnit.WORK_HOUR),))
    assert clocks.due(saturday, own) == datetime(2026, 3, 7, 11, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("began", "starts"),
    [("2026-03-20", None), ("2026-06-10", "2026-10-15"), ("2026-12-24", "2027-03-01")],
)
def test_what_is_planted_waits_for_its_season(began: str, starts: str | None) -> None:
    at = datetime.fromisoformat(f"{began}T09:00:00+08:00")
    waiting = Clock(at, (Span(1, LimitUnit.WORK_DAY, season=True),))
    wanted = datetime.fromisoformat(f"{starts}T00:00:00+08:00") if starts else at
    assert clocks.starts(waiting, Calendar(SHANGHAI)) == wanted


def test_a_season_may_go_over_the_turn_of_the_year() -> None:
    winter = Season((11, 1), (2, 15))
    assert [winter.holds(date(2026, *day)) for day in ((1, 3), (2, 16), (11, 1))] == [
        True,
        False,
        True,
    ]
