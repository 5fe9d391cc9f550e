"""Components near a point or on a tile, from the database."""

from collections.abc import Sequence
from math import cos, radians

from sqlalchemy import Row, func, literal, select
from sqlalchemy.orm import Session

from city.catalogue.model import Category
from city.db import Point, PointType
from city.places.coordinates import distance
from city.places.model import Component

MOST = 5000
METRES = 111_195.0  # in a degree of latitude

Standing = Row[int, str, str, Point]


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
    high = metres / METRES
    wide = high / max(0.01, cos(radians(at.lat)))
    found = within_box(
        session, Point(at.lon - wide, at.lat - high), Point(at.lon + wide, at.lat + high)
    )
    far = sorted(((distance(at, row.at), row) for row in found), key=lambda pair: pair[0])
    return [(gap, row) for gap, row in far if gap <= metres][:most]


def newest(session: Session) -> int:
    """Changes when components come."""
    return session.scalar(select(func.max(Component.id))) or 0
