"""How long photos are kept: by the class of their case, counted from its end."""

from collections.abc import Mapping
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

ENDED = (Stage.CLOSED, Stage.REVISITED, Stage.DECLINED)
KEPT = (PhotoState.RECEIVED, PhotoState.READY)


class Due(NamedTuple):
    """A photo whose time is over; `size` in bytes."""

    photo_id: UUID
    case_number: str
    kind: str
    ended_at: datetime
    size: int


def due(session: Session, days: Mapping[str, int], limit: int) -> list[Due]:
    """Photos of cases that ended longer ago than `days` says for their class, the oldest first.

    Classes are "declined", then those of the catalogue; "" for a case without a category.
    """
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
    rows = session.execute(asked.order_by(Case.stage_at, Photo.id).limit(limit))
    return [Due(*row) for row in rows]


def remove(session: Session, photo_id: UUID, actor: Actor) -> None:
    """Let go of one photo and of what is known from it; its row and its past stay.

    Its bytes go with the sweep, and only when no other photo needs them.
    """
    photo = session.get_one(Photo, photo_id, with_for_update=True)
    if photo.state not in KEPT:
        return
    forget(session, photo)
    events.record(session, actor, "photo.removed", **about(photo))
