"""How likely two sightings are of one thing: a sum of evidence, each part told. Pure.

docs/duplicates.md shows how the shares fare on labelled pairs.
"""

from math import exp
from typing import NamedTuple

from city.cases.duplicates.compare import PLACES
from city.cases.duplicates.evidence import age, evidence
from city.cases.duplicates.kinship import alike_sorts
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.weights import worth
from city.cases.duplicates.whereabouts import place

ALWAYS = {"prior": 1.0}
NAMED = max(PLACES.values())
MORE = 11.0  # that words, things and marks may bring beside category, place and time


class Part(NamedTuple):
    """One piece of evidence; `facts` are what its sentence is made of."""

    name: str
    weight: float
    facts: dict[str, object]


class Likeness(NamedTuple):
    """The share, 0 to 1, of such pairs that are one thing; and why, the weightiest first."""

    share: float
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part | None:
        """The part of this name."""
        return next((part for part in self.parts if part.name == name), None)


def likeness(one: Sighting, other: Sighting) -> Likeness:
    """How alike two sightings are. Symmetric; never grows with the distance between them."""
    parts = [Part(each.name, worth(each.values), each.facts) for each in evidence(one, other)]
    parts.sort(key=lambda part: (-abs(part.weight), part.name))
    return Likeness(share(worth(ALWAYS) + sum(part.weight for part in parts)), tuple(parts))


def at_most(one: Sighting, other: Sighting) -> float:
    """What the sum can be at most, from what costs little to ask: category, place and time."""
    return bound(alike_sorts(one.may_be, other.may_be)[0], one.told, other.told)


def bound(category: float, one: Told, other: Told) -> float:
    """The same, where it is known how alike the categories are.

    What words and photos may add is bounded; marks and shared names count as if they agreed.
    """
    near = place(one, other, NAMED)[0]
    return MORE + worth(
        {**ALWAYS, "category": category, "place": near, "time": -age(one, other)[0]}
    )


def share(total: float) -> float:
    """Log of odds → share of one."""
    return 1 / (1 + exp(-total))
