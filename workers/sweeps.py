"""What the clock does: it turns the lamps, and lets go of what nobody finished or needs."""

from collections import Counter
from datetime import timedelta

from city import clock, deeds, logs
from city.cases import resuming, retention, turns
from city.db import transaction
from city.intake import clients, keeping, photos
from city.people import SYSTEM
from media import rooms, uploads
from workers.tools import tools

BATCH = 500

log = logs.logger("sweeps")


def sweep_uploads() -> int:
    """Forget expired uploads and delete their parts; returns how many."""
    with transaction() as session:
        gone = photos.sweep(session)
        for photo_id, parts in gone:
            uploads.discard(tools().store, photo_id, parts)
    return len(gone)


def sweep_objects() -> Counter[str]:
    """Let go of objects that have belonged to nothing for a day; returns how many, by room.

    Originals are kept apart for some days more, as refused bytes are; then those go for good.
    """
    store, gone = tools().store, Counter[str]()
    before = clock.now() - rooms.DAY
    for room, needed in keeping.ROOMS.items():
        with transaction() as session:
            for entry in rooms.loose(rooms.walk(store, room, needed(session)), before):
                gone[room] += rooms.put_apart(store, entry.key, _needed)
    old = clock.now() - timedelta(days=tools().settings.kept_apart_days)
    for entry in rooms.expired(store, old):
        store.delete(entry.key)
        gone["apart"] += 1
    log.info("swept", **gone)
    return gone


def sweep_nonces() -> int:
    """Forget signed requests that would be too late anyway; returns how many."""
    with transaction() as session:
        return clients.forget_nonces(session)


def sweep_deeds() -> int:
    """Forget the changes that no phone will send again; returns how many."""
    with transaction() as session:
        return deeds.forget(session, clock.now() - deeds.KEPT)


def let_go() -> int:
    """Remove the photos whose time is over, so many at a time; returns how many."""
    with transaction() as session:
        over = retention.due(session, tools().settings.keep_days, BATCH)
        for one in over:
            retention.remove(session, one.photo_id, SYSTEM)
    return len(over)


def turn_lamps() -> int:
    """Tell of every clock that has turned yellow or red by now; returns how many."""
    turned = 0
    while True:
        with transaction() as session:
            some = turns.turn(session, tools().settings.zone)
        turned += some
        if some < turns.BATCH:
            return turned


def resume_due() -> int:
    """Let what was suspended or deferred until now go on; returns how many."""
    resumed = 0
    while True:
        with transaction() as session:
            some = resuming.resume_due(session, tools().settings.zone)
        resumed += some
        if some < resuming.BATCH:
            return resumed


def _needed(key: str) -> bool:
    """Asked in a transaction of its own: what was written since the walk began counts."""
    with transaction() as session:
        return keeping.needs(session, rooms.name_of(key))
