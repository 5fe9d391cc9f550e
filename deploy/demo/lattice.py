"""The lattice under the demo city: straight in plan, gently bent and turned on the ground.

Everything is placed by plan coordinates, in units of 60 metres from the city's origin. A unit
square is mapped to the ground by its four corners, so that its sides are straight: shapes whose
rings pass through every lattice point on their border tile without gap or overlap.
"""

import math
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deploy.demo.plan import Rect

UNIT = 60.0  # metres
ORIGIN = (112.55, 37.84)  # degrees
_METRES_A_DEGREE = (111_320 * math.cos(math.radians(37.86)), 110_996.0)
_TURN = math.radians(2.0)
_DIGITS = 7

Numbers = NDArray[np.float64]


class Lattice:
    """The lattice points of one rectangle, on the ground: degrees, WGS-84."""

    def __init__(self, rect: Rect) -> None:
        self.rect = rect
        i, j = np.meshgrid(
            np.arange(rect.west, rect.east + 1, dtype=np.float64),
            np.arange(rect.south, rect.north + 1, dtype=np.float64),
            indexing="ij",
        )
        self.lon, self.lat = _ground(i, j)

    @cached_property
    def points(self) -> list[list[tuple[float, float]]]:
        """`points[i][j]` from the rectangle's south-west corner."""
        return [
            list(zip(lons, lats, strict=True))
            for lons, lats in zip(self.lon.tolist(), self.lat.tolist(), strict=True)
        ]

    def at(self, east: ArrayLike, north: ArrayLike) -> tuple[Numbers, Numbers]:
        """Longitudes and latitudes of plan coordinates inside the rectangle."""
        u = np.asarray(east, dtype=np.float64) - self.rect.west
        v = np.asarray(north, dtype=np.float64) - self.rect.south
        i = np.minimum(u.astype(np.int64), self.rect.width - 1)
        j = np.minimum(v.astype(np.int64), self.rect.height - 1)
        a, b = u - i, v - j

        def blend(side: Numbers) -> Numbers:
            south = side[i, j] * (1 - a) + side[i + 1, j] * a
            north = side[i, j + 1] * (1 - a) + side[i + 1, j + 1] * a
            blended: Numbers = np.round(south * (1 - b) + north * b, _DIGITS)
            return blended

        return blend(self.lon), blend(self.lat)

    def polygon(self, rect: Rect) -> dict[str, Any]:
        """GeoJSON of a rectangle in plan, with every lattice point on its border."""
        west, east = rect.west - self.rect.west, rect.east - self.rect.west
        south, north = rect.south - self.rect.south, rect.north - self.rect.south
        points = self.points
        ring = [points[i][south] for i in range(west, east)]
        ring += [points[east][j] for j in range(south, north)]
        ring += [points[i][north] for i in range(east, west, -1)]
        ring += [points[west][j] for j in range(north, south, -1)]
        return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}

    def line(self, eastward: bool, line: int, start: int, end: int) -> dict[str, Any]:
        """GeoJSON of a stretch of one lattice line, eastward or northward."""
        points, west, south = self.points, self.rect.west, self.rect.south
        if eastward:
            along = [points[i - west][line - south] for i in range(start, end + 1)]
        else:
            along = points[line - west][start - south : end - south + 1]
        return {"type": "LineString", "coordinates": along}


def _ground(i: Numbers, j: Numbers) -> tuple[Numbers, Numbers]:
    x = i * UNIT + 22 * np.sin(j * 2 * math.pi / 47) + 45 * np.sin(j * 2 * math.pi / 160 + 1)
    y = j * UNIT + 18 * np.sin(i * 2 * math.pi / 53 + 0.5) + 40 * np.sin(i * 2 * math.pi / 190)
    lon = (x * math.cos(_TURN) - y * math.sin(_TURN)) / _METRES_A_DEGREE[0] + ORIGIN[0]
    lat = (x * math.sin(_TURN) + y * math.cos(_TURN)) / _METRES_A_DEGREE[1] + ORIGIN[1]
    return np.round(lon, _DIGITS), np.round(lat, _DIGITS)
