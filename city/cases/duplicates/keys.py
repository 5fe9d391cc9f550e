"""What a case is found by where there is no position: hashes of its marks and rare words. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from city.cases.duplicates import marks
from city.cases.duplicates.marks import Mark
from city.cases.duplicates.sighting import Spot
from city.cases.duplicates.wording import TELLING, Wording
from city.places.normal import plain

WORDS = 8  # pairs of characters that are kept as keys
MOST = 24


def keys(words: str, spot: Spot | None = None, alone: str = "") -> list[int]:
    """Signed numbers of 32 bits; the first is shared by the very same words.

    `words`: of the place and of the problem; `alone`: of the problem, where it is a case's keys.

    They depend on nothing that may change while the case stands, such as its category.
    """
    read = marks.read(words)
    told = [f"= {plain(alone or words)}", *_marks(read), *_spot(spot), *_words(words, read)]
    found = dict.fromkeys(_hash(each) for each in told if len(each) > 3)
    return list(found)[:MOST]


def joined(place_words: str, words: str) -> str:
    """A report's two texts as one, as likeness reads them."""
    return "。".join(filter(None, (place_words, words)))


def spotted(told: Mapping[str, Any] | None) -> Spot | None:
    """What the words name in the gazetteer, from the evidence of a placement."""
    return Spot(told["kind"], frozenset(told["names"])) if told else None


def _marks(read: tuple[Mark, ...]) -> Iterator[str]:
    for mark in read:
        if mark.kind in marks.RARE:
            yield " ".join((mark.kind, *mark.key))


def _spot(spot: Spot | None) -> Iterator[str]:
    if spot:
        for name in sorted(spot.names):
            yield f"name {name}"


def _words(words: str, read: tuple[Mark, ...]) -> Iterator[str]:
    """A few telling pairs, chosen alike in any text: those with the smallest hashes."""
    weights = Wording.of(words, frozenset(), read).weights
    telling = [pair for pair, weight in weights.items() if weight >= TELLING]
    yield from (f"words {pair}" for pair in sorted(telling, key=_hash)[:WORDS])


def _hash(text: str) -> int:
    return crc32(text.encode()) - 2**31
