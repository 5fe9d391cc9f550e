"""The hotline as rows: its sources, the imports, the orders, and what goes back."""

import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Identity, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class HotlineSource(Base):
    """Who sends orders, how their columns are to be read, and where answers go."""

    __tablename__ = "hotline_sources"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(comment="plain heading → field, or nothing")
    datum: Mapped[str] = mapped_column(comment="of its positions: wgs84, gcj02, bd09")
    answer_url: Mapped[str | None] = mapped_column(comment="where feedback is posted")
    answer_client: Mapped[str | None] = mapped_column(comment="who we are there")
    answer_secret: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="what feedback is signed with; sealed"
    )
    created_at: Mapped[datetime]


class RunState(enum.StrEnum):
    """waiting → reading → done; unclear (the mapping must be said); failed (no table)."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    UNCLEAR = "unclear"
    FAILED = "failed"


class HotlineRun(Base):
    """One import of one file. It goes on after its last batch, however it was stopped."""

    __tablename__ = "hotline_runs"
    __table_args__ = (
        Index("ix_hotline_runs_file", "source_id", "sha256"),
        Index("ix_hotline_runs_open", "id", postgresql_where="state in ('waiting', 'reading')"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("hotline_sources.id"))
    file: Mapped[str] = mapped_column(comment="its name, for people")
    sha256: Mapped[str] = mapped_column(comment="of its bytes; where they are in the store")
    state: Mapped[RunState]
    fault: Mapped[str | None] = mapped_column(comment="a code of city/tables/sheet.py")
    rows: Mapped[int | None] = mapped_column(comment="rows with orders; null: not known yet")
    done: Mapped[int] = mapped_column(default=0, comment="rows that are accounted for")
    batches: Mapped[int] = mapped_column(default=0, comment="batches that are written")
    counts: Mapped[dict[str, Any]] = mapped_column(comment="outcome → rows")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class HotlineBatch(Base):
    """What became of the rows of one batch; refused ones whole, so that they can be mended."""

    __tablename__ = "hotline_batches"

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("hotline_runs.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    sheet: Mapped[str]
    headings: Mapped[list[Any]]
    rows: Mapped[list[Any]] = mapped_column(
        comment="row, number, outcome, report, why, about, notes"
    )
    refused: Mapped[list[Any]] = mapped_column(comment="row, cells; personal")


class HotlineOrder(Base):
    """A work order that we know, the report that it became, and what the hotline says of it now."""

    __tablename__ = "hotline_orders"
    __table_args__ = (Index("uq_hotline_orders_number", "source_id", "number", unique=True),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("hotline_sources.id"))
    number: Mapped[str]
    digest: Mapped[str] = mapped_column(comment="of all that the last row said")
    state: Mapped[str]
    urged: Mapped[int] = mapped_column(comment="催办: how often")
    returned: Mapped[bool] = mapped_column(comment="退单")
    joint: Mapped[bool] = mapped_column(comment="会办")
    due_at: Mapped[datetime | None] = mapped_column(comment="the hotline's own deadline")
    facts: Mapped[dict[str, Any]] = mapped_column(comment="what else it said; nothing personal")


class AnswerState(enum.StrEnum):
    """owed → acknowledged, or refused by the hotline."""

    OWED = "owed"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


class HotlineAnswer(Base):
    """回传: what the hotline is told of an order."""

    __tablename__ = "hotline_answers"
    __table_args__ = (
        Index("ix_hotline_answers_owed", "id", postgresql_where="state = 'owed'"),
        Index(None, "report_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("hotline_orders.report_id"))
    at: Mapped[datetime]
    result: Mapped[int] = mapped_column(comment="0 solved, 1 not, 2 in part, 3 returned")
    reply: Mapped[str]
    satisfaction: Mapped[int | None] = mapped_column(comment="0 not, 1 understands, 2, 3 very")
    state: Mapped[AnswerState]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(comment="what the last try met; nothing personal")
    acknowledged_at: Mapped[datetime | None]
