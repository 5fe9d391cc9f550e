"""The reports that one batch of an import filed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from city.events import Event
from city.hotline.model import HotlineBatch


def numbers(session: Session, event: Event) -> Sequence[str]:
    """The numbers of the reports that a `hotline.filed` event tells of."""
    batch = session.get_one(HotlineBatch, (UUID(event.data["run"]), event.data["ordinal"]))
    return [row[3] for row in batch.rows if row[2] == "filed"]
