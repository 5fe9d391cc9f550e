"""Growth, return and copying as rules: when many are a mass, when one is back, when it is a burst.

No published source gives these figures (待核对); a city changes them in data/*.csv.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from city.cases.duplicates.tables import DATA

COPIED = 8  # signs of words that are long enough to be a copy
BURST, BURST_WITHIN = 6, timedelta(hours=1)
"""So many reports of one sender, or in the very same words, within this time are one burst."""


class Growth(NamedTuple):
    """So many reports within so many minutes make one case a mass event."""

    reports: int
    minutes: int


class Return(NamedTuple):
    """A problem within so many metres of one closed so many days ago is that one, come back."""

    days: int
    metres: int


def growth(code: str) -> Growth:
    """The rule for a category: its own, its class's or its book's."""
    row = _rule("masses", code)
    return Growth(int(row["reports"]), int(row["minutes"]))


def coming_back(code: str) -> Return:
    """The rule for a category: its own, its class's or its book's."""
    row = _rule("repeats", code)
    return Return(int(row["days"]), int(row["metres"]))


def is_mass(code: str, received: Sequence[datetime]) -> bool:
    """Whether reports received at these moments grew as a mass event grows."""
    rule, moments = growth(code), sorted(received)
    span = timedelta(minutes=rule.minutes)
    starts = zip(moments, moments[rule.reports - 1 :], strict=False)
    return any(last - first <= span for first, last in starts)


def each_once(told: Iterable[tuple[datetime, str | None]]) -> list[datetime]:
    """When each sender reported first; whose sender nobody knows is somebody else each time.

    One angry person is not many people, however often they write.
    """
    first: dict[str, datetime] = {}
    unknown = []
    for received, sender in told:
        if sender is None:
            unknown.append(received)
        else:
            first[sender] = min(received, first.get(sender, received))
    return sorted([*first.values(), *unknown])


def is_burst(received: Sequence[datetime], now: datetime) -> bool:
    """Whether one sender's reports, or those in the same words, are a burst by now."""
    return sum(now - at <= BURST_WITHIN for at in received) >= BURST


def _rule(book: str, code: str) -> dict[str, str]:
    rows = _rows(book)
    found = (rows.get(key) for key in (code, code[:-2], code.split("-")[0]))
    return next((row for row in found if row), rows["occurrence"])


@cache
def _rows(book: str) -> dict[str, dict[str, str]]:
    with (DATA / f"{book}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}
