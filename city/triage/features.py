"""A plain text as numbers: which runs of one to three characters it has, by hash. Pure."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 15
LONGEST = 2000  # characters that are read; what it is is said before
_FIRST, _SECOND, _THIRD = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)
_ONE, _FOLD, _SHIFT = np.uint32(1), np.uint32(15), np.uint32(17)


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
    count = len(raw)
    letters = np.zeros(count + 2, dtype=np.uint32)  # no run goes over the end
    letters[:count] = _LETTERS[np.minimum(raw, 0xFFFF)]
    one, is_letter = letters * _FIRST, letters != 0
    run, whole = one[:count], is_letter[:count]
    runs, wholes = [run + _ONE], [whole]
    for size, prime in ((2, _SECOND), (3, _THIRD)):
        end = count + size - 1
        run = (run ^ (run >> _FOLD)) * prime + one[size - 1 : end]
        whole = whole & is_letter[size - 1 : end]
        runs.append(run + np.uint32(size))
        wholes.append(whole)
    kept = np.concatenate(wholes).nonzero()[0]
    hashes = np.concatenate(runs)[kept] * _THIRD >> _SHIFT
    buckets, first = np.unique(hashes.astype(np.int64), return_index=True)
    sizes, starts = np.divmod(kept[first], max(count, 1))
    return Grams(buckets, starts, sizes + 1)
