"""What is done with two that are alike: joined, shown to the operator, or nothing. Pure."""

import enum

from city.cases.duplicates.compare import PLACES
from city.cases.duplicates.kinship import may_be_one
from city.cases.duplicates.likeness import Likeness
from city.cases.duplicates.sighting import Sighting
from city.cases.duplicates.whereabouts import is_beyond

JOIN_FROM = 0.72
"""Of different pairs of the training families, strangers included, below 0.5 % come so high with
weights that were learned without them.
"""
SUGGEST_FROM = 0.1
CONTRADICTION = -2.0  # weight of what cannot belong to one thing
CONTRADICTING = ("mark.", "state", "thing")


class Verdict(enum.StrEnum):
    """What is done."""

    JOIN = "join"
    SUGGEST = "suggest"
    NOTHING = "nothing"


def verdict(one: Sighting, other: Sighting, found: Likeness) -> Verdict:
    """JOIN above the high bar, but never across classes, against a contradiction, or from afar."""
    if found.share < SUGGEST_FROM:
        return Verdict.NOTHING
    akin = may_be_one(one.may_be, other.may_be)
    is_far = is_beyond(one.told, other.told) and not named(found)
    if found.share < JOIN_FROM or not akin or is_far or contradicted(found):
        return Verdict.SUGGEST
    return Verdict.JOIN


def named(found: Likeness) -> bool:
    """Whether both name one place: a house number, a crossing, an estate, a stop."""
    agreed = (part for part in found.parts if part.facts.get("agrees"))
    return any(part.name.removeprefix("mark.") in PLACES for part in agreed)


def contradicted(found: Likeness) -> bool:
    """Whether something says that it is another: a building, side or plate; what is wrong."""
    return any(
        part.name.startswith(CONTRADICTING) and part.weight <= CONTRADICTION for part in found.parts
    )
