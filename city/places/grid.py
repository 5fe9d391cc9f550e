"""A point → its cell, beat, community, subdistrict and district. Pure: built from values."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from city.db import Point
from city.places.model import AreaKind

OUTSIDE = -1


class Named(NamedTuple):
    """An area, without its shape."""

    id: int
    kind: AreaKind
    code: str
    name: str
    parent_id: int | None
    beat_id: int | None


class Located(NamedTuple):
    """The areas that hold a point; all None outside the city."""

    district: Named | None = None
    subdistrict: Named | None = None
    community: Named | None = None
    beat: Named | None = None
    cell: Named | None = None

    @property
    def words(self) -> str:
        """For people: 迎泽区柳巷街道…社区; empty outside."""
        named = (self.district, self.subdistrict, self.community)
        return "".join(area.name for area in named if area)


NOWHERE = Located()


class Grid:
    """All areas of a city, with a tree over the cells."""

    def __init__(self, areas: Iterable[tuple[Named, dict[str, Any] | None]]) -> None:
        known = sorted(areas, key=lambda pair: pair[0].code)
        self._by_id = {area.id: area for area, _ in known}
        shaped = [(area, ring) for area, ring in known if ring]
        drawn = _drawn([ring for _, ring in shaped])
        self._areas = [(area, own) for (area, _), own in zip(shaped, drawn, strict=True)]
        cells = self.of(AreaKind.CELL)
        shapes = np.array([own for _, own in cells], dtype=object)
        shapely.prepare(shapes)
        self._tree = STRtree(shapes)
        self._located = [*(self._up_from(area) for area, _ in cells), NOWHERE]

    def of(self, kind: AreaKind) -> list[tuple[Named, BaseGeometry]]:
        """The areas of one kind that have a shape (degrees), by their codes."""
        return [(area, own) for area, own in self._areas if area.kind is kind]

    def locate(self, point: Point) -> Located:
        """The areas around `point` (degrees, WGS-84). On a border the cell with the lowest code."""
        hits = self._tree.query(shapely.points(point[0], point[1]), predicate="intersects")
        return self._located[int(hits.min())] if len(hits) else NOWHERE

    def bulk(self, points: Sequence[Point]) -> list[Located]:
        """The same for many points at once."""
        if not points:
            return []
        degrees = np.array(points, dtype=np.float64)
        known = self._located
        return [known[at] for at in self.cells(degrees[:, 0], degrees[:, 1]).tolist()]

    def cells(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int64]:
        """For each point the place of its cell among the cells by code, −1 outside."""
        asked, hits = self._tree.query(shapely.points(lon, lat), predicate="intersects")
        found = np.full(len(lon), np.iinfo(np.int64).max)
        np.minimum.at(found, asked, hits)
        found[found == np.iinfo(np.int64).max] = OUTSIDE
        return found

    def near(self, point: Point, within: float) -> frozenset[int]:
        """The ids of all areas that come within so many degrees of a point."""
        spot = shapely.points(point[0], point[1])
        hits = self._tree.query(spot, predicate="dwithin", distance=within)
        return frozenset(
            area.id for hit in hits.tolist() for area in self._located[hit] if area is not None
        )

    def kinds(self, ids: Iterable[int]) -> frozenset[str]:
        """What kinds of area some ids are."""
        return frozenset(self._by_id[one].kind.value for one in ids if one in self._by_id)

    def _up_from(self, cell: Named) -> Located:
        above: dict[AreaKind, Named] = {}
        area: Named | None = cell
        while area:
            above[area.kind] = area
            area = self._by_id.get(area.parent_id) if area.parent_id else None
        return Located(
            district=above.get(AreaKind.DISTRICT),
            subdistrict=above.get(AreaKind.SUBDISTRICT),
            community=above.get(AreaKind.COMMUNITY),
            beat=self._by_id.get(cell.beat_id) if cell.beat_id else None,
            cell=cell,
        )


def _drawn(rings: Sequence[dict[str, Any]]) -> list[BaseGeometry]:
    """GeoJSON shapes → geometries; those of a single ring, nearly all, in one go."""
    found: list[Any] = [None] * len(rings)
    simple = []
    for at, ring in enumerate(rings):
        if ring["type"] == "Polygon" and len(ring["coordinates"]) == 1:
            simple.append(at)
        else:
            found[at] = shape(ring)
    if simple:
        lines = [rings[at]["coordinates"][0] for at in simple]
        points = np.array([point[:2] for line in lines for point in line], dtype=np.float64)
        owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        polygons = shapely.polygons(shapely.linearrings(points, indices=owner))
        for at, own in zip(simple, np.atleast_1d(np.asarray(polygons, dtype=object)), strict=True):
            found[at] = own
    return found
