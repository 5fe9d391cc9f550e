"""A point → its cell, beat, community, subdistrict and district. Pure: built from values."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import shape

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
        self._areas = sorted(areas, key=lambda pair: pair[0].code)
        self._by_id = {area.id: area for area, _ in self._areas}
        cells = [(area, ring) for area, ring in self.of(AreaKind.CELL) if ring]
        shapes = np.array([shape(ring) for _, ring in cells], dtype=object)
        shapely.prepare(shapes)
        self._tree = STRtree(shapes)
        self._located = [*(self._up_from(area) for area, _ in cells), NOWHERE]

    def of(self, kind: AreaKind) -> list[tuple[Named, dict[str, Any] | None]]:
        """The areas of one kind by their codes, with their shapes (GeoJSON)."""
        return [(area, ring) for area, ring in self._areas if area.kind is kind]

    def locate(self, point: Point) -> Located:
        """The areas around `point` (degrees, WGS-84). On a border the cell with the lowest code."""
        hits = self._tree.query(shapely.Point(point[0], point[1]), predicate="intersects")
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
