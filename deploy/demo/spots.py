"""Spots beside roads, many at once: where components stand and where things happen."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deploy.demo.areas import Ground
from deploy.demo.roads import Road

_CLEAR = 0.06  # of a unit: how far from a lattice line at least, so that a spot lies in one cell

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]


class Spots(NamedTuple):
    """Arrays of one length. `road` and `cell` count in the district's own lists."""

    road: Indices
    east: Numbers
    north: Numbers
    lon: Numbers
    lat: Numbers
    cell: Indices


def beside(
    ground: Ground,
    roads: Sequence[Road],
    count: int,
    rng: np.random.Generator,
    away: tuple[float, float] = (0.07, 0.18),
) -> Spots:
    """`count` spots, each `away` units of 60 m to one side of a road; long roads have more."""
    start, end, line = (
        np.array([road.stretch[at] for road in roads], dtype=np.float64) for at in (2, 3, 1)
    )
    eastward = np.array([road.stretch.eastward for road in roads])
    weights = (end - start) / np.sum(end - start)
    road = rng.choice(len(roads), size=count, p=weights)
    along = start[road] + rng.random(count) * (end - start)[road]
    along = np.floor(along) + np.clip(along % 1, _CLEAR, 1 - _CLEAR)
    aside = line[road] + rng.uniform(*away, size=count) * rng.choice((-1, 1), size=count)
    east = np.where(eastward[road], along, aside)
    north = np.where(eastward[road], aside, along)
    lon, lat = ground.lattice.at(east, north)
    west, south, *_ = ground.district.rect
    cell = ground.cell_at[np.floor(east).astype(int) - west, np.floor(north).astype(int) - south]
    return Spots(road, east, north, lon, lat, cell.astype(np.int64))
