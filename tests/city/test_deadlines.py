"""When a case is due: by hand for the days that are known, by law for all others."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.calendars import Calendar, is_working_day
from city.cases import deadlines
from city.cases.clocks import Lamp, Span, lamp
from city.cases.deadlines import after, moments
from city.cases.stages import Stage
from city.catalogue.model import LimitUnit
from city.settings import SHANGHAI

CITY = Calendar(SHANGHAI)
HOUR, DAY = LimitUnit.WORK_HOUR, LimitUnit.WORK_DAY
MINUTE, URGENT, URGENT_DAY = LimitUnit.MINUTE, LimitUnit.URGENT_HOUR, LimitUnit.URGENT_DAY
MOMENTS = st.integers(0, 699 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=SHANGHAI) + timedelta(minutes=minutes)
)
WORKING = st.sampled_from([HOUR, DAY])
AMOUNTS = st.integers(1, 60)


def at(text: str) -> datetime:
    """A moment by the city's own clock: `03-02 09:00` in 2026."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("began", "amount", "unit", "ends", "why"),
    [
        ("03-02 09:00", 2, HOUR, "03-02 11:00", "a Monday morning"),
        ("03-02 11:00", 2, HOUR, "03-02 15:00", "over the lunch break"),
        ("03-02 12:30", 1, HOUR, "03-02 15:00", "begun in the lunch break"),
        ("03-02 10:00", 2, HOUR, "03-02 12:00", "to the minute before lunch"),
        ("03-02 06:00", 1, HOUR, "03-02 09:00", "before the day begins"),
        ("03-02 17:30", 1, HOUR, "03-03 08:30", "over the night"),
        ("03-02 20:00", 8, HOUR, "03-03 18:00", "a whole day, from its beginning"),
        ("03-02 09:00", 1, DAY, "03-03 09:00", "a working day is eight hours"),
        ("03-06 17:00", 2, HOUR, "03-09 09:00", "over a weekend"),
        ("03-07 11:00", 1, DAY, "03-09 18:00", "begun on a Saturday"),
        ("03-02 09:00", 5, DAY, "03-09 09:00", "five working days are a week"),
        ("02-13 17:00", 2, HOUR, "02-14 09:00", "the Saturday before Spring Festival is worked"),
        ("02-14 17:00", 2, HOUR, "02-24 09:00", "over all nine days of Spring Festival"),
        ("09-24 17:00", 2, HOUR, "09-28 09:00", "over Mid-Autumn"),
        ("09-20 09:00", 2, HOUR, "09-20 11:00", "a Sunday that is worked, for National Day"),
        ("09-30 17:00", 2, HOUR, "10-08 09:00", "over National Day"),
        ("10-01 10:00", 1, DAY, "10-08 18:00", "begun on National Day"),
        ("10-09 17:00", 2, HOUR, "10-10 09:00", "a Saturday that is worked"),
        ("10-10 17:00", 2, HOUR, "10-12 09:00", "and its Sunday, that is not"),
        ("10-01 23:50", 20, MINUTE, "10-02 00:10", "minutes run by night and on holidays"),
        ("10-01 10:00", 2, URGENT, "10-01 12:00", "urgent hours run on holidays"),
        ("10-01 10:00", 1, URGENT_DAY, "10-02 10:00", "urgent days too"),
    ],
)
def test_by_hand(began: str, amount: int, unit: LimitUnit, ends: str, why: str) -> None:
    assert after(at(began), amount, unit, CITY) == at(ends), why


@given(MOMENTS, AMOUNTS, WORKING)
def test_it_falls_into_working_time(began: datetime, amount: int, unit: LimitUnit) -> None:
    ends = after(began, amount, unit, CITY)
    minutes = ends.hour * 60 + ends.minute + ends.second / 60
    assert 8 * 60 < minutes <= 12 * 60 or 14 * 60 < minutes <= 18 * 60
    assert is_working_day(ends.date())


@given(MOMENTS, AMOUNTS, WORKING)
def test_later_begun_is_never_sooner_due(began: datetime, amount: int, unit: LimitUnit) -> None:
    later = began + timedelta(minutes=97)
    assert after(began, amount, unit, CITY) <= after(later, amount, unit, CITY)


@given(MOMENTS, AMOUNTS, AMOUNTS)
def test_hours_add_up(began: datetime, first: int, second: int) -> None:
    stop = after(began, first, HOUR, CITY)
    assert after(stop, second, HOUR, CITY) == after(began, first + second, HOUR, CITY)


@given(MOMENTS, AMOUNTS)
def test_a_working_day_is_eight_hours_and_the_zone_of_asking_is_all_one(
    began: datetime, days: int
) -> None:
    ends = after(began, days, DAY, CITY)
    assert ends == after(began, 8 * days, HOUR, CITY)
    assert ends == after(began.astimezone(UTC), days, DAY, CITY)


def test_a_year_that_is_not_published_counts_monday_to_friday() -> None:
    assert is_working_day(date(2031, 10, 1))  # a Wednesday
    assert not is_working_day(date(2031, 10, 4))


def test_the_lamp_turns_at_eighty_percent_and_at_the_end() -> None:
    began, ends = at("03-02 09:00"), at("03-02 10:00")
    yellow, due = moments(Stage.CHECKING, began, False, None, CITY) or (began, began)
    assert (yellow, due) == (began + timedelta(minutes=48), ends)
    for minute, colour in ((0, Lamp.GREEN), (47, Lamp.GREEN), (48, Lamp.YELLOW)):
        assert lamp(yellow, ends, began + timedelta(minutes=minute)) is colour
    assert lamp(yellow, ends, ends) is Lamp.YELLOW
    assert lamp(yellow, ends, ends + timedelta(seconds=1)) is Lamp.RED


def test_four_fifths_are_counted_in_working_time() -> None:
    began = at("03-06 14:00")  # a Friday
    yellow, due = moments(Stage.HANDLING, began, False, Span(5, HOUR), CITY) or (began, began)
    assert (yellow, due) == (at("03-06 18:00"), at("03-09 09:00"))


def test_which_clock_runs_at_which_stage() -> None:
    began = at("03-02 09:00")
    limit = Span(2, HOUR)

    def due(stage: Stage, urgent: bool = False, limit: Span | None = limit) -> datetime | None:
        found = moments(stage, began, urgent, limit, CITY)
        return found and found[1]

    for stage in (Stage.RECEIVED, Stage.ACCEPTED, Stage.FILED):
        assert due(stage) == began + timedelta(minutes=30)
        assert due(stage, urgent=True) == began + timedelta(minutes=10)
    for stage in (Stage.DISPATCHED, Stage.HANDLING):
        assert due(stage) == at("03-02 11:00")
        assert due(stage, limit=None) is None
    for stage in (Stage.HANDLED, Stage.CHECKING):
        assert due(stage) == began + timedelta(hours=1)
    for stage in (Stage.CHECKED, Stage.CLOSED, Stage.DECLINED, Stage.REVISITED):
        assert due(stage) is None
        assert deadlines.group(stage) == frozenset()
