"""A linear model in memory and as bytes: from runs of characters and words to codes. Pure."""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from city.triage.features import BUCKETS, Grams

Floats = NDArray[np.float32]
FORM = 1  # of the file


class ModelUnfit(ValueError):
    """Bytes that are no model of this form."""


class Weights(NamedTuple):
    """What was learned.

    `runs`: BUCKETS times codes. `idf`: what a bucket is worth, 0 for one never met. `trust`: what a
    score of the lexicon weighs beside the runs. `sharp` multiplies what comes out, so that it reads
    as a probability.
    """

    codes: tuple[str, ...]
    runs: Floats
    bias: Floats
    idf: Floats
    trust: float
    sharp: float

    def values(self, grams: Grams) -> tuple[NDArray[np.int64], Floats]:
        """The buckets of a text that were met in learning, and their values, of length one."""
        idf = self.idf[grams.buckets]
        met = np.flatnonzero(idf)
        worth = idf[met]
        length = float(np.sqrt(worth @ worth)) or 1.0
        return grams.buckets[met], worth / np.float32(length)

    def shares(self, grams: Grams, words: Mapping[str, float]) -> Floats:
        """How likely each code is (they sum to one); `words`: what the lexicon found for each."""
        buckets, worth = self.values(grams)
        sums = self.bias + worth @ self.runs[buckets]
        places = self.places()
        for code, score in words.items():
            at = places.get(code)
            if at is not None:
                sums[at] += np.float32(score * self.trust)
        return soft(sums * np.float32(self.sharp))

    def places(self) -> dict[str, int]:
        """Where each code stands."""
        return _place_of(self.codes)


_known: dict[int, tuple[tuple[str, ...], dict[str, int]]] = {}


def _place_of(codes: tuple[str, ...]) -> dict[str, int]:
    """Where each code stands; worked out once for each tuple."""
    kept = _known.get(id(codes))
    if kept is None or kept[0] is not codes:
        _known.clear()
        kept = _known[id(codes)] = (codes, {code: at for at, code in enumerate(codes)})
    return kept[1]


def soft(sums: Floats) -> Floats:
    """Sums → shares of one."""
    raised = np.exp(sums - sums.max())
    found: Floats = raised / raised.sum()
    return found


def packed(weights: Weights) -> bytes:
    """The model as a compressed NumPy archive of plain arrays, each weight one byte."""
    scale = np.abs(weights.runs).max(axis=0) / 127
    scale[scale == 0] = 1
    small = np.rint(weights.runs / scale).astype(np.int8)
    out = io.BytesIO()
    np.savez_compressed(
        out,
        form=np.array([FORM]),
        codes=np.array(weights.codes),
        runs=small,
        scale=scale.astype(np.float32),
        bias=weights.bias,
        idf=weights.idf,
        trust=np.array([weights.trust, weights.sharp], dtype=np.float64),
    )
    return out.getvalue()


def unpacked(raw: bytes) -> Weights:
    """The model in `raw`. Nothing in it is run: arrays only. Raises ModelUnfit."""
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as kept:
            codes: Sequence[str] = kept["codes"].tolist()
            runs = kept["runs"].astype(np.float32) * kept["scale"]
            trust, sharp = kept["trust"].tolist()
            if kept["form"][0] != FORM or runs.shape != (BUCKETS, len(codes)):
                raise ModelUnfit("another form")
            return Weights(tuple(codes), runs, kept["bias"], kept["idf"], trust, sharp)
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as wrong:
        raise ModelUnfit(str(wrong)) from wrong
