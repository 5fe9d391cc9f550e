"""What is known of each class of problem: how long it lasts, how thick it stands, how wide it is.

The figures have no published source (待核对); a city changes them in data/classes.csv.
"""

import csv
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import add
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
RARITY = DATA / "rarity.csv"


class Habit(NamedTuple):
    """Hours after which half of such problems are gone; how many stand open at once on a square
    kilometre; metres from its middle to where somebody may still mean it.
    """

    half_life: float
    per_km2: float
    extent: float


class Sort(NamedTuple):
    """A category as far as likeness asks: its code, and the pairs of characters of its names."""

    code: str
    called: frozenset[str]

    @property
    def book(self) -> str:
        """component, occurrence or service."""
        return self.code.split("-")[0]

    @property
    def class_code(self) -> str:
        """`component-01` of `component-0102`."""
        return self.code[:-2]


UNKNOWN = Sort("", frozenset())
STOCK = 0.1  # weight of a pair of a phrase that any report may have
UNKNOWN_HABIT = Habit(24, 30, 20)  # what it is, nobody knows: any problem of the street


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    return set(map(add, text, text[1:]))


def sort(code: str, names: Iterable[str]) -> Sort:
    """The category `code`, called by these names and synonyms."""
    return Sort(code, frozenset().union(*map(pairs, names)))


@cache
def habit(code: str) -> Habit:
    """What is known of a category: by itself, else by its class, else by its book."""
    known = _habits()
    for key in (code, code[:-2], code.split("-")[0]):
        if key in known:
            return known[key]
    return UNKNOWN_HABIT


@lru_cache(maxsize=20_000)
def together(one: str, other: str) -> Habit:
    """What is known of one thing told as two categories: gone as the one that is gone sooner, as
    thick and as wide as the other."""
    both = habit(one), habit(other)
    return Habit(
        min(each.half_life for each in both),
        max(each.per_km2 for each in both),
        max(each.extent for each in both),
    )


def rarity(pair: str) -> float:
    """How rare a pair of characters is in reports: 0 for one in every report, 1 for one in none."""
    return _rarity().get(pair, 1.0)


def taken_for(code: str) -> frozenset[str]:
    """The categories that people take for this one: each line of data/taken.txt is of such."""
    return _taken().get(code, frozenset())


@cache
def stock() -> frozenset[str]:
    """Pairs of characters of the phrases that stand in any report."""
    return frozenset().union(*map(pairs, (DATA / "stock.txt").read_text("utf-8").split()))


@cache
def _taken() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in (DATA / "taken.txt").read_text("utf-8").splitlines():
        codes = frozenset(line.split())
        for code in codes:
            found[code] = found.get(code, frozenset()) | codes - {code}
    return found


@cache
def _habits() -> dict[str, Habit]:
    with (DATA / "classes.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Habit(
                float(row["half_life_hours"]), float(row["per_km2"]), float(row["extent"])
            )
            for row in csv.DictReader(lines)
        }


@cache
def _rarity() -> dict[str, float]:
    with RARITY.open(encoding="utf-8", newline="") as lines:
        counted = {row["pair"]: float(row["rarity"]) for row in csv.DictReader(lines)}
    return counted | dict.fromkeys(stock(), STOCK)
