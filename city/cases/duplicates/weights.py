"""What each piece of evidence weighs: read from data/weights.csv, which is fitted to pairs.

A weight is a logarithm of odds for one unit of what it weighs (after Fellegi and Sunter, 1969): how
much likelier that is for one thing seen twice than for two things.
"""

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from city.cases.duplicates.tables import DATA

FILE = DATA / "weights.csv"


class Weight(NamedTuple):
    """One line of the file. `least` and `most`: the signs that it can have and be explained.

    `guess` is what we would give it by hand; learning from pairs pulls it from there to `weight`.
    """

    name: str
    weight: float
    guess: float
    least: float
    most: float


@cache
def weights() -> Mapping[str, Weight]:
    """Every weight by its name."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        read = [Weight(row["name"], *map(float, _numbers(row))) for row in csv.DictReader(lines)]
    return {one.name: one for one in read}


def worth(values: Mapping[str, float]) -> float:
    """What such evidence weighs. Raises KeyError for a kind that has no line."""
    known, total = _in_force(), 0.0
    for name, value in values.items():
        total += known[name] * value
    return total


@cache
def _in_force() -> Mapping[str, float]:
    return {name: one.weight for name, one in weights().items()}


def _numbers(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["weight"], row["guess"], row["least"], row["most"]
