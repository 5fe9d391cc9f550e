"""The names in force as the desk lists them: by kind and by what was typed, a page at a time."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from city.db import Base, Point
from city.errors import Missing
from city.places.load import Table, ours, table_of
from city.places.model import HouseNumber, Road

LONGEST = 60  # characters that are looked for


class Listed(NamedTuple):
    """One name; degrees WGS-84. A road lies at its middle, and has its `shape` beside."""

    id: int
    kind: str
    name: str
    aliases: list[str]
    at: Point | None
    grade: str
    ends: str
    number: int | None
    source: str
    valid_from: date | None
    valid_to: date | None
    shape: Mapping[str, Any] | None


def listed(session: Session, kind: str, typed: str, before: int | None, most: int) -> list[Listed]:
    """At most `most` names of a kind that hold what was typed, the last changed first.

    `before`: the id of the last one seen.
    """
    table = table_of(kind)
    asked = select(table).where(ours(table, kind), table.until_id.is_(None))
    if typed := typed.strip()[:LONGEST]:
        asked = asked.where(_holds(table, typed))
    if before is not None:
        asked = asked.where(table.id < before)
    return [
        _shown(kind, row) for row in session.scalars(asked.order_by(table.id.desc()).limit(most))
    ]


def one(session: Session, kind: str, id: int) -> Listed:
    """One name in force. Raises Missing."""
    table = table_of(kind)
    row = session.scalar(
        select(table).where(table.id == id, ours(table, kind), table.until_id.is_(None))
    )
    if row is None:
        raise Missing(what="name")
    return _shown(kind, row)


def _holds(table: Table, typed: str) -> ColumnElement[bool]:
    if table is HouseNumber:
        return HouseNumber.road.contains(typed, autoescape=True)
    columns = table.__table__.c
    aliases = func.array_to_string(columns["aliases"], " ")
    also: ColumnElement[bool] = aliases.contains(typed, autoescape=True)
    return or_(columns["name"].contains(typed, autoescape=True), also)


def _shown(kind: str, row: Base) -> Listed:
    """What a row has of all that a name may have."""

    def had(column: str, otherwise: Any = None) -> Any:
        return getattr(row, column, otherwise)

    return Listed(
        id=had("id"),
        kind=kind,
        name=row.road if isinstance(row, HouseNumber) else had("name"),
        aliases=had("aliases", []),
        at=row.middle if isinstance(row, Road) else had("at"),
        grade=had("grade", ""),
        ends=had("ends", ""),
        number=had("number"),
        source=had("source"),
        valid_from=had("valid_from"),
        valid_to=had("valid_to"),
        shape=had("shape"),
    )
