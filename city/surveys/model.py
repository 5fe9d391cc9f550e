"""A survey, its tasks (one a beat) and the findings, as rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.db import Base, Point
from city.duty.asked import Asked
from city.people import Person
from city.places.model import Area


class Survey(Base):
    """普查: some categories or a campaign 专项活动, in some beats, until some moment."""

    __tablename__ = "surveys"
    __table_args__ = (Index("ix_surveys_organisation", "organisation_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made by the page")
    title: Mapped[str]
    words: Mapped[str] = mapped_column(comment="what the inspectors are told")
    campaign: Mapped[str] = mapped_column(comment="专项活动; empty: none")
    categories: Mapped[list[str]] = mapped_column(ARRAY(String), comment="codes")
    questions: Mapped[list[Any]] = mapped_column(comment="see city.surveys.questions")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    until: Mapped[datetime]
    recalled_at: Mapped[datetime | None]
    author: Mapped[Person] = relationship(lazy="raise")


class SurveyTask(Asked, Base):
    """One beat of a survey, put to one inspector; a further row where it went to another."""

    __tablename__ = "survey_tasks"
    __table_args__ = (
        Index(
            "ix_survey_tasks_open", "person_id", "due_at", "id", postgresql_where="state = 'open'"
        ),
        Index(
            "uq_survey_tasks_beat",
            "survey_id",
            "beat_id",
            unique=True,
            postgresql_where="state in ('open', 'waiting')",
        ),
        Index("ix_survey_tasks_survey", "survey_id", "beat_id", "created_at"),
        Index("ix_survey_tasks_lapse_at", "lapse_at", postgresql_where="lapse_at is not null"),
        Index("ix_survey_tasks_waiting", "created_at", postgresql_where="state = 'waiting'"),
    )

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("surveys.id"))
    beat_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    survey: Mapped[Survey] = relationship(lazy="raise")
    beat: Mapped[Area] = relationship(lazy="raise")


class Finding(Base):
    """普查记录: what an inspector found at one spot of a beat. Never changed."""

    __tablename__ = "survey_findings"
    __table_args__ = (
        Index("ix_survey_findings_survey", "survey_id", "id"),
        Index("ix_survey_findings_task", "task_id"),
        CheckConstraint("apart >= 0", name="apart"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made on the phone")
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("surveys.id"))
    task_id: Mapped[UUID] = mapped_column(ForeignKey("survey_tasks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    category: Mapped[str | None] = mapped_column(comment="which of the survey's, as a code")
    answers: Mapped[dict[str, Any]] = mapped_column(comment="by the question's key")
    note: Mapped[str]
    reason: Mapped[str] = mapped_column(comment="why not in the beat")
    photos: Mapped[list[str]] = mapped_column(ARRAY(String), comment="ids")
    report_id: Mapped[UUID | None] = mapped_column(comment="the report that was made of it")
    position: Mapped[Point | None]
    accuracy: Mapped[float | None]
    apart: Mapped[float | None] = mapped_column(comment="metres that surely lay outside the beat")
    at: Mapped[datetime] = mapped_column(comment="the moment that counts")
    made_at: Mapped[datetime] = mapped_column(comment="as the phone said")
    received_at: Mapped[datetime]
    counted: Mapped[bool] = mapped_column(comment="no: the task was another's by then")
    task: Mapped[SurveyTask] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")
