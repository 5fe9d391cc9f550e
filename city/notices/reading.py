"""What one was told in the app, and that one has read it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from city import clock
from city.errors import Missing
from city.notices.model import Delivery, DeliveryState, Notice
from city.notices.readers import is_of, reader_of
from city.people import Actor

OPEN = (DeliveryState.WAITING, DeliveryState.SENT)


def told(session: Session, actor: Actor, limit: int = 100) -> list[Notice]:
    """The actor's notices, the newest first."""
    mine = select(Notice).where(is_of(Notice, reader_of(actor)))
    return list(session.scalars(mine.order_by(Notice.id.desc()).limit(limit)))


def unread(session: Session, actor: Actor) -> int:
    """How many of the actor's notices were not read."""
    mine = is_of(Notice, reader_of(actor))
    count = select(func.count()).select_from(Notice).where(mine, Notice.read_at.is_(None))
    return session.scalar(count) or 0


def mark_read(session: Session, notice_id: UUID, actor: Actor) -> datetime:
    """Note that the actor has read it; no carrier need bring it any more. Raises Missing."""
    mine = (Notice.id == notice_id, is_of(Notice, reader_of(actor)))
    notice = session.scalar(select(Notice).where(*mine))
    if notice is None:
        raise Missing(what="notice")
    notice.read_at = notice.read_at or clock.now()
    still = update(Delivery).where(Delivery.notice_id == notice_id, Delivery.state.in_(OPEN))
    session.execute(still.values(state=DeliveryState.DELIVERED))
    return notice.read_at
