"""Notices as rows: what was told to whom, how it is carried there, and what came of it."""

import enum
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base
from city.notices.kinds import Carrier

ONE_READER = "num_nonnulls(device, person_id) = 1"


class Notice(Base):
    """One thing told to one reader. The words are kept in every language, as they were said."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_device", "device", "id", postgresql_where="device is not null"),
        Index("ix_notices_person", "person_id", "id", postgresql_where="person_id is not null"),
        Index(
            "uq_notices_event",
            "event_id",
            "device",
            "person_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint(ONE_READER, name="one_reader"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(server_default="", comment="a name of city/notices/kinds.py")
    device: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    report_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    at: Mapped[datetime]
    words: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]] = mapped_column(
        server_default="{}", comment="what its templates may say outside: nothing personal"
    )
    read_at: Mapped[datetime | None]


class DeliveryState(enum.StrEnum):
    """Waiting for its turn; sent and waiting for a receipt; delivered; or given up."""

    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


class Delivery(Base):
    """How a notice goes outside the app: its chain of carriers, and where in it we are."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_due", "due_at", postgresql_where="state in ('waiting', 'sent')"),
        Index("ix_deliveries_undelivered", "at", postgresql_where="state = 'undelivered'"),
    )

    notice_id: Mapped[UUID] = mapped_column(
        ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    chain: Mapped[list[str]] = mapped_column(ARRAY(String))
    rung: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0, comment="of this rung")
    state: Mapped[DeliveryState]
    due_at: Mapped[datetime] = mapped_column(comment="when to send, or to take the next rung")
    is_digest: Mapped[bool] = mapped_column(default=False)


class Outcome(enum.StrEnum):
    """What the carrier said at once."""

    SENT = "sent"
    FAILED = "failed"
    NO_ADDRESS = "no_address"


class Attempt(Base):
    """One try by one carrier, and its receipt when one came. The address is kept masked."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index(None, "notice_id", "at"),
        Index("ix_attempts_reference", "reference", postgresql_where="reference is not null"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"))
    carrier: Mapped[Carrier]
    at: Mapped[datetime]
    address: Mapped[str]
    outcome: Mapped[Outcome]
    code: Mapped[str] = mapped_column(comment="the carrier's own: a status, an error code")
    reference: Mapped[str | None] = mapped_column(comment="by which a receipt names it")
    receipt_at: Mapped[datetime | None]
    receipt: Mapped[str | None] = mapped_column(comment="delivered, or the carrier's reason")


class PushSubscription(Base):
    """A browser that may be told: where, and under which keys (RFC 8030, RFC 8291)."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (
        Index(None, "device", postgresql_where="device is not null"),
        Index(None, "person_id", postgresql_where="person_id is not null"),
        CheckConstraint(ONE_READER, name="one_reader"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    endpoint: Mapped[str] = mapped_column(unique=True)
    p256dh: Mapped[str]
    auth: Mapped[str]
    language: Mapped[str]
    device: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    made_at: Mapped[datetime]
    ok_at: Mapped[datetime | None] = mapped_column(comment="when it last took a message")


class Preference(Base):
    """How one reader wants to be told; where there is no row, the city's defaults hold."""

    __tablename__ = "notice_preferences"
    __table_args__ = (
        Index(
            "uq_notice_preferences_reader",
            "device",
            "person_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint(ONE_READER, name="one_reader"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    device: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    language: Mapped[str]
    chain: Mapped[list[str]] = mapped_column(ARRAY(String))
    off: Mapped[list[str]] = mapped_column(ARRAY(String), comment="categories switched off")
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]
    digest_at: Mapped[time | None] = mapped_column(comment="none: each by itself")
    email: Mapped[str | None]


class Template(Base):
    """One version of the words of a kind for a carrier; the newest is in force."""

    __tablename__ = "notice_templates"
    __table_args__ = (
        Index("uq_notice_templates", "kind", "carrier", "language", "version", unique=True),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[str]
    carrier: Mapped[Carrier]
    language: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    words: Mapped[str]
    code: Mapped[str] = mapped_column(comment="the carrier's own template: of WeChat, of SMS")
    is_on: Mapped[bool]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
