"""What really was, as rows: marks, attendance, last positions, tracks, answers to roll-calls."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.db import Base, Point
from city.people import Person


class MarkKind(enum.StrEnum):
    """What somebody does on shift: 签到, 休息, 继续, 签退."""

    SIGN_ON = "sign_on"
    BREAK = "break"
    RESUME = "resume"
    SIGN_OFF = "sign_off"


class Attendance(Base):
    """考勤: one time that somebody was on duty, from sign-on to sign-off."""

    __tablename__ = "attendances"
    __table_args__ = (
        Index("ix_attendances_person", "person_id", "on_at"),
        Index("ix_attendances_on_at", "on_at"),
        Index("uq_attendances_open", "person_id", unique=True, postgresql_where="off_at is null"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="the sign-on's")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shifts.id", ondelete="SET NULL"))
    on_at: Mapped[datetime]
    off_at: Mapped[datetime | None]
    break_at: Mapped[datetime | None] = mapped_column(comment="since when a break lasts")
    rested: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="seconds of breaks that are over"
    )
    on_outside: Mapped[float | None] = mapped_column(comment="metres outside the beats at sign-on")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    person: Mapped[Person] = relationship(lazy="raise")


class Mark(Base):
    """A mark as the phone sent it, with its own time beside ours. Never changed."""

    __tablename__ = "duty_marks"
    __table_args__ = (
        Index(None, "attendance_id"),
        Index("ix_duty_marks_person", "person_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made on the phone")
    attendance_id: Mapped[UUID] = mapped_column(ForeignKey("attendances.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[MarkKind]
    at: Mapped[datetime] = mapped_column(comment="the moment that counts")
    made_at: Mapped[datetime] = mapped_column(comment="as the phone said")
    received_at: Mapped[datetime]
    position: Mapped[Point | None]
    accuracy: Mapped[float | None]
    reason: Mapped[str]


class LastPosition(Base):
    """Where an inspector on shift was last."""

    __tablename__ = "last_positions"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[datetime]
    position: Mapped[Point]
    accuracy: Mapped[float | None]


class TrackPoint(Base):
    """巡查轨迹: one point of a track. No foreign key: no table is written more often."""

    __tablename__ = "track_points"
    __table_args__ = (Index("ix_track_points_at", "at", postgresql_using="brin"),)

    person_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    position: Mapped[Point]
    accuracy: Mapped[float | None]


class RollAnswer(Base):
    """One who was called, and what they answered."""

    __tablename__ = "roll_answers"
    __table_args__ = (Index(None, "person_id"),)

    roll_call_id: Mapped[UUID] = mapped_column(ForeignKey("roll_calls.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[datetime | None] = mapped_column(comment="the moment that counts; null: no answer")
    made_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    position: Mapped[Point | None]
    accuracy: Mapped[float | None]
    outside: Mapped[float | None] = mapped_column(comment="metres outside one's beats")
    note: Mapped[str] = mapped_column(default="", server_default="")
    person: Mapped[Person] = relationship(lazy="raise")
