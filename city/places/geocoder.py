"""Words and a position → a placement that says how it was found and how sure it is. Pure."""

from itertools import pairwise
from typing import Any, NamedTuple

from shapely.geometry import shape

from city.db import Point
from city.places.coordinates import distance
from city.places.grid import Grid, Located
from city.places.lexicon import Found, Lexicon

CROSSING_DOUBT = 40.0  # metres: a wide crossing from corner to corner
LANDMARK_DOUBT = 150.0  # metres: "beside", "opposite"
GPS_DOUBT = 50.0  # metres, when a device gave no accuracy


class Placement(NamedTuple):
    """Where a report is. `doubt` in metres; `how` is position, crossing, landmark or not_found."""

    at: Point | None
    doubt: float | None
    how: str
    areas: Located
    matched: tuple[str, ...]
    apart: float | None  # metres between the words and the position, where they disagree

    def evidence(self) -> dict[str, Any]:
        """What an operator is shown of the reasons."""
        return {"how": self.how, "matched": list(self.matched), "apart": self.apart}


class Guess(NamedTuple):
    """What the words alone say."""

    at: Point
    doubt: float
    how: str


def place(
    words: str, at: Point | None, accuracy: float | None, grid: Grid, lexicon: Lexicon
) -> Placement:
    """The phone's position where there is one, else what the words name; never a wild guess."""
    found = lexicon.found(words)
    matched = tuple(match.name.name for match in found)
    guess = _from_words(found)
    if at is not None:
        doubt = accuracy or GPS_DOUBT
        apart = round(distance(at, guess.at)) if guess else None
        if guess and apart is not None and apart <= doubt + guess.doubt:
            apart = None
        return Placement(at, doubt, "position", grid.locate(at), matched, apart)
    if guess:
        return Placement(guess.at, guess.doubt, guess.how, grid.locate(guess.at), matched, None)
    return Placement(None, None, "not_found", Located(), matched, None)


def _from_words(found: list[Found]) -> Guess | None:
    roads = [(match.name.id, shape(match.name.line)) for match in found if match.name.line]
    for (first, line), (second, other) in pairwise(roads):
        crossing = line.intersection(other)
        if first != second and not crossing.is_empty:
            middle = crossing.centroid
            return Guess(Point(middle.x, middle.y), CROSSING_DOUBT, "crossing")
    for match in found:
        if not match.name.line:
            return Guess(match.name.at, LANDMARK_DOUBT, "landmark")
    return None
