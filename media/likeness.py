"""Likenesses compared: which pictures are alike, and pieces to find them by. Pure, no pixels."""

from collections.abc import Mapping
from typing import TypeVar

Name = TypeVar("Name")
BANDS, BAND_BITS = 6, 11
ALIKE = 8  # bits; the same shot after resizing and saving again stays below


def distance(one: int, other: int) -> int:
    """How many of the bits differ: 0 the same, up to about 10 alike, about 31 strangers."""
    return (one ^ other).bit_count()


def bands(likeness: int) -> list[int]:
    """A fingerprint in six pieces, each a number of its own by place and bits.

    Two that differ in at most five bits share a piece (pigeonholes), so kin are found by an index
    over pieces; of those that differ in more, many.
    """
    return [
        place << BAND_BITS | (likeness >> (place * BAND_BITS)) & (1 << BAND_BITS) - 1
        for place in range(BANDS)
    ]


def alike(one: int, others: Mapping[Name, int], most: int = ALIKE) -> list[tuple[Name, int]]:
    """Which of the others look like this one: names with their distance, nearest first."""
    near = ((name, distance(one, other)) for name, other in others.items())
    return sorted((pair for pair in near if pair[1] <= most), key=lambda pair: pair[1])
