"""Components near a point or on a tile, from the database."""

from collections.abc import Sequence
from math import cos, radians
from typing import NamedTuple

from sqlalchemy import Row, Select, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from city.catalogue.model import Category
from city.db import Point, PointType
from city.people import Organisation
from city.places.coordinates import distance
from city.places.model import Area, Component

MOST = 5000
MANY = 30
METRES = 111_195.0  # in a degree of latitude

Standing = Row[int, str, str, Point]
Owned = Row[int, str, str, str, str | None, Point]


class Beside(NamedTuple):
    """A component, and how many metres away it is."""

    metres: float
    component: Owned


def within_box(session: Session, low: Point, high: Point, most: int = MOST) -> Sequence[Standing]:
    """Id, code, category's name and place of the components between two corners (degrees)."""
    corners = func.box(literal(low, PointType()), literal(high, PointType()))
    wanted = (
        select(Component.id, Component.code, Category.name, Component.at)
        .join(Category, Category.id == Component.category_id)
        .where(Component.at.op("<@")(corners))
        .limit(most)
    )
    return session.execute(wanted).all()


def near(
    session: Session, at: Point, metres: float, most: int = 30
) -> list[tuple[float, Standing]]:
    """Components within so many metres of a point, the nearest first, with how far they are."""
    found = within_box(session, *_around(at, metres))
    far = sorted(((distance(at, row.at), row) for row in found), key=lambda pair: pair[0])
    return [(gap, row) for gap, row in far if gap <= metres][:most]


def owned() -> Select[int, str, str, str, str | None, Point]:
    """Components with what people call them: id, code, category's code and name, owner, place."""
    return (
        select(
            Component.id,
            Component.code,
            Category.code.label("category"),
            Category.name,
            Organisation.name.label("owner"),
            Component.at,
        )
        .join(Category, Category.id == Component.category_id)
        .outerjoin(Organisation, Organisation.id == Component.owner_id)
    )


def picked(session: Session, component_id: int | None) -> Owned | None:
    """One component with its owner's name; None for none."""
    if component_id is None:
        return None
    return session.execute(owned().where(Component.id == component_id)).one_or_none()


def about(session: Session, at: Point, metres: float, category: str | None) -> list[Beside]:
    """Components of a category (or of any) around a point, the nearest first; at most thirty."""
    corners = func.box(*(literal(corner, PointType()) for corner in _around(at, metres)))
    wanted = owned().where(Component.at.op("<@")(corners)).limit(MOST)
    if category:
        wanted = wanted.where(Category.code == category)
    found = [Beside(distance(at, row.at), row) for row in session.execute(wanted)]
    return sorted((one for one in found if one.metres <= metres), key=lambda one: one.metres)[:MANY]


def of_beat(session: Session, beat_id: int) -> Sequence[Owned]:
    """All components that stand in the cells of a beat, in the order of their numbers."""
    cells = select(Area.id).where(Area.beat_id == beat_id)
    return session.execute(
        owned().where(Component.cell_id.in_(cells)).order_by(Component.code)
    ).all()


def version_of_beat(session: Session, beat_id: int) -> str:
    """Changes when a component of the beat comes, goes, moves or changes hands."""
    cells = select(Area.id).where(Area.beat_id == beat_id)
    each = func.concat_ws(",", Component.code, Component.owner_id, cast(Component.at, Text))
    ordered = func.array_agg(aggregate_order_by(each, Component.code))
    wanted = select(func.md5(func.array_to_string(ordered, ";")))
    return session.scalar(wanted.where(Component.cell_id.in_(cells))) or "0"


def newest(session: Session) -> int:
    """Changes when components come."""
    return session.scalar(select(func.max(Component.id))) or 0


def _around(at: Point, metres: float) -> tuple[Point, Point]:
    """South-west and north-east corners, so many metres away."""
    high = metres / METRES
    wide = high / max(0.01, cos(radians(at.lat)))
    return Point(at.lon - wide, at.lat - high), Point(at.lon + wide, at.lat + high)
