"""What anybody may see: cases of the street, roughly placed; of closed ones the veiled photos too.

No words of the reporter's, no number, no exact place and no name: only what was wrong, about where,
how far it is, and how it looked before and after. What goes on is told once the city has filed it;
what somebody asked for themselves (服务事项) is never public.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from city import clock
from city.cases import family
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
WAITS = {"zh": "已立案，等待处置", "en": "Taken up, waiting its turn"}
AT_IT = {"zh": "正在处置", "en": "Being dealt with"}
LATER = {"zh": "暂缓处置，条件具备后继续", "en": "Put off until it can be done"}
LOOKED_AT = {"zh": "已处置，正在核查", "en": "Done, being checked"}
DONE = {"zh": "已办结", "en": "Closed"}
PLAIN_WORDS = {
    Stage.FILED: WAITS,
    Stage.DISPATCHED: WAITS,
    Stage.HANDLING: AT_IT,
    Stage.SUSPENDED: LATER,
    Stage.DEFERRED: LATER,
    Stage.HANDLED: LOOKED_AT,
    Stage.CHECKING: LOOKED_AT,
    Stage.CHECKED: LOOKED_AT,
    Stage.CLOSED: DONE,
    Stage.REVISITED: DONE,
}
"""Every stage of which strangers are told, in words that need no explaining."""
GOING_ON = tuple(PLAIN_WORDS.keys() - set(CLOSED))
KINDS = (Kind.COMPONENT, Kind.OCCURRENCE)
SHOWN = (PhotoKind.BEFORE, PhotoKind.AFTER)
PLACES = 3  # decimals of a degree: a hundred metres


class PublicCase(NamedTuple):
    """A case as anybody may see it; `at` is rounded, `closed_at` is None while it goes on."""

    id: UUID
    category: Category
    stage: Stage
    district: str | None
    subdistrict: str | None
    at: Point
    received_at: datetime
    closed_at: datetime | None
    photos: Sequence[Photo]


def cases(
    session: Session,
    days: int,
    near: tuple[Point, float] | None,
    limit: int,
    going_on: bool = False,
) -> list[PublicCase]:
    """The last closed within so many days, the newest first; `near` a point, so many metres.

    `going_on`: with those that are not closed yet. Nearness is judged by the rounded place too, so
    that no question tells more than the answers.
    """
    asked = _whole().where(_is_told(days) if going_on else _is_public(days))
    if near:
        asked = asked.where(_about(*near))
    return _shown(session, asked.order_by(Case.stage_at.desc(), Case.id).limit(limit))


def one(session: Session, case_id: UUID, days: int) -> PublicCase:
    """A case that goes on or was lately closed, or the one it was merged into; else Missing."""
    told = family.root(session, case_id)
    found = _shown(session, _whole().where(Case.id == told, _is_told(days)))
    if not found:
        raise Missing(what="case")
    return found[0]


def shared(found: Case | None, category: Category | None, days: int) -> UUID | None:
    """The id under which `one` shows this case to anybody; None while it does not."""
    if found is None or category is None or category.kind not in KINDS or not found.position:
        return None
    is_recent = found.stage_at >= clock.now() - timedelta(days=days)
    is_told = found.stage in GOING_ON or (found.stage in CLOSED and is_recent)
    return found.id if is_told else None


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
    return and_(Case.stage.in_(CLOSED), Case.stage_at >= since, _is_of_the_street())


def _is_told(days: int) -> ColumnElement[bool]:
    return or_(_is_public(days), and_(Case.stage.in_(GOING_ON), _is_of_the_street()))


def _is_of_the_street() -> ColumnElement[bool]:
    return and_(Case.position.is_not(None), Category.kind.in_(KINDS))


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


def _whole() -> Select[Case, Category, str, str]:
    district, subdistrict = aliased(Area), aliased(Area)
    return (
        select(Case, Category, district.name.label("district"), subdistrict.name.label("sub"))
        .join(Category, Category.id == Case.category_id)
        .outerjoin(district, district.id == Case.district_id)
        .outerjoin(subdistrict, subdistrict.id == Case.subdistrict_id)
    )


def _shown(session: Session, asked: Select[Case, Category, str, str]) -> list[PublicCase]:
    rows = session.execute(asked).all()
    photos = _photos(session, [row.Case for row in rows if row.Case.stage in CLOSED])
    return [
        PublicCase(
            row.Case.id,
            row.Category,
            row.Case.stage,
            row.district,
            row.sub,
            coarse(row.Case.position or Point(0.0, 0.0)),
            row.Case.received_at,
            row.Case.stage_at if row.Case.stage in CLOSED else None,
            photos.get(row.Case.id, []),
        )
        for row in rows
    ]
