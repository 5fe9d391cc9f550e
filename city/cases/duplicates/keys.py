"""What a sighting is found by where there is no position: hashes of its marks and rare words."""

from collections.abc import Iterator
from zlib import crc32

from city.cases.duplicates import marks
from city.cases.duplicates.sighting import Sighting
from city.cases.duplicates.wording import TELLING
from city.places.normal import plain

WORDS = 8  # pairs of characters that are kept as keys
MOST = 24


def keys(one: Sighting) -> list[int]:
    """Signed numbers of 32 bits; the very same words always share the first."""
    told = [f"= {plain(one.told.words)}", *_marks(one), *_spot(one), *_words(one)]
    found = dict.fromkeys(_hash(each) for each in told if len(each) > 3)
    return list(found)[:MOST]


def copy_key(words: str) -> int:
    """The key of texts that are the same, sign by sign."""
    return _hash(f"= {plain(words)}")


def _marks(one: Sighting) -> Iterator[str]:
    for mark in one.marks:
        if mark.kind in marks.RARE:
            yield " ".join((mark.kind, *mark.key))


def _spot(one: Sighting) -> Iterator[str]:
    if one.told.spot:
        for name in sorted(one.told.spot.names):
            yield f"name {name}"


def _words(one: Sighting) -> Iterator[str]:
    """A few telling pairs, chosen alike in any text: those with the smallest hashes."""
    telling = [pair for pair, weight in one.wording.weights.items() if weight >= TELLING]
    yield from (f"words {pair}" for pair in sorted(telling, key=_hash)[:WORDS])


def _hash(text: str) -> int:
    return crc32(text.encode()) - 2**31
