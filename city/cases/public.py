"""What anybody may see: cases of the street that were closed, roughly placed, in veiled photos.

No words of the reporter's, no number, no exact place and no name: only what was wrong, about where,
and how it looked before and after. What somebody asked for themselves (服务事项) is never public.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from city import clock
from city.cases.around import box
from city.cases.model import Case
from city.cases.stages import Stage
from city.catalogue.model import Category, Kind
from city.db import Point, PointType
from city.errors import Missing
from city.intake import checks
from city.intake.model import Medium, Photo, PhotoKind, PhotoState, Report
from city.places.model import Area

CLOSED = (Stage.CLOSED, Stage.REVISITED)
KINDS = (Kind.COMPONENT, Kind.OCCURRENCE)
SHOWN = (PhotoKind.BEFORE, PhotoKind.AFTER)
PLACES = 3  # decimals of a degree: a hundred metres


class PublicCase(NamedTuple):
    """A case as anybody may see it; `at` is rounded, `closed_at` is when it was closed."""

    id: UUID
    category: Category
    district: str | None
    subdistrict: str | None
    at: Point
    received_at: datetime
    closed_at: datetime
    photos: Sequence[Photo]


def cases(
    session: Session, days: int, near: tuple[Point, float] | None, limit: int
) -> list[PublicCase]:
    """The last closed within so many days, the newest first; `near` a point, so many metres.

    Nearness is judged by the rounded place too, so that no question tells more than the answers.
    """
    district, subdistrict = aliased(Area), aliased(Area)
    asked = (
        select(Case, Category, district.name.label("district"), subdistrict.name.label("sub"))
        .join(Category, Category.id == Case.category_id)
        .outerjoin(district, district.id == Case.district_id)
        .outerjoin(subdistrict, subdistrict.id == Case.subdistrict_id)
        .where(_is_public(days))
    )
    if near:
        asked = asked.where(_about(*near))
    rows = session.execute(asked.order_by(Case.stage_at.desc(), Case.id).limit(limit)).all()
    photos = _photos(session, [row.Case for row in rows])
    return [
        _shown(row.Case, row.Category, row.district, row.sub, photos[row.Case.id]) for row in rows
    ]


def photo(session: Session, photo_id: UUID, days: int) -> Photo:
    """A photo of a public case that was looked at and veiled. Raises Missing for all others."""
    asked = (
        select(Photo)
        .outerjoin(Report, Report.id == Photo.report_id)
        .join(Case, Case.id == func.coalesce(Photo.case_id, Report.case_id))
        .join(Category, Category.id == Case.category_id)
    )
    found = session.scalar(asked.where(Photo.id == photo_id, is_veiled(), _is_public(days)))
    if found is None:
        raise Missing(what="photo")
    return found


def coarse(at: Point) -> Point:
    """A place as the public is told it: to about a hundred metres."""
    return Point(round(at.lon, PLACES), round(at.lat, PLACES))


def _is_public(days: int) -> ColumnElement[bool]:
    since = clock.now() - timedelta(days=days)
    placed = Case.position.is_not(None)
    return and_(Case.stage.in_(CLOSED), Case.stage_at >= since, placed, Category.kind.in_(KINDS))


def is_veiled() -> ColumnElement[bool]:
    """Eyes have looked at it: where no models are installed, strangers are shown nothing.

    Nor what a content check holds, until an operator has decided.
    """
    return and_(
        Photo.kind.in_(SHOWN),
        Photo.state == PhotoState.READY,
        Photo.medium == Medium.PHOTO,
        Photo.public_sha256.is_not(None),
        Photo.sight["eyes"].astext == "models",
        ~checks.is_hidden(),
    )


def _about(at: Point, within: float) -> ColumnElement[bool]:
    """In a square about a point whose borders are those of rounded places."""
    half = 0.5 * 10**-PLACES
    low, high = (coarse(corner) for corner in box(at, within))
    corners = Point(low.lon - half, low.lat - half), Point(high.lon + half, high.lat + half)
    return Case.position.op("<@")(func.box(*(literal(one, PointType()) for one in corners)))


def _photos(session: Session, found: Sequence[Case]) -> Mapping[UUID | None, Sequence[Photo]]:
    """By case: its own photos and those of every report that stands with it, before ones first."""
    ids = [one.id for one in found]
    standing = session.scalars(select(Report).where(Report.case_id.in_(ids)))
    case_of: dict[UUID | None, UUID | None] = {one.id: one.case_id for one in standing}
    belongs = or_(Photo.report_id.in_(list(case_of)), Photo.case_id.in_(ids))
    order = case((Photo.kind == PhotoKind.BEFORE, 0), else_=1)
    by_case: dict[UUID | None, list[Photo]] = defaultdict(list)
    for one in session.scalars(select(Photo).where(belongs, is_veiled()).order_by(order, Photo.id)):
        by_case[one.case_id or case_of[one.report_id]].append(one)
    return by_case


def _shown(
    found: Case, category: Category, district: str | None, sub: str | None, photos: Sequence[Photo]
) -> PublicCase:
    at = coarse(found.position or Point(0.0, 0.0))
    received, closed = found.received_at, found.stage_at
    return PublicCase(found.id, category, district, sub, at, received, closed, photos)
