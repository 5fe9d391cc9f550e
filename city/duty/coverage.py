"""How much of a beat's roads was walked: the share within so many metres of the track. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import shapely
from shapely import LineString, MultiLineString
from shapely import Point as Spot
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from city.db import Point
from city.duty.thin import Fix, runs
from city.places.streets import Metres, Plane

Shape = Mapping[str, Any]


class Coverage(NamedTuple):
    """Metres of road and metres walked; both as GeoJSON MultiLineStrings, in degrees."""

    metres: float
    walked: float
    painted: dict[str, Any]
    bare: dict[str, Any]

    @property
    def share(self) -> float:
        """Of the road length, what was walked; a beat without roads has none to walk."""
        return self.walked / self.metres if self.metres else 0.0


def coverage(
    beat: Shape, roads: Sequence[Shape], tracks: Sequence[Sequence[Fix]], within: float
) -> Coverage:
    """What of `roads` inside `beat` (GeoJSON, degrees) lies within so many metres of the tracks.

    A road that two sources draw twice counts once. Where a phone was silent, nothing was walked.
    """
    outline = shape(dict(beat))
    middle = outline.centroid
    plane = Plane(Point(middle.x, middle.y))
    inside = _moved(outline, plane)
    lines = [line for parts in plane.lines(roads) for line in parts]
    own = shapely.union_all([_lines(line.intersection(inside)) for line in lines])
    near = shapely.union_all(
        [_way(run, plane).buffer(within) for track in tracks for run in runs(track)]
    )
    painted, bare = own.intersection(near), own.difference(near)
    return Coverage(
        float(own.length), float(painted.length), _degrees(painted, plane), _degrees(bare, plane)
    )


def _lines(found: BaseGeometry) -> BaseGeometry:
    """Of what an intersection gave, the lines: where a road only touches a border, none."""
    return MultiLineString(
        [one for one in shapely.get_parts(found) if isinstance(one, LineString) and one.length]
    )


def _way(run: Sequence[Fix], plane: Plane) -> BaseGeometry:
    spots = [plane.to_metres(fix.place) for fix in run]
    return Spot(spots[0]) if len(spots) == 1 else LineString(spots)


def _moved(outline: BaseGeometry, plane: Plane) -> BaseGeometry:
    def to_metres(corners: Any) -> Any:
        return [plane.to_metres(Point(*corner)) for corner in corners]

    found: BaseGeometry = shapely.transform(outline, to_metres)
    return found


def _degrees(lines: BaseGeometry, plane: Plane) -> dict[str, Any]:
    pieces = [one for one in shapely.get_parts(lines) if isinstance(one, LineString) and one.length]
    told = [
        [list(plane.to_degrees(Metres(*spot))) for spot in piece.coords]
        for piece in _joined(pieces)
    ]
    return {"type": "MultiLineString", "coordinates": told}


def _joined(pieces: Sequence[LineString]) -> list[LineString]:
    if not pieces:
        return []
    merged = shapely.line_merge(MultiLineString(list(pieces)))
    return [piece for piece in shapely.get_parts(merged) if isinstance(piece, LineString)]
