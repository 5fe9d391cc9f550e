"""The demo city's landmarks and estates, beside its roads."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np

from city.db import Point
from city.places.model import LandmarkKind
from deploy.demo import names
from deploy.demo.areas import Ground
from deploy.demo.plan import CENTRE, SOURCE
from deploy.demo.roads import Road
from deploy.demo.spots import beside


class LandmarkRow(NamedTuple):
    """A row of `landmarks`."""

    id: int
    kind: str
    name: str
    aliases: list[str]
    at: Point
    source: str


def build(
    grounds: Sequence[Ground], roads: Sequence[Road], first_id: int, seed: int
) -> list[LandmarkRow]:
    """As many as the districts' quotas say, no two of one name, nor of a road's."""
    rng = Random(f"{seed}:landmarks")
    taken = {name for road in roads for name in (road.name, *road.aliases)}
    found: list[LandmarkRow] = []
    for district, ground in enumerate(grounds):
        own = [road for road in roads if road.district == district]
        numbers = np.random.default_rng([seed, 1, district])
        spots = beside(ground, own, ground.district.quota.places, numbers, away=(0.3, 0.6))
        known = iter(names.LANDMARKS if ground.district.code == CENTRE else ())
        for at, lon, lat in zip(
            spots.road.tolist(), spots.lon.tolist(), spots.lat.tolist(), strict=True
        ):
            kind, name = _named(rng, own[at].name, taken, next(known, None))
            taken.add(name)
            found.append(
                LandmarkRow(first_id + len(found), kind, name, [], Point(lon, lat), SOURCE)
            )
    return found


def _named(rng: Random, road: str, taken: set[str], known: str | None) -> tuple[str, str]:
    if known:
        return LandmarkKind.LANDMARK, known
    is_estate = rng.random() < 0.4
    while True:
        name = names.estate(rng) if is_estate else names.landmark(rng, road)
        if name not in taken:
            return (LandmarkKind.ESTATE if is_estate else LandmarkKind.LANDMARK), name
