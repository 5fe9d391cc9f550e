"""How alike two categories are, and two readings of what a message may be about. Pure."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import exp, log

from city.cases.duplicates.tables import UNKNOWN, Sort, taken_for

KIN = {"class": -2.0, "book": -3.5, "other": -6.0}
"""Logarithm of odds of one thing being told as two categories of one class, book or catalogue."""
TAKEN = -1.0  # … as two that people take for one another: 垃圾箱 for 垃圾满溢 (data/taken.txt)
REST = -3.0  # what neither reading says

LIKELY = 0.15  # share of a reading that counts

MayBe = Sequence[tuple[Sort, float]]


def alike_sorts(one: MayBe, other: MayBe) -> tuple[float, str]:
    """The logarithm of odds of both being one category, and how the likeliest of them are kin.

    Every reading of one with every reading of the other, each as likely as triage says it is.
    """
    if not one or not other:
        return 0.0, "unknown"
    odds = told = 0.0
    for (mine, share), (theirs, part) in product(one, other):
        odds += share * part * _odds(mine, theirs)
        told += share * part
    return log(odds + max(0.0, 1 - told) * exp(REST)), how(one[0][0], other[0][0])


def may_be_one(one: MayBe, other: MayBe) -> bool:
    """Whether some likely readings of both are one category, or two of one class that people take
    for one another; what nobody can tell may be any."""
    mine, theirs = _likely(one), _likely(other)
    if not mine or not theirs or UNKNOWN in mine | theirs:
        return True
    return any(_goes_for(sort, held) for sort, held in product(mine, theirs))


def _likely(told: MayBe) -> set[Sort]:
    return {sort for sort, share in told if share >= LIKELY or sort == told[0][0]}


def _goes_for(one: Sort, other: Sort) -> bool:
    taken = other.code in taken_for(one.code) and one.class_code == other.class_code
    return taken or one.code == other.code


def how(one: Sort, other: Sort) -> str:
    """In which way two categories are kin."""
    if UNKNOWN.code in (one.code, other.code):
        return "unknown"
    if one.code == other.code:
        return "same"
    if one.book != other.book:
        return "other"
    return "class" if one.class_code == other.class_code else "book"


def kinship(one: Sort, other: Sort) -> float:
    """1 for the same category, a part for neighbours whose names share pairs, 0 across classes."""
    if one.code == other.code:
        return 1.0
    if one.book != other.book or one.class_code != other.class_code:
        return 0.0
    fewer = min(len(one.called), len(other.called))
    return len(one.called & other.called) / fewer if fewer else 0.0


@lru_cache(maxsize=20_000)
def _odds(one: Sort, other: Sort) -> float:
    near, kind = kinship(one, other), how(one, other)
    if kind in ("same", "unknown"):
        return 1.0
    apart = KIN[kind] * (1 - near)
    return exp(max(apart, TAKEN) if other.code in taken_for(one.code) else apart)
