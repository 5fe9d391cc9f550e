"""A likeness of a picture in 63 bits (pHash): near pictures differ in few of them."""

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE, KEPT = 32, 8


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
