"""What RQ, the relay and the errands add to photo jobs: `python -m benchmarks.queue_share N FILE`.

In the surroundings of a city whose own relay and workers stand still.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rq import Queue, SimpleWorker

from benchmarks.photo import jpeg, noise
from benchmarks.photos import BYTES, HEIGHT, WIDTH
from benchmarks.received import by_hand, owe, received
from workers.outbox import relay
from workers.tools import tools

ROUND = 10  # photos a round: the two ways take turns, so that a neighbour burdens both alike


def main(count: int, file: Path) -> None:
    """Write the milliseconds of a photo, by round, of both ways."""
    body = jpeg(noise(WIDTH, HEIGHT), BYTES)
    size = min(ROUND, count)
    by_hand(received(body, 1))  # warms the child
    told: dict[str, list[float]] = {"by_hand": [], "queued": []}
    ways: dict[str, Callable[[list[int]], None]] = {"by_hand": by_hand, "queued": _queued}
    for _ in range(max(1, count // ROUND)):
        for name, way in ways.items():
            ids = received(body, size)
            if name == "queued":
                owe(ids)
            began = time.perf_counter()
            way(ids)
            taken = time.perf_counter() - began - (_idle() if name == "queued" else 0)
            told[name].append(taken / size * 1000)
    file.write_text(json.dumps(told))


def _queued(_ids: list[int]) -> None:
    relay(tools().queue)
    _work()


def _idle() -> float:
    """Seconds that a worker takes to begin and to end, which are not a photo's."""
    began = time.perf_counter()
    _work()
    return time.perf_counter() - began


def _work() -> None:
    connection = tools().queue
    SimpleWorker([Queue("photos", connection=connection)], connection=connection).work(
        burst=True, logging_level="ERROR"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
