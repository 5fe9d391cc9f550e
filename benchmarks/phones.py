"""Many honest phones at once: each a process with one kept connection and its own token."""

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from random import uniform
from statistics import median
from typing import NamedTuple

from benchmarks import staff, ways
from benchmarks.ways import Errand

WAYS = {**ways.WAYS, **staff.WAYS}
PATIENCE = 60.0  # seconds in which all phones must be ready

_gate: Barrier | None = None


class Done(NamedTuple):
    """What a phone did: seconds of CPU, and the seconds that each accepted report took."""

    cpu: float
    waits: list[float]


class Phones:
    """A number of phones, kept for many rounds."""

    def __init__(self, count: int) -> None:
        self.count = count
        context = get_context("forkserver")
        context.set_forkserver_preload([__name__])
        gate = (context.Barrier(count, timeout=PATIENCE),)
        self._pool = ProcessPoolExecutor(count, context, _stand_at, gate)
        self.waits: list[float] = []
        self.cpu = 0.0

    def __enter__(self) -> "Phones":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def rate(self, errand: Errand) -> float:
        """Reports accepted a second while all phones send at once."""
        done = list(self._pool.map(run, [errand] * self.count))
        self.waits = [wait for one in done for wait in one.waits]
        self.cpu = sum(one.cpu for one in done) / errand.seconds
        return len(self.waits) / errand.seconds

    def said(self) -> str:
        """How the last round went: the middle wait, and what the phones themselves took."""
        shown = f"p50 {median(self.waits) * 1000:.0f} ms" if self.waits else "nothing accepted"
        return f"{shown}, phones {self.cpu:.2f} CPU"


def run(errand: Errand) -> Done:
    """Make reports ready, wait for the common beginning, and send until time is up."""
    way = WAYS[errand.way](errand)
    made = way.make()
    ready = chain(list(islice(made, errand.most)), made)
    if _gate:
        _gate.wait()
    burnt, waits = time.process_time(), []
    ends = time.monotonic() + errand.seconds
    time.sleep(uniform(0, errand.pause))  # who rests does not begin with all the others
    began = time.monotonic()
    while (began < ends or not waits) and (one := next(ready, None)) is not None:  # one at least
        way.send(one)
        ended = time.monotonic()
        waits.append(ended - began)
        if errand.pause:
            time.sleep(errand.pause)
            ended = time.monotonic()
        began = ended
    if len(waits) > 1 and began > ends:
        waits.pop()  # accepted after the end; of a single one the wait is still worth telling
    burnt = time.process_time() - burnt
    way.settle()
    return Done(burnt, waits)


def _stand_at(gate: Barrier) -> None:
    global _gate
    _gate = gate


def spread(waits: Sequence[float], share: float) -> float:
    """The wait (s) that this share of reports did not exceed."""
    return sorted(waits)[min(len(waits) - 1, int(share * len(waits)))]
