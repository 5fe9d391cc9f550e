"""The demo city's house numbers: one every sixteen metres, odd ones north or east of the road."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from city.db import Point
from deploy.demo.areas import Ground
from deploy.demo.lattice import UNIT
from deploy.demo.plan import SOURCE
from deploy.demo.roads import Road

FRONTAGE = 16.0  # metres
EVERY = 10  # so many houses from one known number to the next
BESIDE = 0.2  # lattice units from a road's line to its houses


class HouseRow(NamedTuple):
    """A row of `house_numbers`."""

    road: str
    number: int
    at: Point
    source: str


def build(grounds: Sequence[Ground], roads: Sequence[Road]) -> Iterator[HouseRow]:
    """Every tenth house on both sides of each road, and the last one."""
    for road in roads:
        houses = int((road.stretch.end - road.stretch.start) * UNIT / FRONTAGE)
        known = np.array(sorted({*range(0, houses, EVERY), houses - 1}))
        for side in (1, 2):
            numbers = 2 * known + side
            for number, at in zip(
                numbers.tolist(), at_numbers(grounds, road, numbers), strict=True
            ):
                yield HouseRow(road.name, number, at, SOURCE)


def at_numbers(
    grounds: Sequence[Ground], road: Road, numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> list[Point]:
    """Where houses of a road stand."""
    own = road.stretch
    along = own.start + (numbers - 1) // 2 * FRONTAGE / UNIT
    aside = own.line + np.where(numbers % 2 == 1, BESIDE, -BESIDE)
    east, north = (along, aside) if own.eastward else (aside, along)
    lon, lat = grounds[road.district].lattice.at(east, north)
    return [Point(*pair) for pair in zip(lon.tolist(), lat.tolist(), strict=True)]
