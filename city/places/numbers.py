"""House numbers along a road: exact where known, between neighbours of the same side else. Pure."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from shapely import LineString

from city.places.streets import Metres, Road, apart

EXACT, OTHER_SIDE = 15.0, 40.0  # metres of doubt


class Numbered(NamedTuple):
    """Where a number is: metres, radius of doubt in metres, and whether that number is known."""

    at: Metres
    doubt: float
    exact: bool


class Numbers:
    """The known numbers of one road."""

    def __init__(self, road: Road, known: Iterable[tuple[int, Metres]]) -> None:
        self.road = road
        by_number = sorted(dict(sorted(known)).items())
        self._sides = [[pair for pair in by_number if pair[0] % 2 == odd] for odd in (0, 1)]
        self._beside: dict[Metres, tuple[LineString, float, float]] = {}

    def find(self, number: int) -> Numbered | None:
        """The place of a number; None when it lies beyond the known ones."""
        own = self._between(self._sides[number % 2], number)
        if own:
            return own
        across = self._between(self._sides[1 - number % 2], number)
        return across and Numbered(across.at, across.doubt + OTHER_SIDE, False)

    def _between(self, side: list[tuple[int, Metres]], number: int) -> Numbered | None:
        place = bisect_left(side, number, key=lambda pair: pair[0])
        if place < len(side) and side[place][0] == number:
            return Numbered(side[place][1], EXACT, True)
        if not 0 < place < len(side):
            return None
        (low, start), (high, end) = side[place - 1], side[place]
        share = (number - low) / (high - low)
        at, length = self._along(start, end, share)
        doubt = EXACT + length * min(share, 1 - share) * 0.25 + (length / (high - low)) * 0.5
        return Numbered(at, min(doubt, length / 2 + EXACT), False)

    def _along(self, start: Metres, end: Metres, share: float) -> tuple[Metres, float]:
        """`share` of the way from `start` to `end`, beside the road where both lie at one line."""
        line, first, aside = self._placed(start)
        other, last, beyond = self._placed(end)
        if line is not other:
            x, y = start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share
            return Metres(x, y), apart(start, end)
        along = first + (last - first) * share
        return _beside(line, along, aside * (1 - share) + beyond * share), abs(last - first)

    def _placed(self, at: Metres) -> tuple[LineString, float, float]:
        """The line that a known number is beside, how far along it, how far to its right."""
        found = self._beside.get(at)
        if found is None:
            line, along, _ = self.road.nearest(at)
            found = self._beside[at] = line, along, _aside(line, along, at)
        return found


def _aside(line: LineString, along: float, at: Metres) -> float:
    """Metres to the right of a line (negative to its left)."""
    back, front = line.interpolate(max(0.0, along - 5)), line.interpolate(along + 5)
    east, north = front.x - back.x, front.y - back.y
    length = (east * east + north * north) ** 0.5 or 1.0
    return ((at.x - back.x) * north - (at.y - back.y) * east) / length


def _beside(line: LineString, along: float, aside: float) -> Metres:
    back, at, front = (line.interpolate(max(0.0, along + step)) for step in (-5, 0, 5))
    east, north = front.x - back.x, front.y - back.y
    length = (east * east + north * north) ** 0.5 or 1.0
    return Metres(at.x + north / length * aside, at.y - east / length * aside)
