"""What RQ, the relay and the errands add to photo jobs: `python -m benchmarks.queue_share N FILE`.

In the surroundings of a city whose own relay and workers stand still.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rq import Queue, SimpleWorker
from sqlalchemy import select, update

import city.models  # noqa: F401 - the worker knows what its own tables refer to
from benchmarks.photo import jpeg, like, noise
from benchmarks.photos import BYTES, HEIGHT, WIDTH
from city import clock, events
from city.db import new_id, transaction
from city.events import Event
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.people import SYSTEM
from media import keys
from workers import photos
from workers.outbox import relay
from workers.tools import tools

ROUND = 10  # photos a round: the two ways take turns, so that a neighbour burdens both alike


def main(count: int, file: Path) -> None:
    """Write the milliseconds a photo, by round, of both ways."""
    body = jpeg(noise(WIDTH, HEIGHT), BYTES)
    rounds = max(1, count // ROUND)
    size = min(ROUND, count)
    _by_hand(_received(body, 1))  # warms the child
    told: dict[str, list[float]] = {"by_hand": [], "queued": []}
    ways: dict[str, Callable[[list[int]], None]] = {"by_hand": _by_hand, "queued": _queued}
    for _ in range(rounds):
        for name, way in ways.items():
            ids = _received(body, size)
            if name == "queued":
                _owe(ids)
            began = time.perf_counter()
            way(ids)
            taken = time.perf_counter() - began - (_idle() if name == "queued" else 0)
            told[name].append(taken / size * 1000)
    file.write_text(json.dumps(told))


def _received(body: bytes, count: int) -> list[int]:
    """So many photos received, each with bytes of its own; the ids of their events."""
    ids = []
    for photo in like(body, (new_id() for _ in range(count))):
        whole = photo.shared + photo.own
        sha256 = hashlib.sha256(whole).hexdigest()
        tools().store.put(keys.original(sha256), whole, "application/octet-stream")
        with transaction() as session:
            now = clock.now()
            report = Report(
                id=new_id(), number=f"q-{new_id()}", channel=Channel.CITIZEN, device="d" * 64,
                fingerprint="-", words="", place_words="", made_at=now, received_at=now,
            )  # fmt: skip
            session.add(report)
            session.flush()
            row = Photo(
                id=new_id(), report_id=report.id, kind=PhotoKind.BEFORE, sender="d" * 64,
                sha256=sha256, size=len(whole), state=PhotoState.RECEIVED,
            )  # fmt: skip
            session.add(row)
            session.flush()
            event = events.record(session, SYSTEM, "photo.received", photo_id=row.id)
            event.relayed_at = now
            session.flush()
            ids.append(event.id)
    return ids


def _by_hand(ids: list[int]) -> None:
    for event_id in ids:
        with transaction() as session:
            photos.process(
                session, session.scalars(select(Event).where(Event.id == event_id)).one()
            )


def _owe(ids: list[int]) -> None:
    with transaction() as session:
        session.execute(update(Event).where(Event.id.in_(ids)).values(relayed_at=None))


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
