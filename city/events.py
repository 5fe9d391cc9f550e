"""The audit trail, which is also the timeline and the outbox: what happened, and the errands owed.

An event is written in the transaction of the change that it tells of. The relay turns it into
errands, one for each job it calls for; an errand's row is deleted in the transaction of the work it
asks for. So what is in `errands` is exactly what is still owed, whatever becomes of the queue.
"""

from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from city import clock
from city.db import Base
from city.people import Actor

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


class Event(Base):
    """One thing that happened. Never changed, but for the mark that it was relayed.

    No foreign keys: the trail outlives what it tells of, and is partitioned by month at scale.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_unrelayed", "id", postgresql_where="relayed_at is null"),
        Index("ix_events_report_id", "report_id", "id"),
        Index("ix_events_case_id", "case_id", "id", postgresql_where="case_id is not null"),
        Index("ix_events_actor", "actor_id", "at", postgresql_where="actor_id is not null"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime]
    name: Mapped[str]
    report_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    photo_id: Mapped[UUID | None]
    actor_id: Mapped[int | None]
    actor_device: Mapped[str | None]
    actor_name: Mapped[str]
    role: Mapped[str | None]
    organisation_id: Mapped[int | None]
    data: Mapped[dict[str, Any]]
    request_id: Mapped[str | None]
    relayed_at: Mapped[datetime | None]


class Errand(Base):
    """A job that an event still owes."""

    __tablename__ = "errands"
    __table_args__ = (Index(None, "due_at"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True)
    job: Mapped[str] = mapped_column(primary_key=True)
    queue: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(
        comment="when to send it, or to see whether it was lost"
    )
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


def row(actor: Actor, name: str, **about: Any) -> dict[str, Any]:
    """The columns of an event.

    `about`: role, report_id, case_id, photo_id; all else goes into `data`. The role is the one in
    which the actor acts; by default the first of theirs.
    """
    subject = {key: about.pop(key, None) for key in ("report_id", "case_id", "photo_id")}
    role = about.pop("role", None) or min(actor.roles, default=None)
    return {
        "at": clock.now(),
        "name": name,
        "actor_id": actor.person_id,
        "actor_device": actor.device,
        "actor_name": actor.name,
        "role": role,
        "organisation_id": actor.organisation_id,
        "data": about,
        "request_id": request_id.get(),
        **subject,
    }


def record(session: Session, actor: Actor, name: str, **about: Any) -> Event:
    """Write an event into the transaction of the change that it tells of."""
    event = Event(**row(actor, name, **about))
    session.add(event)
    return event
