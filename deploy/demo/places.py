"""Where a past case was: a spot beside a road, and how people would say it."""

from bisect import bisect_left
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np

from city.db import Point
from deploy.demo.areas import Above, Ground
from deploy.demo.lattice import UNIT
from deploy.demo.roads import Road
from deploy.demo.spots import Spots, beside


class Scene(NamedTuple):
    """A spot, the areas that it lies in, and words for it."""

    at: Point
    areas: Above
    district: str
    subdistrict: str
    words: str
    matched: list[str]


class Streets:
    """A district's roads, ready to say where a spot beside one of them is."""

    def __init__(self, ground: Ground, roads: Sequence[Road]) -> None:
        self.ground, self.roads = ground, roads
        self.codes = {row.id: row.code for row in ground.rows if row.kind == "subdistrict"}
        self.crossing = [self._crossing(road) for road in roads]

    def _crossing(self, road: Road) -> list[tuple[int, str]]:
        own = road.stretch
        return sorted(
            (other.stretch.line, other.name)
            for other in self.roads
            if other.stretch.eastward != own.eastward
            and own.start <= other.stretch.line <= own.end
            and other.stretch.start <= own.line <= other.stretch.end
        )

    def scenes(self, count: int, seed: int) -> list[Scene]:
        """`count` spots beside roads, with words."""
        rng = Random(f"{seed}:scenes:{self.ground.district.code}")
        numbers = np.random.default_rng([seed, 3, int(self.ground.district.code)])
        spots = beside(self.ground, self.roads, count, numbers)
        return [self.scene(spots, at, rng) for at in range(count)]

    def scene(self, spots: Spots, at: int, rng: Random) -> Scene:
        """The spot at one place of the arrays."""
        areas = self.ground.cells[spots.cell[at]]
        words, matched = self._words(
            int(spots.road[at]), float(spots.east[at]), float(spots.north[at]), rng
        )
        point = Point(float(spots.lon[at]), float(spots.lat[at]))
        code = self.ground.district.code
        return Scene(point, areas, code, self.codes[areas.subdistrict], words, matched)

    def _words(self, at: int, east: float, north: float, rng: Random) -> tuple[str, list[str]]:
        road = self.roads[at]
        eastward = road.stretch.eastward
        along = east if eastward else north
        aside = (north if eastward else east) - road.stretch.line
        crossings = self.crossing[at]
        number = 2 * round((along - road.stretch.start) * UNIT / 16) + (1 if aside > 0 else 2)
        if not crossings:
            return f"{road.name}{number}号门前", [road.name]
        near = bisect_left(crossings, (round(along), ""))
        line, other = crossings[min(near, len(crossings) - 1)]
        metres = (along - line) * UNIT
        if abs(metres) < UNIT / 2:
            corner = _corner(metres if eastward else aside, aside if eastward else metres)
            return f"{road.name}与{other}交叉口{corner}角", [road.name, other]
        if abs(metres) < 4 * UNIT and rng.random() < 0.5:
            toward = ("东" if metres > 0 else "西") if eastward else ("北" if metres > 0 else "南")
            side = ("北" if aside > 0 else "南") if eastward else ("东" if aside > 0 else "西")
            far = f"{round(abs(metres), -1):.0f}米路{side}"
            return f"{road.name}{other}口往{toward}{far}", [road.name, other]
        return f"{road.name}{number}号{rng.choice(('门前', '附近', '对面'))}", [road.name]


def _corner(east: float, north: float) -> str:
    return ("东" if east > 0 else "西") + ("北" if north > 0 else "南")
