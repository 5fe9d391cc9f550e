"""Open cases near a point, for those who may see them."""

from math import cos, radians

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from city.cases.access import seen_by
from city.cases.model import Case
from city.cases.stages import Stage
from city.db import Point, PointType
from city.people import Actor

DONE = (Stage.DECLINED, Stage.CLOSED, Stage.REVISITED, Stage.VOIDED, Stage.MERGED)
MOST = 50
METRES = 111_195.0  # in a degree of latitude


def box(at: Point, within: float) -> tuple[Point, Point]:
    """South-west and north-east corners, so many metres away."""
    high = within / METRES
    wide = high / max(0.01, cos(radians(at.lat)))
    return Point(at.lon - wide, at.lat - high), Point(at.lon + wide, at.lat + high)


def open_cases(session: Session, actor: Actor, at: Point, within: float) -> list[Case]:
    """At most fifty open cases in a square of twice `within` metres about a point."""
    low, high = (literal(corner, PointType()) for corner in box(at, within))
    inside = Case.position.op("<@")(func.box(low, high))
    wanted = select(Case).where(inside, Case.stage.not_in(DONE), seen_by(session, actor))
    return list(session.scalars(wanted.order_by(Case.received_at.desc()).limit(MOST)))
