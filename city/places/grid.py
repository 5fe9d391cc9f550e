"""A point → its cell, beat, community, subdistrict and district. Pure: built from values."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from shapely import STRtree
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import shape

from city.db import Point
from city.places.model import AreaKind


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


class Grid:
    """All areas of a city, with a tree over the cells."""

    def __init__(self, areas: Iterable[tuple[Named, dict[str, Any] | None]]) -> None:
        known = list(areas)
        self._by_id = {area.id: area for area, _ in known}
        cells = [(area, ring) for area, ring in known if area.kind is AreaKind.CELL and ring]
        self._cells = [area for area, _ in cells]
        self._tree = STRtree([shape(ring) for _, ring in cells])

    def locate(self, point: Point) -> Located:
        """The areas around `point` (degrees, WGS-84). On a border the cell with the lowest code."""
        hits = self._tree.query(ShapelyPoint(point.lon, point.lat), predicate="intersects")
        if not len(hits):
            return Located()
        cell = min((self._cells[hit] for hit in hits), key=lambda area: area.code)
        return self._up_from(cell)

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
