"""The demo city as a gazetteer, from its pure generator; and where its house numbers are."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

import numpy as np

from city.db import Point
from city.places.gazetteer import Gazetteer
from city.places.grid import Grid, Named
from city.places.lexicon import Name
from city.places.model import AreaKind
from deploy.demo import areas, houses, landmarks, plan, roads
from deploy.demo.load import SEED


class Town(NamedTuple):
    """One or more districts, as generated."""

    grounds: list[areas.Ground]
    roads: list[roads.Road]
    landmarks: list[landmarks.LandmarkRow]

    def at(self, east: float, north: float, district: int = 0) -> Point:
        """Plan coordinates → degrees."""
        lon, lat = self.grounds[district].lattice.at(np.array([east]), np.array([north]))
        return Point(float(lon[0]), float(lat[0]))


@cache
def centre() -> Town:
    """The one district of the small demo city."""
    return build(plan.small())


def build(districts: Sequence[plan.District]) -> Town:
    """Some districts of the demo city."""
    known = plan.divisions()
    grounds, first = [], 1
    for district in districts:
        ground = areas.divide(district, known, first, SEED)
        first += len(ground.rows)
        grounds.append(ground)
    own = roads.build(grounds, 1, SEED)
    return Town(grounds, own, landmarks.build(grounds, own, 1, SEED))


def names(town: Town) -> list[tuple[str, Name]]:
    """Every name and alias."""
    found = []
    for row in (row for ground in town.grounds for row in ground.rows):
        if row.kind in (AreaKind.DISTRICT, AreaKind.SUBDISTRICT, AreaKind.COMMUNITY):
            at = Point(*row.shape["coordinates"][0][0])
            found.append((row.name, Name(row.kind, row.id, row.name, at, code=row.code)))
    for road in town.roads:
        name = Name("road", road.id, road.name, road.middle, road.shape)
        found += [(text, name) for text in (road.name, *road.aliases)]
    for mark in town.landmarks:
        name = Name(mark.kind, mark.id, mark.name, mark.at)
        found += [(text, name) for text in (mark.name, *mark.aliases)]
    return found


def numbers(town: Town) -> Iterator[tuple[str, int, Point]]:
    """The house numbers that are known."""
    for row in houses.build(town.grounds, town.roads):
        yield row.road, row.number, row.at


def house_at(town: Town, road: roads.Road, number: int) -> Point:
    """Where a house number of the demo city is."""
    return houses.at_numbers(town.grounds, road, np.array([number]))[0]


def grid(town: Town) -> Grid:
    """The areas."""
    rows = (row for ground in town.grounds for row in ground.rows)
    return Grid(
        (
            Named(row.id, AreaKind(row.kind), row.code, row.name, row.parent_id, row.beat_id),
            row.shape,
        )
        for row in rows
    )


def lacking_half(seed: int) -> Gazetteer:
    """The centre with half of its roads, estates and landmarks unknown."""
    town = centre()
    known = names(town)
    own = sorted({(name.kind, name.id) for _, name in known if not name.code})
    gone = set(Random(seed).sample(own, len(own) // 2))
    kept = [(text, name) for text, name in known if (name.kind, name.id) not in gone]
    return Gazetteer(kept, numbers(town), grid(town))


@cache
def gazetteer() -> Gazetteer:
    """The centre, ready to geocode."""
    town = centre()
    return Gazetteer(names(town), numbers(town), grid(town))
