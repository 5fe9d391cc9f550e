"""A question to one reporter about one closed case, and the answer."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class RevisitState(enum.StrEnum):
    """Asked; answered by the reporter or for them by telephone; over without an answer."""

    ASKED = "asked"
    ANSWERED = "answered"
    OVER = "over"


class Way(enum.StrEnum):
    """By which way an answer came: the link of a message, the app, or a telephone call."""

    LINK = "link"
    APP = "app"
    CALL = "call"


class Why(enum.StrEnum):
    """Why it is not solved."""

    NOT_DONE = "not_done"
    AGAIN = "again"
    OTHER_PLACE = "other_place"
    QUALITY = "quality"
    SLOW = "slow"
    ATTITUDE = "attitude"
    OTHER = "other"


class Revisit(Base):
    """One round of asking; a case that was reopened and closed again is asked about anew."""

    __tablename__ = "revisits"
    __table_args__ = (
        Index("uq_revisits_event", "event_id", "report_id", unique=True),
        Index("ix_revisits_case_id", "case_id"),
        Index("ix_revisits_asked", "asked_at", "id", postgresql_where="state = 'asked'"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger, comment="of the closing that it asks about")
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"))
    state: Mapped[RevisitState]
    by_phone: Mapped[bool] = mapped_column(comment="nothing else leads to the reporter")
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    way: Mapped[Way | None]
    satisfied: Mapped[bool | None]
    solved: Mapped[bool | None]
    why: Mapped[Why | None]
    words: Mapped[str | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reopened: Mapped[bool] = mapped_column(default=False)
