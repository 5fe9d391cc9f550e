"""From labelled texts to a model; asked for by a command, never by a web page."""

from collections.abc import Iterable, Sequence
from random import Random

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from city.places.normal import plain
from city.triage import aside
from city.triage.corpus import Example
from city.triage.features import BUCKETS, Grams, grams
from city.triage.lexicon import Lexicon, scores
from city.triage.linear import Floats, Weights, soft

CLOSE = 0.5  # sklearn's C: how closely the model may follow its texts
COPIES = 3  # of a text, each with other clauses left out
ABSENT = -2.0  # of a code that no text is about
TRUST = (0.05, 0.1)
"""Not more: `tune` is of the hands that wrote the lexicon, and would trust it with 0.3. On texts of
other hands every step up from 0.1 is right less often (docs/triage.md)."""
SHARP = (2.0, 3.0, 4.0, 5.0, 6.5, 8.0, 10.0, 12.5, 15.0)


def learn(examples: Iterable[Example], lexicon: Lexicon, codes: Sequence[str]) -> Weights:
    """A model for `codes` from the examples whose part is `train` or `tune`.

    How far the lexicon is trusted beside it, and how sharp its shares are, is tried on `tune` by a
    model that has not seen it; a second one learns from both.
    """
    known = [one for one in examples if one.code in set(codes)]
    train = [one for one in known if one.part == "train"]
    tried = [one for one in known if one.part == "tune"]
    first = _fitted(train, codes)
    if not tried:
        return first
    trust, sharp = _tried(first, tried, lexicon)
    return _fitted(train + tried, codes)._replace(trust=trust, sharp=sharp)


def read(text: str) -> Grams:
    """The runs of a plain text's first matter, as models read it."""
    return grams(aside.matter(text))


def _fitted(examples: Sequence[Example], codes: Sequence[str]) -> Weights:
    rng = Random(7)
    blank = _blank(examples, codes)
    copies = [copy for one in examples for copy in _copies(one, rng)]
    solver = LinearSVC(C=CLOSE, max_iter=300, tol=1e-3, random_state=7)
    solver.fit(_matrix(copies, blank), [one.code for one in copies])
    runs = np.zeros((BUCKETS, len(codes)), np.float32)
    bias = np.full(len(codes), ABSENT, np.float32)
    places = [codes.index(code) for code in solver.classes_]
    runs[:, places] = solver.coef_.T
    bias[places] = solver.intercept_
    return blank._replace(runs=runs, bias=bias)


def _tried(weights: Weights, examples: Sequence[Example], lexicon: Lexicon) -> tuple[float, float]:
    """The trust and the sharpness by which the right codes come out likeliest."""
    places = {code: at for at, code in enumerate(weights.codes)}
    right = np.array([places[one.code] for one in examples])
    sums, found = [], np.zeros((len(examples), len(places)), np.float32)
    for row, one in enumerate(examples):
        text = plain(one.words)
        buckets, worth = weights.values(read(text))
        sums.append(weights.bias + worth @ weights.runs[buckets])
        for code, score in scores(lexicon.hits(text)).items():
            if code in places:
                found[row, places[code]] = score

    def loss(told: tuple[float, float]) -> float:
        shares = [soft(row) for row in (np.stack(sums) + told[0] * found) * np.float32(told[1])]
        return float(-np.log(np.stack(shares)[np.arange(len(right)), right] + 1e-9).mean())

    return min(((trust, sharp) for trust in TRUST for sharp in SHARP), key=loss)


def _blank(examples: Sequence[Example], codes: Sequence[str]) -> Weights:
    """Nothing learned yet but what a bucket is worth: the rarer the more; 0: never met."""
    counts = np.zeros(BUCKETS, np.float32)
    for one in examples:
        counts[read(plain(one.words)).buckets] += 1
    worth = np.log((1 + len(examples)) / (1 + counts)) + 1
    worth[counts == 0] = 0
    nothing = np.zeros((0, 0), np.float32)
    return Weights(tuple(codes), nothing, nothing, worth.astype(np.float32), 1.0, 1.0)


def _copies(example: Example, rng: Random) -> list[Example]:
    """The text, and others with clauses left out or in another order."""
    words = example.words
    for end in "。；;！!：:":
        words = words.replace(end, "，")
    clauses = [one for one in words.split("，") if one]
    if len(clauses) < 2:
        return [example]
    others = (rng.sample(clauses, rng.randrange(1, len(clauses) + 1)) for _ in range(COPIES - 1))
    return [example, *(example._replace(words="，".join(kept)) for kept in others)]


def _matrix(examples: Sequence[Example], weights: Weights) -> csr_matrix:
    rows: list[tuple[np.ndarray, Floats]] = [
        weights.values(read(plain(one.words))) for one in examples
    ]
    starts = np.concatenate([[0], np.cumsum([len(buckets) for buckets, _ in rows])])
    buckets = np.concatenate([buckets for buckets, _ in rows])
    worth = np.concatenate([worth for _, worth in rows])
    return csr_matrix((worth, buckets, starts), shape=(len(examples), BUCKETS), dtype=np.float32)
