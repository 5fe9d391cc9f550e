"""Roads as lines in metres: where they cross, which way they run, where their numbers are. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any, NamedTuple

import numpy as np
from shapely import LineString, get_parts, line_merge, linestrings, multilinestrings
from shapely import Point as Spot

from city.db import Point
from city.places.coordinates import EARTH_RADIUS

STEP_OVER = 40.0  # metres: a gap in a centre line that one walks across
TANGENT = 12.0  # metres: how far to look along a line for its bearing


class Metres(NamedTuple):
    """A place on the local tangent plane: metres east and north of its origin."""

    x: float
    y: float


class Plane:
    """A tangent plane about a city's middle (equirectangular; under 0.1 % off within 50 km)."""

    def __init__(self, origin: Point) -> None:
        self.origin = origin
        self._north = radians(1.0) * EARTH_RADIUS
        self._east = self._north * cos(radians(origin.lat))

    def to_metres(self, at: Point) -> Metres:
        """Degrees → metres."""
        return Metres(
            (at[0] - self.origin.lon) * self._east, (at[1] - self.origin.lat) * self._north
        )

    def to_degrees(self, at: Metres) -> Point:
        """Metres → degrees."""
        lon, lat = at[0] / self._east + self.origin.lon, at[1] / self._north + self.origin.lat
        return Point(round(lon, 7), round(lat, 7))

    def lines(self, shapes: Sequence[Mapping[str, Any]]) -> list[list[LineString]]:
        """GeoJSON (Multi)LineStrings in degrees → for each, its lines in metres, joined up."""
        pieces = [list(_pieces(shape)) for shape in shapes]
        counts = [len(part) for parts in pieces for part in parts]
        if not counts:
            return [[] for _ in shapes]
        flat = np.array([point[:2] for parts in pieces for part in parts for point in part], float)
        flat = (flat - np.array(self.origin)) * (self._east, self._north)
        built = linestrings(flat, indices=np.repeat(np.arange(len(counts)), counts))
        found, first = [], 0
        for parts in pieces:
            own = built[first : first + len(parts)]
            first += len(parts)
            if len(own) > 1:
                own = get_parts(line_merge(multilinestrings(own)))
            found.append(list(own))
        return found


class Road:
    """One road's lines."""

    def __init__(self, lines: Sequence[LineString]) -> None:
        self.lines = lines
        self.length = sum(line.length for line in lines)

    def nearest(self, at: Metres) -> tuple[LineString, float, float]:
        """The line nearest to a place, how far along it, and how far away: metres."""
        spot = Spot(at)
        lines = self.lines
        line = lines[0] if len(lines) == 1 else min(lines, key=spot.distance)
        return line, line.project(spot), line.distance(spot)

    def bearing(self, at: Metres) -> float:
        """Degrees clockwise from north, 0 up to 180, in which the road runs there."""
        line, along, _ = self.nearest(at)
        east, north = _direction(line, along)
        return degrees(atan2(east, north)) % 180

    def toward(self, at: Metres, heading: float) -> float:
        """The road's own bearing there, of its two the one nearer to `heading`; degrees."""
        own = self.bearing(at)
        return own if cos(radians(own - heading)) >= 0 else own + 180

    def walk(self, at: Metres, heading: float, metres: float) -> Metres:
        """Along the road from the place on it nearest to `at`, towards `heading`, so far."""
        seen: set[int] = set()
        while True:
            line, along, _ = self.nearest(at)
            east, north = _direction(line, along)
            ahead = east * sin(radians(heading)) + north * cos(radians(heading)) >= 0
            left = line.length - along if ahead else along
            if metres <= left:
                end = line.interpolate(along + metres if ahead else along - metres)
                return Metres(end.x, end.y)
            seen.add(id(line))
            metres -= left
            tip = line.interpolate(line.length if ahead else 0.0)
            at, heading = Metres(tip.x, tip.y), _heading(line, ahead)
            following = self._following(at, seen)
            if following is None:
                return shifted(at, heading, metres)
            at = following

    def _following(self, at: Metres, seen: set[int]) -> Metres | None:
        spot = Spot(at)
        rest = [line for line in self.lines if id(line) not in seen]
        near = [line for line in rest if line.distance(spot) < STEP_OVER]
        if not near:
            return None
        line = min(near, key=spot.distance)
        tip = line.interpolate(line.project(spot))
        return Metres(tip.x, tip.y)


def shifted(at: Metres, heading: float, metres: float) -> Metres:
    """Straight on, `heading` degrees clockwise from north."""
    return Metres(at.x + metres * sin(radians(heading)), at.y + metres * cos(radians(heading)))


def apart(a: Metres, b: Metres) -> float:
    """Metres between two places."""
    return hypot(a[0] - b[0], a[1] - b[1])


def middle(places: Iterable[Metres]) -> Metres:
    """The mean of some places."""
    known = list(places)
    return Metres(sum(at[0] for at in known) / len(known), sum(at[1] for at in known) / len(known))


def _direction(line: LineString, along: float) -> tuple[float, float]:
    back, front = line.interpolate(max(0.0, along - TANGENT)), line.interpolate(along + TANGENT)
    east, north = front.x - back.x, front.y - back.y
    length = hypot(east, north) or 1.0
    return east / length, north / length


def _heading(line: LineString, ahead: bool) -> float:
    east, north = _direction(line, line.length if ahead else 0.0)
    return degrees(atan2(east, north)) + (0.0 if ahead else 180.0)


def _pieces(shape: Mapping[str, Any]) -> Iterable[Sequence[Sequence[float]]]:
    lines = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
    return (line for line in lines if len(line) > 1)
