"""The plan as rows: patterns, shifts with their beats, deputies, leave, a city's decisions."""

import enum
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Integer
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.db import Base
from city.people import Person
from city.places.model import Area


class Settled(enum.StrEnum):
    """Where an area lies: 城区, 城乡结合部, 农村. In the country a check may take twice as long."""

    TOWN = "town"
    FRINGE = "fringe"
    COUNTRY = "country"


class Settlement(Base):
    """How an area is settled; a beat takes after its subdistrict where it says nothing itself."""

    __tablename__ = "settlements"

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    kind: Mapped[Settled]


class DutySetting(Base):
    """A number that this city has decided otherwise than proposed."""

    __tablename__ = "duty_settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class BeatDeputy(Base):
    """Who is asked when nobody of the beat can be."""

    __tablename__ = "beat_deputies"

    beat_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(default=1, server_default="1")


class ShiftPattern(Base):
    """班次: from when to when by the city's clock; past midnight where it ends first."""

    __tablename__ = "shift_patterns"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    begins: Mapped[time]
    ends: Mapped[time] = mapped_column(comment="the same as begins: a whole day")


class Shift(Base):
    """One inspector's planned time, and the beats that they walk in it."""

    __tablename__ = "shifts"
    __table_args__ = (
        CheckConstraint("ends_at > begins_at", name="order"),
        Index("uq_shifts_person", "person_id", "begins_at", unique=True),
        Index(None, "ends_at"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    pattern_id: Mapped[int | None] = mapped_column(ForeignKey("shift_patterns.id"))
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="raise")
    pattern: Mapped[ShiftPattern | None] = relationship(lazy="raise")
    beats: Mapped[list[Area]] = relationship(secondary="shift_beats", lazy="raise")


class ShiftBeat(Base):
    """Which beats are walked in which shift."""

    __tablename__ = "shift_beats"
    __table_args__ = (Index(None, "beat_id"),)

    shift_id: Mapped[int] = mapped_column(
        ForeignKey("shifts.id", ondelete="CASCADE"), primary_key=True
    )
    beat_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)


class LeaveKind(enum.StrEnum):
    """Why somebody is away."""

    ANNUAL = "annual"
    SICK = "sick"
    PERSONAL = "personal"
    OTHER = "other"


class LeaveState(enum.StrEnum):
    """Where the wish to be away stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Leave(Base):
    """请假: asked by an inspector, decided by the duty chief of their branch."""

    __tablename__ = "leaves"
    __table_args__ = (
        CheckConstraint("ends_at > begins_at", name="order"),
        Index(None, "person_id", "ends_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made on the phone")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[LeaveKind]
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    words: Mapped[str]
    state: Mapped[LeaveState]
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="", server_default="")
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])


class RollCall(Base):
    """点名: a duty chief asks all who are on shift where they are."""

    __tablename__ = "roll_calls"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    called_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_ids: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    words: Mapped[str]
    at: Mapped[datetime]
    closes_at: Mapped[datetime]
