"""Triage as rows: what was proposed for a case, what people made of it, and the models learned."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class TriageProposal(Base):
    """What triage proposes for a case, the newest; nothing personal stands in it."""

    __tablename__ = "triage_proposals"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    model: Mapped[int | None] = mapped_column(comment="of triage_models; null: the shipped one")
    version: Mapped[str] = mapped_column(comment="of the lexicon and the catalogue that was read")
    code: Mapped[str | None] = mapped_column(comment="the first choice; null: nobody can tell")
    share: Mapped[float] = mapped_column(comment="how likely it is, 0 to 1")
    urgent: Mapped[bool]
    content: Mapped[dict[str, Any]] = mapped_column(comment="choices, reasons, alarms, mood")


class TriageLabel(Base):
    """What a case turned out to be, by the person who filed or declined it."""

    __tablename__ = "triage_labels"
    __table_args__ = (Index(None, "at"),)

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    code: Mapped[str] = mapped_column(comment="a category's, or who it is for elsewhere")
    proposed: Mapped[str | None] = mapped_column(comment="what was proposed; null: nothing")
    share: Mapped[float]
    model: Mapped[int | None]


class TriageModel(Base):
    """A model that was learned here: kept whether it was taken or not."""

    __tablename__ = "triage_models"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    taken: Mapped[bool] = mapped_column(
        comment="better than the last; the newest taken is in force"
    )
    weights: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, comment="arrays, no code")
    about: Mapped[dict[str, Any]] = mapped_column(comment="from how many texts, and how good")
