"""A request that waits for approval, as a row."""

import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.cases.model import Case
from city.cases.terms import Action
from city.db import Base
from city.people import Role


class ApprovalState(enum.StrEnum):
    """How a request stands. It lapses when the case goes on without it."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Approval(Base):
    """审批: who asked for which step, who consents first and second, and how it was decided."""

    __tablename__ = "approvals"
    __table_args__ = (
        Index("uq_approvals_case_open", "case_id", unique=True, postgresql_where="state = 'open'"),
        Index(
            "ix_approvals_waiting", "waits_for", "asked_at", "id", postgresql_where="state = 'open'"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    action: Mapped[str]
    wish: Mapped[dict[str, Any]] = mapped_column(comment="what came with the request")
    note: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_by: Mapped[str]
    asked_as: Mapped[str] = mapped_column(comment="role")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    waits_for: Mapped[str] = mapped_column(comment="the role that decides next, or decided last")
    first_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    first_by: Mapped[str | None]
    first_at: Mapped[datetime | None]
    state: Mapped[ApprovalState]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    case: Mapped[Case] = relationship(lazy="raise")

    @property
    def wanted(self) -> Action:
        """The step that is asked for."""
        return Action(self.action)

    @property
    def decider(self) -> Role:
        """The role whose turn it is."""
        return Role(self.waits_for)
