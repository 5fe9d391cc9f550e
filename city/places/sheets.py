"""The city as vector tiles: roads, cells, beats and places, cut for each zoom. Pure."""

from collections.abc import Mapping, Sequence
from math import pi
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import shape

from city.db import Point
from city.places.gazetteer import Gazetteer
from city.places.grid import Grid
from city.places.model import AreaKind
from city.places.mvt import BUFFER, EXTENT, Feature, Value, layer
from city.places.nearby import SPOTS

GRADES = {"快速路": 8, "主干路": 9, "次干路": 12, "支路": 13, "巷": 14}  # first zoom of each
FIRST = {"roads": 8, "cells": 14, "beats": 9, "places": 14, "components": 16}
LAST = 22
BIG = frozenset({"estate", "landmark"})


class Tile(NamedTuple):
    """A tile's address."""

    z: int
    x: int
    y: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, with the buffer around."""
        edge = BUFFER / EXTENT
        west, north = _degrees(self.x - edge, self.y - edge, self.z)
        east, south = _degrees(self.x + 1 + edge, self.y + 1 + edge, self.z)
        return west, south, east, north


class Sheet(NamedTuple):
    """The shapes of one layer in degrees, with what is told of each and its first zoom."""

    tree: STRtree
    shapes: NDArray[np.object_]
    about: Sequence[tuple[int, dict[str, Value]]]
    first: NDArray[np.int64]


class Sheets:
    """Roads, cells, beats and places of one version."""

    def __init__(self, city: Gazetteer, grid: Grid, grades: Mapping[int, str]) -> None:
        self._city, self._grid, self._grades = city, grid, grades
        self._sheets: dict[str, Sheet] = {}

    def tile(self, name: str, at: Tile) -> bytes:
        """One layer of a tile, as a vector tile; empty where there is nothing."""
        if at.z < FIRST[name]:
            return b""
        known = self._sheets.get(name)
        if known is None:
            known = self._sheets[name] = self._made(name)
        hits = known.tree.query(shapely.box(*at.box))
        hits = np.sort(hits[known.first[hits] <= at.z])
        shapes = cut(known.shapes[hits], at)
        features = (
            Feature(known.about[hit][0], shape, known.about[hit][1])
            for hit, shape in zip(hits.tolist(), shapes, strict=True)
        )
        return layer(name, features)

    def _made(self, name: str) -> Sheet:
        if name == "roads":
            return self._roads()
        if name == "places":
            return self._places()
        return self._areas(AreaKind.CELL if name == "cells" else AreaKind.BEAT)

    def _roads(self) -> Sheet:
        names = [self._city.names[at] for at in self._city.roads]
        grades = [self._grades.get(name.id, "支路") for name in names]
        about: list[tuple[int, dict[str, Value]]] = [
            (name.id, {"name": name.name, "grade": grade})
            for name, grade in zip(names, grades, strict=True)
        ]
        return _sheet(
            [shape(name.line or {}) for name in names], about, [GRADES.get(g, 13) for g in grades]
        )

    def _places(self) -> Sheet:
        names = [name for name in self._city.names if name.kind in SPOTS]
        about: list[tuple[int, dict[str, Value]]] = [
            (name.id, {"name": name.name, "kind": name.kind}) for name in names
        ]
        first = [14 if name.kind in BIG and "(" not in name.name else 16 for name in names]
        return _sheet([shapely.Point(name.at) for name in names], about, first)

    def _areas(self, kind: AreaKind) -> Sheet:
        own = self._grid.of(kind)
        about: list[tuple[int, dict[str, Value]]] = [
            (area.id, {"code": area.code, "name": area.name}) for area, _ in own
        ]
        zooms = [FIRST["cells" if kind is AreaKind.CELL else "beats"]] * len(own)
        return _sheet([ring for _, ring in own], about, zooms)


def points(name: str, found: Sequence[tuple[int, Point, dict[str, Value]]], at: Tile) -> bytes:
    """A layer of points that come from elsewhere, such as components."""
    shapes = cut(np.array([shapely.Point(spot) for _, spot, _ in found], dtype=object), at)
    return layer(
        name, (Feature(own[0], shape, own[2]) for own, shape in zip(found, shapes, strict=True))
    )


def cut(shapes: NDArray[np.object_], at: Tile) -> NDArray[Any]:
    """Shapes in degrees → in tile units, clipped to the tile and its buffer, simplified."""
    if not len(shapes):
        return shapes
    moved = shapely.transform(shapes, lambda degrees: _units(degrees, at))
    low, high = -float(BUFFER), float(EXTENT + BUFFER)
    fine = shapely.simplify(moved, 1.0 if at.z > 14 else 4.0, preserve_topology=False)
    clipped = shapely.clip_by_rect(fine, low, low, high, high)
    is_point = shapely.get_type_id(shapes) == 0
    return np.where(is_point, moved, clipped)


def _sheet(
    shapes: Sequence[Any], about: Sequence[tuple[int, dict[str, Value]]], first: Sequence[int]
) -> Sheet:
    known = np.array(shapes, dtype=object)
    return Sheet(STRtree(known), known, about, np.array(first, dtype=np.int64))


def _units(degrees: NDArray[np.float64], at: Tile) -> NDArray[np.float64]:
    scale = 2.0**at.z
    x = (degrees[:, 0] + 180.0) / 360.0 * scale - at.x
    lat = np.radians(degrees[:, 1])
    y = (1.0 - np.arcsinh(np.tan(lat)) / pi) / 2.0 * scale - at.y
    return np.column_stack((x, y)) * EXTENT


def _degrees(x: float, y: float, z: int) -> tuple[float, float]:
    scale = 2.0**z
    lat = np.degrees(np.arctan(np.sinh(pi * (1 - 2 * y / scale))))
    return x / scale * 360.0 - 180.0, float(lat)
