"""One problem as one report tells it: all that likeness asks, and nothing about the teller."""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from city.cases.duplicates import lexicon, marks
from city.cases.duplicates.lexicon import Named
from city.cases.duplicates.marks import Mark
from city.cases.duplicates.tables import UNKNOWN, Sort
from city.cases.duplicates.wording import Wording
from city.db import Point

CHOSEN = 0.6


class Spot(NamedTuple):
    """What the words name in the gazetteer: crossing, number, road or a landmark's kind."""

    kind: str
    names: frozenset[str]


class Told(NamedTuple):
    """The fields of a sighting. `doubt` in metres; `photos` perceptual hashes of 64 bits.

    `likely`: the categories that triage reads in the words, and how likely each is.
    """

    at: Point | None
    doubt: float | None
    received_at: datetime
    words: str = ""
    sort: Sort = UNKNOWN
    spot: Spot | None = None
    senders: frozenset[str] = frozenset()
    photos: frozenset[int] = frozenset()
    likely: tuple[tuple[Sort, float], ...] = ()

    @property
    def may_be(self) -> tuple[tuple[Sort, float], ...]:
        """The category that it has, and those that triage reads in the words, each with a share.

        What somebody chose is right more often than not (待核对); alone it is all there is.
        """
        if self.sort == UNKNOWN:
            return self.likely
        rest = 1 - CHOSEN if self.likely else 0.0
        told = {sort: share * rest for sort, share in self.likely}
        told[self.sort] = told.get(self.sort, 0.0) + 1 - rest
        return tuple(sorted(told.items(), key=lambda each: (-each[1], each[0].code)))


class Sighting:
    """What was told, and what is read from it; each thing read once, and only when asked for."""

    def __init__(self, told: Told) -> None:
        self.told = told

    @cached_property
    def may_be(self) -> tuple[tuple[Sort, float], ...]:
        """What it may be, the likeliest first."""
        return self.told.may_be

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks in the words: house numbers, buildings, sides, plates …"""
        return marks.read(self.told.words)

    @cached_property
    def wording(self) -> Wording:
        """The words, weighed."""
        return Wording.of(self.told.words, self.told.sort.called, self.marks)

    @cached_property
    def states(self) -> tuple[Named, ...]:
        """What is wrong, as the words say: 丢失, 松动, 满溢 …"""
        return lexicon.named("states", self.told.words)

    @cached_property
    def things(self) -> tuple[Named, ...]:
        """The things that the words name: 井盖, 座椅, 面包车 …"""
        return lexicon.named("things", self.told.words)
