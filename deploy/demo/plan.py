"""The shape of the demo city: where its districts lie, and how much of everything each has."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SOURCE = "synthetic 演示数据"


class Rect(NamedTuple):
    """A rectangle of lattice lines: west, south, east, north."""

    west: int
    south: int
    east: int
    north: int

    @property
    def width(self) -> int:
        """Lattice units from west to east."""
        return self.east - self.west

    @property
    def height(self) -> int:
        """Lattice units from south to north."""
        return self.north - self.south

    @property
    def units(self) -> int:
        """How many lattice units it holds."""
        return self.width * self.height


class Quota(NamedTuple):
    """How much of everything there is, in a district or in the whole city."""

    cells: int
    beats: int
    roads: int
    places: int
    components: int
    staff: int


class District(NamedTuple):
    """A district and what it shall hold."""

    code: str
    rect: Rect
    quota: Quota


class Division(NamedTuple):
    """A row of divisions.csv; `level` is district, street or community."""

    level: str
    code: str
    name: str
    parent_code: str


CENTRE = "140106"
SMALL = Quota(cells=1000, beats=24, roads=300, places=2000, components=20_000, staff=96)
TAIYUAN = Quota(
    cells=31_251, beats=253, roads=2901, places=58_113, components=2_382_623, staff=3378
)
CASES = 2000

_RECTS = {
    CENTRE: Rect(0, 0, 72, 76),
    "140105": Rect(0, -180, 130, 0),
    "140107": Rect(0, 76, 110, 226),
    "140108": Rect(-150, 150, 0, 330),
    "140109": Rect(-150, 20, 0, 150),
    "140110": Rect(-150, -150, 0, 20),
    "140121": Rect(-150, -330, 0, -150),
    "140122": Rect(0, 226, 130, 400),
    "140123": Rect(-500, 20, -330, 170),
    "140171": Rect(0, -330, 130, -180),
    "140181": Rect(-330, 20, -150, 170),
}


def divisions() -> list[Division]:
    """The real districts, subdistricts and communities of Taiyuan, with their codes."""
    with (HERE / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Division(row["level"], row["code"], row["name"], row["parent_code"])
            for row in csv.DictReader(lines)
        ]


def small() -> list[District]:
    """One district in full."""
    return [District(CENTRE, _RECTS[CENTRE], SMALL)]


def full() -> list[District]:
    """All districts, adding up to Taiyuan's published numbers; the centre is denser."""
    codes = [code for code in _RECTS if code != CENTRE]
    sizes = [_RECTS[code].units for code in codes]
    streets = [
        sum(row.level == "street" and row.parent_code == code for row in divisions())
        for code in codes
    ]
    centre = SMALL._replace(components=120_000, staff=300)
    rest = Quota(*(total - own for total, own in zip(TAIYUAN, centre, strict=True)))
    shares = {
        name: share(amount, streets if name == "beats" else sizes)
        for name, amount in rest._asdict().items()
    }
    others = [
        District(code, _RECTS[code], Quota(*(shares[name][at] for name in Quota._fields)))
        for at, code in enumerate(codes)
    ]
    return [District(CENTRE, _RECTS[CENTRE], centre), *others]


def share(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, as near to the weights as can be, each at least one.

    Raises ValueError when there are more weights than there is to share.
    """
    left = total - len(weights)
    if left < 0:
        raise ValueError(f"cannot share {total} among {len(weights)}")
    scale = left / sum(weights)
    exact = [weight * scale for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in by_rest[: left - sum(parts)]:
        parts[at] += 1
    return [part + 1 for part in parts]
