"""What the clock does: uploads that were never finished are forgotten, their parts deleted."""

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
