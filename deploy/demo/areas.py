"""The demo city's areas: districts cut into subdistricts, beats, communities and cells."""

import math
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from city.places.model import AreaKind
from deploy.demo.lattice import Lattice
from deploy.demo.plan import District, Division, Rect, share


class AreaRow(NamedTuple):
    """A row of `areas`."""

    id: int
    kind: str
    code: str
    name: str
    parent_id: int | None
    beat_id: int | None
    shape: dict[str, Any]


class Above(NamedTuple):
    """The ids of the areas above a cell, and what people call them together."""

    cell: int
    community: int
    beat: int
    subdistrict: int
    district: int
    words: str


class Ground(NamedTuple):
    """A district divided: its rows, its lattice, and which of its `cells` lies where."""

    district: District
    lattice: Lattice
    rows: list[AreaRow]
    cells: list[Above]
    cell_at: NDArray[np.int32]
    beats: list[tuple[int, Rect]]

    def cell(self, east: float, north: float) -> Above:
        """The cell at plan coordinates inside the district."""
        west, south, *_ = self.district.rect
        return self.cells[int(self.cell_at[int(east) - west, int(north) - south])]


def cut(rect: Rect, weights: Sequence[float]) -> list[Rect]:
    """Cut a rectangle into as many as there are weights, along lattice lines, in their order.

    Every piece holds at least one unit. Raises ValueError where the rectangle is too small.
    """
    if len(weights) == 1:
        return [rect]
    half, total, first = 0.0, sum(weights), 0
    while first < len(weights) - 1 and (first == 0 or half + weights[first] <= total / 2):
        half += weights[first]
        first += 1
    wide = rect.width * 1.1 >= rect.height  # rather west from east than south from north
    length, breadth = (rect.width, rect.height) if wide else (rect.height, rect.width)
    least = math.ceil(first / breadth)
    most = length - math.ceil((len(weights) - first) / breadth)
    if least > most:
        raise ValueError(f"{rect} is too small for {len(weights)} pieces")
    at = min(max(round(length * half / total), least), most)
    if wide:
        one, two = rect._replace(east=rect.west + at), rect._replace(west=rect.west + at)
    else:
        one, two = rect._replace(north=rect.south + at), rect._replace(south=rect.south + at)
    return cut(one, weights[:first]) + cut(two, weights[first:])


def divide(district: District, known: Sequence[Division], first_id: int, seed: int) -> Ground:
    """Divide a district. Ids count up from `first_id`, parents before children."""
    return _Divider(district, known, first_id, seed).divide()


class _Divider:
    def __init__(
        self, district: District, known: Sequence[Division], first_id: int, seed: int
    ) -> None:
        self.district, self.known, self.next_id = district, known, first_id
        self.rng = Random(f"{seed}:areas:{district.code}")
        self.lattice = Lattice(district.rect)
        self.rows: list[AreaRow] = []
        self.cells: list[Above] = []
        self.beats: list[tuple[int, Rect]] = []
        self.cell_at = np.zeros((district.rect.width, district.rect.height), dtype=np.int32)

    def divide(self) -> Ground:
        [self.name] = [row.name for row in self.known if row.code == self.district.code]
        self.id = self._add(AreaKind.DISTRICT, self.district.code, self.name, self.district.rect)
        streets = self._below(self.district.code)
        sizes = [len(self._below(street.code)) for street in streets]
        beats = share(self.district.quota.beats, sizes)
        rects = cut(self.district.rect, sizes)
        cells = share(self.district.quota.cells, [rect.units for rect in rects])
        for street, rect, *counts in zip(streets, rects, beats, cells, strict=True):
            self._subdistrict(street, rect, *counts)
        return Ground(self.district, self.lattice, self.rows, self.cells, self.cell_at, self.beats)

    def _below(self, code: str) -> list[Division]:
        return [row for row in self.known if row.parent_code == code]

    def _add(
        self,
        kind: AreaKind,
        code: str,
        name: str,
        rect: Rect,
        parent: int | None = None,
        beat: int | None = None,
    ) -> int:
        area = AreaRow(self.next_id, kind, code, name, parent, beat, self.lattice.polygon(rect))
        self.rows.append(area)
        self.next_id += 1
        return area.id

    def _subdistrict(self, street: Division, rect: Rect, beats: int, cells: int) -> None:
        own = self._add(AreaKind.SUBDISTRICT, street.code, street.name, rect, self.id)
        communities = self._below(street.code)
        groups = list(_groups(communities, min(beats, len(communities))))
        rects = cut(rect, [len(group) for group in groups])
        counts = share(cells - len(communities) + len(groups), [piece.units for piece in rects])
        for number, (group, piece, count) in enumerate(zip(groups, rects, counts, strict=True), 1):
            code = f"{self.district.code}{len(self.beats) + 1:04d}"
            name = f"{street.name}第{number}责任网格"
            beat = self._add(AreaKind.BEAT, code, name, piece, own)
            self.beats.append((beat, piece))
            self._beat(street, group, piece, count + len(group) - 1, own, beat)

    def _beat(
        self,
        street: Division,
        group: Sequence[Division],
        rect: Rect,
        cells: int,
        subdistrict: int,
        beat: int,
    ) -> None:
        rects = cut(rect, [self.rng.uniform(0.75, 1.3) for _ in group])
        counts = share(cells, [piece.units for piece in rects])
        for community, piece, count in zip(group, rects, counts, strict=True):
            name = called(community.name)
            own = self._add(AreaKind.COMMUNITY, community.code, name, piece, subdistrict)
            words = f"{self.name}{street.name}{name}"
            pieces = cut(piece, [self.rng.uniform(0.7, 1.4) for _ in range(count)])
            for number, cell in enumerate(pieces, 1):
                title = f"{name}{number:03d}单元网格"
                code = f"{community.code}{number:03d}"
                found = self._add(AreaKind.CELL, code, title, cell, own, beat)
                west, south = self.district.rect[:2]
                self.cell_at[
                    cell.west - west : cell.east - west, cell.south - south : cell.north - south
                ] = len(self.cells)
                self.cells.append(Above(found, own, beat, subdistrict, self.id, words))


def called(name: str) -> str:
    """A community as people say it: 察院后社区居委会 → 察院后社区, 王村村委会 → 王村."""
    if name.endswith("村民委员会"):
        return name.removesuffix("民委员会")
    return name.removesuffix("居民委员会").removesuffix("居委会").removesuffix("委会")


def _groups(items: Sequence[Division], count: int) -> Iterator[Sequence[Division]]:
    start = 0
    for size in share(len(items), [1.0] * count):
        yield items[start : start + size]
        start += size
