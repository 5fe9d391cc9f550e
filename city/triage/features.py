"""A plain text as numbers: which runs of one to three characters it has, by hash. Pure."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 15
LONGEST = 2000  # characters that are read; what it is is said before
_FIRST, _SECOND, _THIRD = 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D
_SHIFT = np.uint32(17)


class Grams(NamedTuple):
    """Buckets, each once, and where in the text the first run of each stands and ends."""

    buckets: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]


def _letters() -> NDArray[np.uint32]:
    """A number for each character: 0 for what is no word, one for all digits."""
    table = np.arange(0x10000, dtype=np.uint32)
    for code in range(0x10000):
        char = chr(code)
        if char.isdigit():
            table[code] = ord("0")
        elif not char.isalpha():
            table[code] = 0
    return table


_LETTERS = _letters()


def grams(text: str) -> Grams:
    """The runs of letters in a plain text; digits are all alike, punctuation is in none."""
    raw = np.frombuffer(text[:LONGEST].encode("utf-32-le", "replace"), dtype=np.uint32)
    letters = _LETTERS[np.minimum(raw, 0xFFFF)]
    one = letters * np.uint32(_FIRST)
    runs, starts, sizes = [], [], []
    for size in (1, 2, 3):
        if len(letters) < size:
            break
        count = len(letters) - size + 1
        run, whole = one[:count].copy(), letters[:count] != 0
        for at, prime in enumerate((_SECOND, _THIRD)[: size - 1], start=1):
            run = (run ^ (run >> np.uint32(15))) * np.uint32(prime) + one[at : at + count]
            whole &= letters[at : at + count] != 0
        kept = np.flatnonzero(whole)
        runs.append((run[kept] + np.uint32(size)) * np.uint32(_THIRD) >> _SHIFT)
        starts.append(kept)
        sizes.append(np.full(len(kept), size))
    if not runs:
        nothing = np.zeros(0, dtype=np.int64)
        return Grams(nothing, nothing, nothing)
    buckets, first = np.unique(np.concatenate(runs).astype(np.int64), return_index=True)
    return Grams(buckets, np.concatenate(starts)[first], np.concatenate(sizes)[first])
