"""The demo city's roads: a grid of main roads, side roads between them, and lanes in the blocks."""

from collections.abc import Iterator
from itertools import cycle, pairwise
from random import Random
from typing import Any, NamedTuple

from city.db import Point
from deploy.demo import names
from deploy.demo.areas import Ground
from deploy.demo.plan import CENTRE, SOURCE, Rect

MAIN, SIDE, STREET, LANE = "主干路", "次干路", "支路", "巷"
_EVERY, _FIRST = 10, 5


class Stretch(NamedTuple):
    """A piece of one lattice line: line 12 from 0 to 30, eastward or northward."""

    eastward: bool
    line: int
    start: int
    end: int
    grade: str


class Road(NamedTuple):
    """A row of `roads`, and where it runs in plan."""

    id: int
    name: str
    aliases: list[str]
    grade: str
    shape: dict[str, Any]
    middle: Point
    source: str
    stretch: Stretch
    district: int


def layout(rect: Rect, count: int, rng: Random) -> list[Stretch]:
    """`count` stretches inside a rectangle, none upon another, the mains first."""
    found: list[Stretch] = []
    for eastward in (True, False):
        across, along = _lines(rect, eastward)
        found += [
            Stretch(eastward, line, along[0], along[-1], MAIN)
            for line in across[1:-1]
            if (line - across[0]) % _EVERY == _FIRST
        ]
    sides: list[Stretch] = []
    lanes: list[Stretch] = []
    for eastward in (True, False):
        sides += _sides(rect, eastward, rng)
        lanes += _lanes(rect, eastward, rng)
    rng.shuffle(lanes)
    found += sides + lanes
    if len(found) < count:
        raise ValueError(f"{rect} has room for {len(found)} roads, not {count}")
    return found[:count]


def _lines(rect: Rect, eastward: bool) -> tuple[range, range]:
    east, north = range(rect.west, rect.east + 1), range(rect.south, rect.north + 1)
    return (north, east) if eastward else (east, north)


def _sides(rect: Rect, eastward: bool, rng: Random) -> Iterator[Stretch]:
    across, along = _lines(rect, eastward)
    mains = [at for at in along if (at - along[0]) % _EVERY == _FIRST]
    for line in across[_EVERY:-1:_EVERY]:
        first = 0
        while first < len(mains) - 1:
            last = min(first + rng.choice((2, 3, 4)), len(mains) - 1)
            yield Stretch(eastward, line, mains[first], mains[last], SIDE)
            first = last + rng.choice((0, 0, 1))


def _lanes(rect: Rect, eastward: bool, rng: Random) -> Iterator[Stretch]:
    across, along = _lines(rect, eastward)
    crossings = list(along[_FIRST:-1:_FIRST])
    for line in across[2:-2]:
        if (line - across[0]) % _FIRST not in (2, 3):
            continue
        for start, end in pairwise(crossings):
            odd = (start - along[0]) // _FIRST % 2
            if (line - across[0]) % _FIRST == 2 + odd:  # neighbours never side by side
                yield Stretch(eastward, line, start, end, rng.choice((STREET, LANE, LANE)))


def build(grounds: list[Ground], first_id: int, seed: int) -> list[Road]:
    """The roads of all districts; no two share a name or an alias."""
    rng = Random(f"{seed}:roads")
    namer = _Namer(rng)
    found: list[Road] = []
    for district, ground in enumerate(grounds):
        stretches = layout(ground.district.rect, ground.district.quota.roads, rng)
        if ground.district.code == CENTRE:
            namer.know_the_centre()
        for stretch in stretches:
            name = namer.name(stretch)
            road_id = first_id + len(found)
            shape = ground.lattice.line(*stretch[:4])
            line = shape["coordinates"]
            middle = Point(*line[len(line) // 2])
            aliases = namer.aliases(name)
            found.append(
                Road(
                    road_id, name, aliases, stretch.grade, shape, middle, SOURCE, stretch, district
                )
            )
    return found


class _Namer:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()
        self.pairs = cycle(names.pairs(rng))
        self.known: dict[tuple[str, bool], Iterator[str]] = {}

    def know_the_centre(self) -> None:
        self.known = {
            (MAIN, True): iter(names.MAIN_EASTWARD),
            (MAIN, False): iter(names.MAIN_NORTHWARD),
            (SIDE, True): iter(names.SIDE_EASTWARD),
            (SIDE, False): iter(names.SIDE_NORTHWARD),
        }

    def name(self, stretch: Stretch) -> str:
        known = next(self.known.get((stretch.grade, stretch.eastward), iter(())), None)
        return self._take(known) if known else self._fresh(lambda: self._invented(stretch))

    def aliases(self, name: str) -> list[str]:
        if name.endswith("大街") and len(name) > 3:
            return self._spare(name.removesuffix("大街") + "街")
        if self.rng.random() < 0.2:
            return self._spare(f"{next(self.pairs)}{self.rng.choice(('老街', '旧路', '后街'))}")
        return []

    def _invented(self, stretch: Stretch) -> str:
        stem = next(self.pairs)
        if stretch.grade == LANE:
            return stem + self.rng.choice(("巷", "巷", "一巷", "二巷", "三巷", "胡同"))
        if stretch.eastward:
            grand = "大街" if stretch.grade == MAIN else "街"
            return stem + self.rng.choice(("东街", "西街", grand, "街"))
        return stem + self.rng.choice(("南路", "北路", "路", "路"))

    def _fresh(self, invent: Any) -> str:
        while True:
            name = invent()
            if name not in self.taken:
                return self._take(name)

    def _spare(self, name: str) -> list[str]:
        return [] if name in self.taken else [self._take(name)]

    def _take(self, name: str) -> str:
        self.taken.add(name)
        return name
