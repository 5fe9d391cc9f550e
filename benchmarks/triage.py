"""Triage, measured: how fast, how often right, beside character TF-IDF with a linear SVM."""

import importlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from random import Random
from typing import Any

from benchmarks.bench import Bench
from benchmarks.rounds import interleaved
from benchmarks.row import Row
from city.triage import corpus
from city.triage.corpus import Example
from city.triage.judging import Judgement, judge
from city.triage.propose import ELSEWHERE, propose
from tests.triage import town
from tests.triage.slips import slipped

PEER = "character TF-IDF + linear SVM (scikit-learn)"


def classify(bench: Bench) -> Iterator[Row]:
    """Whole proposals a second on one core: categories, reasons, condition, urgency, mood."""
    texts = [one.words for one in town.part("test")][: bench.calls]
    known = town.known()
    measures: dict[str, Callable[[], float]] = {
        "ours": partial(_rate, texts, partial(propose, known))
    }
    peer = _peer(bench.rounds < 2)
    if peer:
        measures["peer"] = partial(_rate, texts, lambda words: peer.predict([words]))
    found = interleaved(bench.rounds, measures)
    length = sum(map(len, texts)) // len(texts)
    yield Row(
        "triage.classify", found["ours"], "1/s", PEER, found.get("peer"), rounds=bench.rounds,
        note=f"per core, texts of {length} characters, one by one; the peer gives a category alone",
    )  # fmt: skip


def right(bench: Bench) -> Iterator[Row]:
    """On the held-out families: macro-F1, not for us but taken, urgent but missed."""
    tried = town.part("test")
    found = _judged()
    peer = _peer(bench.rounds < 2)
    note = f"{len(tried)} texts of families that were not learned; goal "
    peer_f1 = _macro(peer, tried) if peer else None
    yield Row("triage.f1", found.f1, "share", PEER, peer_f1, note=note + "≥ 0.85")
    yield Row(
        "triage.in_three", found.in_three, "share", note="the right one among the first three"
    )
    yield Row("triage.not_ours", found.not_ours, "share", note=note + "≤ 0.05: taken wrongly")
    rng = Random(7)
    slips = judge(town.known(), [slipped(one, rng) for one in tried])
    clumsy = _macro(peer, [slipped(one, rng) for one in tried]) if peer else None
    yield Row("triage.f1_slips", slips.f1, "share", PEER, clumsy,
              note="the same, one character in a dozen written as it sounds or looks")  # fmt: skip
    yield Row("triage.turned_away", found.turned_away, "share", note="ours, but sent elsewhere")
    yield Row("triage.urgent_missed", found.missed, "share", note=note + "≤ 0.01")
    yield Row(
        "triage.alarms", found.alarms, "share", note="not urgent by label, alarmed all the same"
    )


def longest(bench: Bench) -> Iterator[Row]:
    """The slowest of texts of 10,000 characters."""
    known, took = town.known(), []
    propose(known, "热身")
    for piece in (
        "市",
        "井盖丢了，路灯不亮。",
        "1",
        "a ",
        *(one.words for one in town.part("test")[:8]),
    ):
        words = (piece * 10_000)[:10_000]
        began = time.process_time()
        propose(known, words)
        took.append((time.process_time() - began) * 1000)
    yield Row("triage.longest", max(took), "ms", note="CPU, 10,000 characters; goal < 50 ms")


@cache
def _judged() -> Judgement:
    return judge(town.known(), town.part("test"))


@cache
def _peer(is_quick: bool) -> Any:
    """The peer, learned from the same texts (of a few when quick); None without scikit-learn."""
    try:
        text = importlib.import_module("sklearn.feature_extraction.text")
        svm = importlib.import_module("sklearn.svm")
        pipeline = importlib.import_module("sklearn.pipeline")
    except ImportError as error:
        print(f"scikit-learn: {error}", file=sys.stderr)
        return None
    learned = [one for one in town.shipped_texts() if one.part in corpus.LEARNED][
        :: 12 if is_quick else 1
    ]
    made = pipeline.make_pipeline(
        text.TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True),
        svm.LinearSVC(),
    )
    return made.fit([one.words for one in learned], [one.code for one in learned])


def _macro(peer: Any, tried: Sequence[Example]) -> float:
    told = peer.predict([one.words for one in tried])
    shares = []
    for code in sorted({one.code for one in tried if not one.code.startswith(ELSEWHERE)}):
        was = [one.code == code for one in tried]
        said = [one == code for one in told]
        both = sum(a and b for a, b in zip(was, said, strict=True))
        shares.append(2 * both / (sum(was) + sum(said)))
    return sum(shares) / len(shares)


def _rate(texts: Sequence[str], do: Callable[[str], Any]) -> float:
    began = time.process_time()
    for words in texts:
        do(words)
    return len(texts) / (time.process_time() - began)
