"""Reprints: texts that say the same with other headings and tails, by simhash and shingles. Pure.

Charikar's simhash over runs of three characters; what lies near is held against the very runs.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import numpy as np

from city.places.normal import plain

SIZE = 3  # characters of a run
NEAR = 16  # of 64 bits that may differ before the runs are compared
SHARED = 0.6  # of the shorter text's runs that stand in the other one as well
SHORTEST = 12  # runs below which only the same text is a reprint
_NO_WORD = re.compile(r"[\W_]+")


class Print(NamedTuple):
    """A text that is known: its item, its simhash (signed), its words."""

    id: UUID
    simhash: int
    words: str


def runs(words: str) -> frozenset[str]:
    """The runs of letters of a text, punctuation left out."""
    text = _NO_WORD.sub("", plain(words))
    if len(text) <= SIZE:
        return frozenset({text} if text else ())
    return frozenset(text[at : at + SIZE] for at in range(len(text) - SIZE + 1))


def simhash(words: str) -> int:
    """64 bits as a signed number; texts that share most runs differ in few of them."""
    found = runs(words)
    if not found:
        return 0
    digests = b"".join(hashlib.blake2b(one.encode(), digest_size=8).digest() for one in found)
    bits = np.unpackbits(np.frombuffer(digests, dtype=np.uint8).reshape(-1, 8), axis=1)
    made = np.packbits(bits.sum(axis=0) * 2 > len(found)).tobytes()
    return int.from_bytes(made, "big", signed=True)


def distance(one: int, other: int) -> int:
    """In how many bits two hashes differ."""
    return ((one ^ other) & (2**64 - 1)).bit_count()


def original(words: str, known: Iterable[Print]) -> Print | None:
    """The known text that `words` repeat; the nearest, the first of equals."""
    own, mine = simhash(words), runs(words)
    near = [(distance(own, one.simhash), one) for one in known]
    for _, one in sorted((pair for pair in near if pair[0] <= NEAR), key=lambda pair: pair[0]):
        if _repeats(mine, runs(one.words)):
            return one
    return None


def _repeats(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    shorter = min(len(mine), len(theirs))
    if shorter < SHORTEST:
        return mine == theirs
    return len(mine & theirs) >= SHARED * shorter
