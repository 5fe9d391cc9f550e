"""Is it ours, is it here, how bad: from what triage and the map make of the words. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from city.places.geocoder import Placement
from city.triage.propose import Proposal

BAD, ANGRY, URGENT, SPREAD, MOST_SPREAD = 25, 45, 35, 6, 30
"""Points of badness for words that complain, that rage, for danger, for each reprint. 待核对."""
WITHIN = timedelta(hours=24)
USUAL = timedelta(days=7)
FEWEST, TIMES = 5, 3.0  # items in a day that are a burst, when they are so many times the usual


class Judged(NamedTuple):
    """What is thought of an item; `badness` 0 to 100 before anybody reprinted it."""

    is_ours: bool
    is_here: bool
    badness: int
    urgent: bool
    code: str | None


def judge(made: Proposal, placement: Placement, named: bool) -> Judged:
    """`named`: the words name the city or one of its areas, where no place was found."""
    is_ours = made.sure and made.elsewhere is None and bool(made.choices)
    is_here = placement.at is not None and placement.areas.district is not None
    felt = {"angry": ANGRY, "negative": BAD}.get(made.mood.name, 0)
    return Judged(
        is_ours,
        is_here or named,
        min(100, felt + URGENT * made.urgent + 5 * is_ours),
        made.urgent,
        made.choices[0].code if made.choices and is_ours else None,
    )


def spread(badness: int, reprints: int) -> int:
    """How bad it is now that so many have repeated it."""
    return min(100, badness + min(MOST_SPREAD, SPREAD * reprints))


def is_burst(moments: Sequence[datetime], now: datetime) -> bool:
    """Whether what came of one matter within a day is many, and many times what a day brings."""
    new = sum(now - WITHIN < at <= now for at in moments)
    before = sum(now - WITHIN - USUAL < at <= now - WITHIN for at in moments)
    a_day = before / (USUAL / WITHIN)
    return new >= FEWEST and new >= TIMES * a_day
