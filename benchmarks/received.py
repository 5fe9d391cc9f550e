"""Photos that have been received and wait for their job, in the surroundings of a city."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select, update

import city.models  # noqa: F401 - a table knows what it refers to
from benchmarks.photo import like
from city import clock, events
from city.db import new_id, transaction
from city.events import Errand, Event
from city.intake.model import Channel, Photo, PhotoKind, PhotoState, Report
from city.people import SYSTEM
from media import keys
from workers import photos
from workers.tools import tools


def received(body: bytes, count: int) -> list[int]:
    """So many photos, each with bytes of its own; the ids of their events; nothing is owed."""
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


def owe(ids: Sequence[int]) -> None:
    """Let the relay find these events."""
    with transaction() as session:
        session.execute(update(Event).where(Event.id.in_(ids)).values(relayed_at=None))


def by_hand(ids: Sequence[int]) -> None:
    """The photo job for each event, in a transaction of its own as from the queue."""
    for event_id in ids:
        with transaction() as session:
            one = session.scalars(select(Event).where(Event.id == event_id)).one()
            photos.process(session, one)


def left(ids: Sequence[int]) -> int:
    """How many of these are not ready yet."""
    waiting = select(func.count()).where(
        Photo.id.in_(_photos(ids)), Photo.state == PhotoState.RECEIVED
    )
    with transaction() as session:
        return session.scalar(waiting) or 0


def ready_at(ids: Sequence[int]) -> datetime:
    """When the last of these became ready, by its own event."""
    last = select(func.max(Event.at)).where(
        Event.name == "photo.ready", Event.photo_id.in_(_photos(ids))
    )
    with transaction() as session:
        return session.scalars(last).one()


def all_told() -> bool:
    """Whether the relay has seen all events, and triage all photos; nobody else listens here."""
    with transaction() as session:
        fresh = session.scalar(select(Event.id).where(Event.relayed_at.is_(None)).limit(1))
        owed = session.scalar(select(Errand.event_id).where(Errand.queue == "triage").limit(1))
    return fresh is None and owed is None


def _photos(ids: Sequence[int]) -> Select[tuple[UUID | None]]:
    return select(Event.photo_id).where(Event.id.in_(ids))
