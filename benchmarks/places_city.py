"""The demo city's places, texts and points, for the measures of places."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from city import clock
from city.db import Point
from city.places.atlas import Atlas, Version, composed
from city.places.grid import Named
from city.places.lexicon import Name
from city.places.model import AreaKind
from deploy.demo.plan import District
from tests.places import town
from tests.places.phrases import THINGS

LENGTH = 53  # characters of a text, as the hotline's are
WORDINGS = (
    "市民来电反映：太原市{d}{a}与{b}交叉口东北角，公交站牌后面的{t}，希望有关部门尽快处理，谢谢。",
    "您好，{a}{b}路口往南50米路西{t}，已经好几天了没人管，老人小孩走着不安全，麻烦尽快派人来看一下。",
    "巡查发现{l}门前{t}，影响市容环境，存在安全隐患，请责任单位尽快到现场处置，并于当日反馈结果。",
    "来电人反映{a}38号附近{t}，之前已经反映过一次，至今没有得到解决，要求再次核实处理并尽快回复。",
    "我家住{e}3号楼2单元，小区北门口{t}，物业说不归他们管，请问这个应该由哪个部门来负责解决？",
    "{a}（{b}至解放路段）{t}，每天早晚高峰人特别多，电动车都从这里过，希望领导重视，早日解决。",
    "上周反映的问题还没有解决，{t}，每天都有很多人经过这里，请问什么时候可以有人来处理一下这件事情。",
)


class Rows(NamedTuple):
    """What the city is built from."""

    areas: list[tuple[Named, dict[str, object] | None]]
    names: list[tuple[str, Name]]
    numbers: list[tuple[str, int, Point]]
    grades: dict[int, str]


class PlacesCity:
    """The demo city's places, of all districts or of one; each part made when first asked for."""

    def __init__(self, districts: Sequence[District]) -> None:
        self._districts = districts

    @cached_property
    def rows(self) -> Rows:
        """Roads, places and cells, from the demo city's generator."""
        made = town.build(self._districts)
        areas = [
            (
                Named(row.id, AreaKind(row.kind), row.code, row.name, row.parent_id, row.beat_id),
                row.shape,
            )
            for ground in made.grounds
            for row in ground.rows
        ]
        grades = {road.id: road.grade for road in made.roads}
        return Rows(areas, town.names(made), list(town.numbers(made)), grades)

    @cached_property
    def atlas(self) -> Atlas:
        """The city, worked out once."""
        return self.built()

    @property
    def size(self) -> str:
        """How large it is, in words."""
        rows = self.rows
        cells = sum(area.kind is AreaKind.CELL for area, _ in rows.areas)
        return f"{len(rows.grades):,} roads, {len(rows.names):,} places, {cells:,} cells"

    def built(self) -> Atlas:
        """The city, worked out anew."""
        version: Version = ("", 0, 0, 0, 0, clock.now().date())
        return composed(version, *self.rows)

    def texts(self, count: int) -> list[str]:
        """Texts of 53 characters: crossings, numbers, landmarks, estates, some without a place."""
        rng, city = Random(20261122), self.atlas.gazetteer
        by_kind: dict[str, list[str]] = {}
        for name in city.names:
            by_kind.setdefault(name.kind, []).append(name.name)
        known = list(city.all_crossings())
        meetings = rng.sample(known, min(2000, len(known)))
        where = self.atlas.grid.bulk(
            [city.plane.to_degrees(crossing.at) for _, _, crossing in meetings]
        )
        pairs = [
            (city.names[a].name, city.names[b].name, located.district.name)
            for (a, b, _), located in zip(meetings, where, strict=True)
            if located.district
        ]
        return [_text(rng, at, by_kind, pairs) for at in range(count)]

    def points(self, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitudes and latitudes beside the city's places."""
        rng = np.random.default_rng(7)
        known = np.array([name.at for _, name in self.rows.names if name.kind == "landmark"])
        chosen = known[rng.integers(0, len(known), count)]
        moved = chosen + rng.normal(0, 0.0005, chosen.shape)
        return moved[:, 0], moved[:, 1]

    def crossings(self) -> Iterator[Point]:
        """Where the city's roads cross."""
        city = self.atlas.gazetteer
        for _, _, crossing in city.all_crossings():
            yield city.plane.to_degrees(crossing.at)


def _text(
    rng: Random, at: int, by_kind: dict[str, list[str]], pairs: list[tuple[str, str, str]]
) -> str:
    a, b, district = rng.choice(pairs)
    said = WORDINGS[at % len(WORDINGS)].format(
        a=a,
        b=b,
        d=district,
        l=rng.choice(by_kind["landmark"]),
        e=rng.choice(by_kind["estate"]),
        t=rng.choice(THINGS),
    )
    return (said + "请核实后尽快安排处理，谢谢。" * 3)[:LENGTH]
