"""A plain text as numbers: which runs of one to three characters it has, by hash. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 15
LONGEST = 2000  # characters that are read; what it is is said before
_END = "\0\0"  # of a text: no letters, so that no run goes from one into the next
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
    hashes, places, sizes = _runs(text[:LONGEST] + _END)
    buckets, first = np.unique(hashes, return_index=True)
    return Grams(buckets, places[first], sizes[first])


def many(texts: Sequence[str]) -> list[Grams]:
    """The same of many texts, for a third of the time: they are read as one."""
    if not texts:
        return []
    read = [text[:LONGEST] + _END for text in texts]
    hashes, places, sizes = _runs("".join(read))
    ends = np.cumsum([len(one) for one in read])
    begins = np.concatenate(([0], ends))
    owners = np.searchsorted(ends, places, side="right")
    keys, first = np.unique(owners * BUCKETS + hashes, return_index=True)
    cuts = np.searchsorted(keys, np.arange(1, len(texts)) * BUCKETS)
    told = keys % BUCKETS, (places - begins[owners])[first], sizes[first]
    return [Grams(*one) for one in zip(*(np.split(part, cuts) for part in told), strict=True)]


def _runs(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The bucket of each run of one to three letters, where it begins, and how long it is."""
    raw = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    letters = _LETTERS[np.minimum(raw, 0xFFFF)]
    count = len(letters) - len(_END)
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
    buckets = (np.concatenate(runs)[kept] * _THIRD >> _SHIFT).astype(np.int64)
    sizes, places = np.divmod(kept, max(count, 1))
    return buckets, places, sizes + 1
