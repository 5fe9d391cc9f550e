"""Our own labelled pairs: tellings of problems as people tell them, by families of templates.

A family is one place with two problems that are easily taken for one another. Families are either
for training or for testing, so that nothing is learned by heart. Written for the demo city (and for
streets of cities that we do not have) by us, not collected: real reports vary more.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from math import cos, radians
from typing import NamedTuple

from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import DATA, UNKNOWN, Sort, sort
from city.catalogue import load
from city.db import Point
from city.places.coordinates import distance

MIDDLE = Point(112.55, 37.87)
BEGAN = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
METRES = 111_195.0  # in a degree of latitude


class Telling(NamedTuple):
    """One report of the set; `category`: as it was sent, or empty."""

    id: str
    family: str
    split: str
    channel: str
    category: str
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


def strangers(split: str, within: float = 1500.0) -> list[Pair]:
    """Reports of different families that are of one class and not too far apart: none is one."""
    told = [telling for telling in tellings() if telling.split == split]
    return [
        Pair(one, other, "stranger")
        for at, one in enumerate(told)
        for other in told[at + 1 :]
        if one.family != other.family and _are_near(one.sighting.told, other.sighting.told, within)
    ]


def _are_near(one: Told, other: Told, within: float) -> bool:
    if one.at is None or other.at is None or one.sort.class_code != other.sort.class_code:
        return False
    return distance(one.at, other.at) <= within


@cache
def tellings() -> tuple[Telling, ...]:
    """All reports of the set."""
    return tuple(
        Telling(
            row["id"],
            row["family"],
            row["split"],
            row["channel"],
            row["category"],
            Sighting(_told(row)),
        )
        for row in _rows("tellings.csv")
    )


@cache
def sorts() -> dict[str, Sort]:
    """The catalogue's categories."""
    return {
        row["code"]: sort(row["code"], [row["name"], *row["synonyms"]]) for row in load.categories()
    }


def _told(row: Mapping[str, str]) -> Told:
    at = None
    if row["east"]:
        across = METRES * cos(radians(MIDDLE.lat))
        at = Point(
            MIDDLE.lon + float(row["east"]) / across, MIDDLE.lat + float(row["north"]) / METRES
        )
    likely = tuple(_likely(row["proposed"]))
    best = likely[0][0] if likely else UNKNOWN
    return Told(
        at,
        float(row["doubt"]) if row["doubt"] else None,
        BEGAN + timedelta(hours=float(row["hours"])),
        row["words"],
        sorts().get(row["category"], best),
        senders=frozenset({row["person"]} - {""}),
        likely=likely,
    )


def _likely(proposed: str) -> Iterator[tuple[Sort, float]]:
    """What triage proposed for the words: `component-0102 0.93, component-0101 0.04`."""
    for choice in filter(None, proposed.split(", ")):
        code, share = choice.split(" ")
        yield sorts()[code], float(share)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
