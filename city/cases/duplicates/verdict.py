"""What is done with two that are alike: joined, shown to the operator, or nothing. Pure."""

import enum

from city.cases.duplicates.likeness import Likeness
from city.cases.duplicates.sighting import Sighting

JOIN_FROM = 0.85
SUGGEST_FROM = 0.4
CONTRADICTION = -2.0  # weight of a mark that cannot belong to one thing


class Verdict(enum.StrEnum):
    """What is done."""

    JOIN = "join"
    SUGGEST = "suggest"
    NOTHING = "nothing"


def verdict(one: Sighting, other: Sighting, found: Likeness) -> Verdict:
    """JOIN above the high bar, but never across classes nor against a contradiction."""
    if found.share < SUGGEST_FROM:
        return Verdict.NOTHING
    classes = {one.told.sort.class_code, other.told.sort.class_code}
    if found.share < JOIN_FROM or len(classes) > 1 or contradicted(found):
        return Verdict.SUGGEST
    return Verdict.JOIN


def contradicted(found: Likeness) -> bool:
    """Whether a mark says that it is another: another building, another side, another plate."""
    return any(
        part.name.startswith("mark.") and part.weight <= CONTRADICTION for part in found.parts
    )
