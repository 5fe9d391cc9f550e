"""Weights from labelled pairs: as likely as can be, near what we would guess, with fixed signs.

Logistic regression over the evidence, each weight held by a spring to its guess and within its
bounds, so that every part can still be explained: a shared mark never speaks against.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from city.cases.duplicates import labelled
from city.cases.duplicates.evidence import evidence
from city.cases.duplicates.labelled import Pair
from city.cases.duplicates.likeness import ALWAYS
from city.cases.duplicates.tables import pairs
from city.cases.duplicates.weights import Weight

Floats = NDArray[np.float64]
SPRING = 1.0  # the standard deviation of a weight around its guess, as a share of the guess
LOOSE = 0.5  # … and at least so much
LEXICON = frozenset(
    {"state.same", "state.akin", "state.other", "thing.same", "thing.akin", "thing.other"}
)
COMMON = 0.002  # share of texts from which on a pair of characters has a line of its own


class Table(NamedTuple):
    """A row for each pair, a column for each weight; which rows are of one thing."""

    values: Floats
    same: Floats


def table(found: Sequence[Pair], names: Sequence[str]) -> Table:
    """The evidence of every pair. Raises KeyError for evidence that has no weight."""
    at = {name: column for column, name in enumerate(names)}
    values = np.zeros((len(found), len(names)))
    for row, pair in enumerate(found):
        told = [each.values for each in evidence(pair.one.sighting, pair.other.sighting)]
        for each in (ALWAYS, *told):
            for name, value in each.items():
                values[row, at[name]] += value
    return Table(values, np.array([pair.is_same for pair in found], dtype=np.float64))


def learned_from(split: str, names: Sequence[str]) -> Table:
    """All pairs of a part; once more with none of the words of the lexicon; and strangers.

    Other cities have other words: what is fitted must stand without the lexicon too.
    """
    known = table(labelled.pairs(split), names)
    unknown = known.values * [0.0 if name in LEXICON else 1.0 for name in names]
    strange = table(labelled.strangers(split), names)
    return Table(
        np.vstack([known.values, unknown, strange.values]),
        np.concatenate([known.same, known.same, strange.same]),
    )


def fit(told: Table, known: Sequence[Weight]) -> list[Weight]:
    """The weights that make the labels likeliest, held to their guesses."""
    guess = np.array([one.guess for one in known])
    spread = np.maximum(LOOSE, SPRING * np.abs(guess))
    sign = 2 * told.same - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (told.values @ weights)
        pulled = (weights - guess) / spread
        slope = told.values.T @ (-sign / (1 + np.exp(margin))) + pulled / spread
        return float(np.logaddexp(0, -margin).sum() + (pulled**2).sum() / 2), slope

    bounds = [(one.least, one.most) for one in known]
    found = minimize(loss, guess, jac=True, method="L-BFGS-B", bounds=bounds)
    return [
        one._replace(weight=round(float(weight), 2))
        for one, weight in zip(known, found.x, strict=True)
    ]


def rarities(texts: Iterable[str]) -> dict[str, float]:
    """Pairs of characters that are common in texts, and how rare they are: 0 in all, 1 in none."""
    counted = Counter[str]()
    count = 0
    for text in texts:
        count += 1
        counted.update(pairs(text))
    whole = log(count)
    return {
        pair: round(log(count / often) / whole, 2)
        for pair, often in sorted(counted.items())
        if often / count >= COMMON and pair.isalnum()
    }
