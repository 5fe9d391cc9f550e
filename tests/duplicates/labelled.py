"""Our own labelled pairs: tellings of problems as people tell them, by families of templates.

A family is one place with two problems that are easily taken for one another. Families are either
for training or for testing, so that nothing is learned by heart. Written for the demo city by us,
not collected: real reports vary more.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import NamedTuple

from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import UNKNOWN, Sort, sort
from city.db import Point

HERE = Path(__file__).parent
CATEGORIES = HERE.parent.parent / "city" / "catalogue" / "data" / "categories.csv"
MIDDLE = Point(112.55, 37.87)
BEGAN = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)


class Telling(NamedTuple):
    """One report of the set."""

    id: str
    family: str
    split: str
    channel: str
    sighting: Sighting


class Pair(NamedTuple):
    """Two reports, and the label: same, different, or in which way it is hard to tell."""

    one: Telling
    other: Telling
    label: str

    @property
    def is_same(self) -> bool:
        """Whether both tell of one problem."""
        return self.label == "same"

    @property
    def channels(self) -> str:
        """The pair of channels, in the order of the alphabet."""
        return "–".join(sorted((self.one.channel, self.other.channel)))


def pairs(split: str | None = None) -> list[Pair]:
    """The labelled pairs of "train" or "test", or all."""
    told = {telling.id: telling for telling in tellings()}
    found = (Pair(told[row["one"]], told[row["other"]], row["label"]) for row in _rows("pairs.csv"))
    return [pair for pair in found if split in (None, pair.one.split)]


@cache
def tellings() -> tuple[Telling, ...]:
    """All reports of the set."""
    return tuple(_tellings())


@cache
def sorts() -> dict[str, Sort]:
    """The catalogue's categories."""
    with CATEGORIES.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: sort(row["code"], [row["name"], *row["synonyms"].split("|")])
            for row in csv.DictReader(lines)
        }


def _tellings() -> Iterator[Telling]:
    wide = 111_195.0
    for row in _rows("tellings.csv"):
        at = None
        if row["east"]:
            east, north = float(row["east"]), float(row["north"])
            across = wide * cos(radians(MIDDLE.lat))
            at = Point(MIDDLE.lon + east / across, MIDDLE.lat + north / wide)
        told = Told(
            at,
            float(row["doubt"]) if row["doubt"] else None,
            BEGAN + timedelta(hours=float(row["hours"])),
            row["words"],
            sorts().get(row["category"], UNKNOWN),
            senders=frozenset({row["person"]} - {""}),
        )
        yield Telling(row["id"], row["family"], row["split"], row["channel"], Sighting(told))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
