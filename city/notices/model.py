"""Notices as rows: what a person or a citizen's device is told in the app."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


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
        CheckConstraint("num_nonnulls(device, person_id) = 1", name="one_reader"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[int | None]
    device: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    report_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    at: Mapped[datetime]
    words: Mapped[dict[str, Any]]
    read_at: Mapped[datetime | None]
