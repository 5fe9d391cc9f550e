"""What rules look at, read from a case: its areas, its road, and who owns the component."""

import re
from datetime import datetime
from math import cos, radians

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from city import clock
from city.calendars import Calendar
from city.cases.model import Case
from city.catalogue.model import Category, FilingCondition, Kind
from city.db import Point, PointType
from city.dispatch.choose import Facts, Owner
from city.places.components import METRES
from city.places.coordinates import distance
from city.places.model import Component

REACH = 10.0  # metres within which a component is taken for the one that is meant
_CODE = re.compile(r"(?<!\d)\d{16}(?!\d)")


def of(session: Session, case: Case, calendar: Calendar, at: datetime | None = None) -> Facts:
    """The facts of `case` at a moment, now by default."""
    category = session.get(Category, case.category_id) if case.category_id else None
    local = (at or clock.now()).astimezone(calendar.zone)
    return Facts(
        category_id=case.category_id,
        class_code=f"{category.kind}-{category.class_code}" if category else None,
        condition_id=case.condition_id,
        areas=areas(case),
        at=local,
        working_day=calendar.works(local.date()),
        roads=roads(case),
        owners=owners(session, case) if category and category.kind is Kind.COMPONENT else (),
    )


def may_go_by_itself(session: Session, case: Case) -> bool:
    """Whether the catalogue lets a rule dispatch it without a person."""
    category = session.get(Category, case.category_id) if case.category_id else None
    condition = session.get(FilingCondition, case.condition_id) if case.condition_id else None
    return bool((category and category.automatic) or (condition and condition.automatic))


def areas(case: Case) -> frozenset[int]:
    """The ids of the areas that hold the case."""
    ids = (case.district_id, case.subdistrict_id, case.community_id, case.beat_id, case.cell_id)
    return frozenset(one for one in ids if one)


def roads(case: Case) -> frozenset[str]:
    """The names that its place was found by."""
    return frozenset(case.placement.get("matched", ()))


def owners(session: Session, case: Case) -> tuple[Owner, ...]:
    """Owners of the components that the words name, else of those within REACH, nearest first."""
    codes = _CODE.findall(case.words)
    owned = select(Component.code, Component.owner_id, Component.at).where(
        Component.owner_id.is_not(None)
    )
    named = session.execute(owned.where(Component.code.in_(codes))).all() if codes else []
    if named:
        return tuple(Owner(row.owner_id, row.code, None) for row in named)
    if case.position is None:
        return ()
    at = Point(*case.position)
    corners = func.box(*(literal(corner, PointType()) for corner in _corners(at)))
    near = session.execute(
        owned.where(Component.at.op("<@")(corners), Component.category_id == case.category_id)
    ).all()
    far = sorted((distance(at, Point(*row.at)), row.code, row.owner_id) for row in near)
    return tuple(Owner(owner, code, gap) for gap, code, owner in far if gap <= REACH)


def _corners(at: Point) -> tuple[Point, Point]:
    high = REACH / METRES
    wide = high / max(0.01, cos(radians(at.lat)))
    return Point(at.lon - wide, at.lat - high), Point(at.lon + wide, at.lat + high)
