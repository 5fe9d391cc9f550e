"""Changes that a phone may send again: each carried out once, by the id that the phone gave it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock
from city.db import Base
from city.errors import DeedDiffers

KEPT = timedelta(days=90)
"""A phone that lay in a drawer for longer asks anew."""


class Deed(Base):
    """A change that was carried out, and by whom it was sent."""

    __tablename__ = "deeds"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sender: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(comment="SHA-256 of what was asked, in hex")
    at: Mapped[datetime]


def is_first(session: Session, deed_id: UUID, sender: str, fingerprint: str) -> bool:
    """Write the change down with what it does; False when it was carried out before.

    A twin waits until the first is committed. Raises DeedDiffers for another's id or content.
    """
    row = {"id": deed_id, "sender": sender, "fingerprint": fingerprint, "at": clock.now()}
    fresh = insert(Deed).values(row).on_conflict_do_nothing().returning(Deed.id)
    if session.scalar(fresh) is not None:
        return True
    known = session.execute(select(Deed.sender, Deed.fingerprint).where(Deed.id == deed_id)).one()
    if (known.sender, known.fingerprint) != (sender, fingerprint):
        raise DeedDiffers
    return False


def forget(session: Session, before: datetime) -> int:
    """Forget the changes carried out before then; returns how many."""
    gone = session.execute(delete(Deed).where(Deed.at < before).returning(Deed.id))
    return len(gone.all())
