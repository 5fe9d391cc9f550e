"""A point → words for people, and what is near it. Pure."""

from collections.abc import Mapping
from math import atan2, degrees
from typing import Any, NamedTuple

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import shape

from city.db import Point
from city.places.cues import WAY_WORDS
from city.places.gazetteer import Gazetteer
from city.places.streets import Metres
from city.places.why import ENGLISH

AT_CROSSING, AT_PLACE, AT_ROAD = 150.0, 120.0, 150.0  # metres
HERE = 15.0  # metres: no direction is told
SPOTS = frozenset({"landmark", "estate", "point", "stop", "village"})


class Near(NamedTuple):
    """Something near: its kind, id and name, how far in metres, and where."""

    kind: str
    id: int
    name: str
    metres: float
    at: Point


class Described(NamedTuple):
    """A point in words, in each language; empty where nothing is near."""

    words: dict[str, str]


class Nearby:
    """A city's roads, crossings and landmarks, by place."""

    def __init__(self, city: Gazetteer) -> None:
        self._city = city
        self._crossings = list(city.all_crossings())
        self._spots = [at for at, name in enumerate(city.names) if name.kind in SPOTS]
        self._lines = [(at, line) for at, road in city.roads.items() for line in road.lines]
        self._crossing_tree = _tree([crossing.at for _, _, crossing in self._crossings])
        self._spot_tree = _tree([city.at[at] for at in self._spots])
        self._line_tree = STRtree([line for _, line in self._lines])

    def describe(self, at: Point) -> Described:
        """迎泽大街与解放路交叉口东北约30米; else a landmark, else a road."""
        spot = self._city.plane.to_metres(at)
        return self._by_crossing(spot) or self._by_place(at, spot) or self._by_road(spot)

    def roads(self, at: Point, within: float) -> list[Near]:
        """Roads within so many metres, the nearest first."""
        spot = self._city.plane.to_metres(at)
        found: dict[int, tuple[float, Metres]] = {}
        point = shapely.Point(spot)
        for which in self._line_tree.query(point, predicate="dwithin", distance=within).tolist():
            road, line = self._lines[which]
            far = line.distance(point)
            if far < found.get(road, (np.inf, spot))[0]:
                on = line.interpolate(line.project(point))
                found[road] = far, Metres(on.x, on.y)
        return self._near(found)

    def lines(self, area: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The centre lines (GeoJSON, degrees) of the roads that touch an area (GeoJSON)."""
        plane = self._city.plane
        outline = shapely.transform(
            shape(dict(area)),
            lambda spots: np.array([plane.to_metres(Point(*spot)) for spot in spots]),
        )
        touched = sorted(self._line_tree.query(outline, predicate="intersects").tolist())
        return [
            {
                "type": "LineString",
                "coordinates": [
                    list(plane.to_degrees(Metres(*spot))) for spot in self._lines[which][1].coords
                ],
            }
            for which in touched
        ]

    def landmarks(self, at: Point, within: float) -> list[Near]:
        """Landmarks, estates and stops within so many metres, the nearest first."""
        spot = self._city.plane.to_metres(at)
        hits = self._spot_tree.query(shapely.Point(spot), predicate="dwithin", distance=within)
        places = [self._spots[hit] for hit in hits.tolist()]
        return self._near({at: (_far(self._city.at[at], spot), self._city.at[at]) for at in places})

    def _near(self, found: dict[int, tuple[float, Metres]]) -> list[Near]:
        names, plane = self._city.names, self._city.plane
        near = [
            Near(
                names[at].kind, names[at].id, names[at].name, round(far, 1), plane.to_degrees(spot)
            )
            for at, (far, spot) in found.items()
        ]
        return sorted(near, key=lambda each: (each.metres, each.kind, each.id))

    def _by_crossing(self, spot: Metres) -> Described | None:
        hit = _nearest(self._crossing_tree, spot, AT_CROSSING)
        if hit is None:
            return None
        a, b, crossing = self._crossings[hit]
        one, two = self._city.names[a].name, self._city.names[b].name
        zh, en = _moved(crossing.at, spot)
        return Described(
            {"zh": f"{one}与{two}交叉口{zh}", "en": f"{en}crossing of {one} and {two}"}
        )

    def _by_place(self, at: Point, spot: Metres) -> Described | None:
        hit = _nearest(self._spot_tree, spot, AT_PLACE)
        if hit is None:
            return None
        place = self._spots[hit]
        name = self._city.names[place].name
        zh, en = _moved(self._city.at[place], spot)
        road = next((near.name for near in self.roads(at, AT_ROAD)), "")
        lead = "" if not road or road in name else road
        return Described({"zh": f"{lead}{name}{zh}", "en": f"{en}{name}{lead and ', '}{lead}"})

    def _by_road(self, spot: Metres) -> Described:
        hit = _nearest(self._line_tree, spot, AT_ROAD * 3)
        if hit is None:
            return Described({"zh": "", "en": ""})
        road, line = self._lines[hit]
        on = line.interpolate(line.project(shapely.Point(spot)))
        zh, en = _moved(Metres(on.x, on.y), spot)
        name = self._city.names[road].name
        return Described({"zh": f"{name}{zh or '上'}", "en": f"{en}{name}"})


def _tree(places: list[Metres]) -> STRtree:
    spots = shapely.points(np.array(places, dtype=np.float64).reshape(-1, 2))
    return STRtree(np.asarray(spots, dtype=object))


def _nearest(tree: STRtree, at: Metres, within: float) -> int | None:
    hits = tree.query_nearest(shapely.Point(at), max_distance=within, all_matches=False)
    return int(hits[0]) if len(hits) else None


def _far(one: Metres, other: Metres) -> float:
    return float(np.hypot(one.x - other.x, one.y - other.y))


def _moved(start: Metres, end: Metres) -> tuple[str, str]:
    far = _far(start, end)
    if far < HERE:
        return "", ""
    way = round(degrees(atan2(end.x - start.x, end.y - start.y)) / 45) * 45 % 360
    about = round(far, -1)
    return f"{WAY_WORDS[way]}约{about:.0f}米", f"about {about:.0f} m {ENGLISH[way]} of "
