"""How long photos are kept: by the class of their case or as a survey's, counted from its end."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases.model import Case
from city.cases.stages import Stage
from city.catalogue.model import Category
from city.intake.model import Photo, PhotoState, Report
from city.intake.photos import about, forget
from city.people import Actor
from city.surveys.model import Survey, SurveyTask

ENDED = (Stage.CLOSED, Stage.REVISITED, Stage.DECLINED)
KEPT = (PhotoState.RECEIVED, PhotoState.READY)


class Due(NamedTuple):
    """A photo whose time is over; `of` is a case's number or a survey's title, `size` in bytes."""

    photo_id: UUID
    of: str
    kind: str
    ended_at: datetime
    size: int


def due(session: Session, days: Mapping[str, int], limit: int) -> list[Due]:
    """Photos of what ended longer ago than `days` says for its class, the oldest first.

    Classes are "survey" and "declined", then those of the catalogue; "" without a category.
    """
    found = [*_of_cases(session, days, limit), *_of_surveys(session, days.get("survey"), limit)]
    return sorted(found, key=lambda one: (one.ended_at, one.photo_id))[:limit]


def _of_cases(session: Session, days: Mapping[str, int], limit: int) -> Iterator[Due]:
    kind = case((Case.stage == Stage.DECLINED, "declined"), else_=func.coalesce(Category.kind, ""))
    now = clock.now()
    over = or_(
        *(and_(kind == name, Case.stage_at < now - timedelta(days=n)) for name, n in days.items())
    )
    asked = (
        select(Photo.id, Case.number, kind, Case.stage_at, Photo.size)
        .outerjoin(Report, Report.id == Photo.report_id)
        .join(Case, Case.id == func.coalesce(Photo.case_id, Report.case_id))
        .outerjoin(Category, Category.id == Case.category_id)
        .where(Case.stage.in_(ENDED), Photo.state.in_(KEPT), over)
    )
    for row in session.execute(asked.order_by(Case.stage_at, Photo.id).limit(limit)):
        yield Due(*row)


def _of_surveys(session: Session, days: int | None, limit: int) -> Iterator[Due]:
    """What was made a report of is kept as long as its case."""
    if days is None:
        return
    ended = func.coalesce(Survey.recalled_at, Survey.until)
    asked = (
        select(Photo.id, Survey.title, ended, Photo.size)
        .join(SurveyTask, SurveyTask.id == Photo.survey_task_id)
        .join(Survey, Survey.id == SurveyTask.survey_id)
        .where(ended < clock.now() - timedelta(days=days), Photo.state.in_(KEPT))
        .where(Photo.report_id.is_(None), Photo.case_id.is_(None))
    )
    for photo_id, title, at, size in session.execute(asked.order_by(ended, Photo.id).limit(limit)):
        yield Due(photo_id, title, "survey", at, size)


def remove(session: Session, photo_id: UUID, actor: Actor) -> None:
    """Let go of one photo and of what is known from it; its row and its past stay.

    Its bytes go with the sweep, and only when no other photo needs them.
    """
    photo = session.get_one(Photo, photo_id, with_for_update=True)
    if photo.state not in KEPT:
        return
    forget(session, photo)
    events.record(session, actor, "photo.removed", **about(photo))
