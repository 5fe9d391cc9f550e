"""A case and its tasks as rows."""

import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    Integer,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.cases.terms import Stage
from city.catalogue.model import Category, FilingCondition
from city.db import Base, Point
from city.duty.asked import Asked
from city.people import Organisation

GOING_ON = "stage not in ('declined', 'closed', 'revisited', 'voided', 'merged')"
"""The predicate of the indexes on open cases, word for word as a query must say it."""


class Case(Base):
    """案件: what a report became. Its past stands in `events`; here is only the present."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_worklist", "stage", "received_at", "id"),
        Index("ix_cases_district", "district_id", "stage", "received_at", "id"),
        Index("ix_cases_subdistrict", "subdistrict_id", "stage", "received_at", "id"),
        Index("ix_cases_turn_at", "turn_at", postgresql_where="turn_at is not null"),
        Index(
            "ix_cases_organisation",
            "organisation_id",
            "stage",
            "received_at",
            "id",
            postgresql_where="organisation_id is not null",
        ),
        Index(
            "ix_cases_open_position",
            "position",
            postgresql_using="gist",
            postgresql_where=GOING_ON,
        ),
        Index(
            "ix_cases_open_keys",
            "keys",
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
            postgresql_where=GOING_ON,
        ),
        Index("ix_cases_burst_id", "burst_id", postgresql_where="burst_id is not null"),
        Index("ix_cases_repeats_id", "repeats_id", postgresql_where="repeats_id is not null"),
        Index(
            "ix_cases_member",
            "member_id",
            "stage",
            "received_at",
            "id",
            postgresql_where="member_id is not null",
        ),
        Index("ix_cases_until", "until", postgresql_where="until is not null"),
        Index("ix_cases_ordered", "received_at", "id", postgresql_where="answer_by is not null"),
        Index(
            "ix_cases_closed_position",
            "position",
            postgresql_using="gist",
            postgresql_where="stage in ('closed', 'revisited')",
        ),
        Index(
            "ix_cases_closed_at",
            "stage_at",
            "id",
            postgresql_where="stage in ('closed', 'revisited')",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, comment="6 district + 8 date + 5 serial")
    stage: Mapped[Stage]
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id"), unique=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    condition_id: Mapped[int | None] = mapped_column(ForeignKey("filing_conditions.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    words: Mapped[str]
    place: Mapped[str] = mapped_column(comment="where it is, in words for people")
    position: Mapped[Point | None]
    accuracy: Mapped[float | None] = mapped_column(comment="metres of doubt")
    placement: Mapped[dict[str, Any]] = mapped_column(comment="how the place was found, and others")
    district_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    subdistrict_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    community_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    beat_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    urgent: Mapped[bool] = mapped_column(default=False)
    country: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="verify and check may take twice as long"
    )
    received_at: Mapped[datetime]
    stage_at: Mapped[datetime] = mapped_column(comment="since when it is at its stage")
    clock_from: Mapped[datetime | None] = mapped_column(comment="when the running limit began")
    yellow_at: Mapped[datetime | None] = mapped_column(comment="when four fifths are used up")
    due_at: Mapped[datetime | None]
    turn_at: Mapped[datetime | None] = mapped_column(comment="when the lamp turns next")
    verified: Mapped[bool] = mapped_column(
        server_default=false(), default=False, comment="seen by an inspector before it was filed"
    )
    clock: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}", comment="limits, pauses, extensions of the running clock"
    )
    satisfied: Mapped[bool | None]
    version: Mapped[int] = mapped_column(
        server_default="1", default=1, comment="grows with every step"
    )
    last: Mapped[str | None] = mapped_column(comment="the action that led to this stage")
    taken: Mapped[dict[str, Any]] = mapped_column(
        default=dict, server_default="{}", comment="how often what may be done only so often"
    )
    chain: Mapped[list[int]] = mapped_column(
        ARRAY(Integer),
        default=list,
        server_default="{}",
        comment="who delegated it, in order",
    )
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), comment="the member of a crew of its organisation who has it"
    )
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    until: Mapped[datetime | None] = mapped_column(comment="suspended or deferred until then")
    answer_by: Mapped[datetime | None] = mapped_column(comment="an order waits for its answer")
    approval_id: Mapped[UUID | None] = mapped_column(comment="the request that waits")
    late: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="it was handled late; that stays"
    )
    exempt: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="an appeal was heard: not counted as late"
    )
    keys: Mapped[list[int] | None] = mapped_column(
        ARRAY(Integer), comment="hashes of its words and place phrases, to find its like by"
    )
    burst_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cases.id"), comment="the first case of the burst of copies that it belongs to"
    )
    repeats_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cases.id"), comment="a case that was closed, and the same problem is back"
    )
    mass_at: Mapped[datetime | None] = mapped_column(comment="since when many report it at once")

    category: Mapped[Category | None] = relationship(lazy="raise")
    condition: Mapped[FilingCondition | None] = relationship(lazy="raise")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise")


class TaskKind(enum.StrEnum):
    """What an inspector is asked: 核实 before filing, 核查 after handling."""

    VERIFY = "verify"
    CHECK = "check"


class Task(Asked, Base):
    """A question to one inspector about one case."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index("ix_tasks_open", "person_id", "due_at", "id", postgresql_where="state = 'open'"),
        Index(
            "uq_tasks_case_open",
            "case_id",
            unique=True,
            postgresql_where="state in ('open', 'waiting')",
        ),
        Index("ix_tasks_case", "case_id"),
        Index("ix_tasks_person", "person_id", "created_at"),
        Index("ix_tasks_lapse_at", "lapse_at", postgresql_where="lapse_at is not null"),
        Index(
            "ix_tasks_left",
            "created_at",
            postgresql_where="state = 'waiting' or (stuck and state = 'open')",
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[TaskKind]
    passed: Mapped[bool | None]
    case: Mapped[Case] = relationship(lazy="raise")


class Merge(Base):
    """并案: one case joined to another; while it is not undone, its reports stand with that one.

    Merges make trees: what was merged into a case goes along when that one is merged, and comes
    back with it.
    """

    __tablename__ = "merges"
    __table_args__ = (
        Index("uq_merges_case", "case_id", unique=True, postgresql_where="undone_at is null"),
        Index("ix_merges_into", "into_id", postgresql_where="undone_at is null"),
        CheckConstraint("case_id <> into_id", name="two_cases"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    into_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    why: Mapped[dict[str, Any]] = mapped_column(comment="the share and its reasons, or who said so")
    before: Mapped[dict[str, Any]] = mapped_column(comment="how the case stood, to restore it")
    made_urgent: Mapped[bool] = mapped_column(comment="whether the other became urgent by it")
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class CaseCounter(Base):
    """The last case number given in a district on a day."""

    __tablename__ = "case_counters"

    prefix: Mapped[str] = mapped_column(primary_key=True, comment="district code + date")
    last: Mapped[int] = mapped_column(BigInteger)


class Dispatching(Base):
    """One dispatch of one case: by which rule, to whom, and whether it came back."""

    __tablename__ = "dispatches"
    __table_args__ = (Index(None, "at"), Index(None, "case_id", "id"))

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    case_id: Mapped[UUID]
    at: Mapped[datetime]
    rule_id: Mapped[int | None] = mapped_column(comment="null: by hand, or by ownership")
    organisation_id: Mapped[int]
    returned_at: Mapped[datetime | None]
