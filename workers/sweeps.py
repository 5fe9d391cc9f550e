"""What the clock does: it turns the lamps, and forgets uploads that were never finished."""

from city.cases import turns
from city.db import transaction
from city.intake import photos
from media import uploads
from workers.tools import tools


def sweep_uploads() -> int:
    """Forget expired uploads and delete their parts; returns how many."""
    with transaction() as session:
        gone = photos.sweep(session)
        for photo_id, parts in gone:
            uploads.discard(tools().store, photo_id, parts)
    return len(gone)


def turn_lamps() -> int:
    """Tell of every clock that has turned yellow or red by now; returns how many."""
    turned = 0
    while True:
        with transaction() as session:
            some = turns.turn(session, tools().settings.zone)
        turned += some
        if some < turns.BATCH:
            return turned
