"""A likeness of a picture in 63 bits (pHash): near pictures differ in few of them."""

from collections.abc import Mapping
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Name = TypeVar("Name")
SIDE, KEPT = 32, 8
BANDS, BAND_BITS = 6, 11
ALIKE = 8  # bits; the same shot after resizing and saving again stays below


def fingerprint(picture: NDArray[np.uint8]) -> int:
    """The perceptual hash of an RGB picture (height x width x 3): below 2**63, so it fits a bigint.

    The 8 x 8 lowest frequencies of the 32 x 32 grey picture, each above or below their median
    (Zauner, Implementation and benchmarking of perceptual image hash functions, 2010), without
    the first, which is the mean brightness and would always be set.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    low = cv2.dct(small.astype(np.float32))[:KEPT, :KEPT].ravel()
    above = low > np.median(low[1:])
    above[0] = False
    return int.from_bytes(np.packbits(above).tobytes(), "big")


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
