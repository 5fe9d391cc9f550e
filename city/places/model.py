"""Places as rows. Degrees everywhere, CGCS2000/WGS-84."""

import enum
from typing import Any

from sqlalchemy import ARRAY, ForeignKey, Identity, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base, Point


class AreaKind(enum.StrEnum):
    """The kinds of area, from the largest to the smallest."""

    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    BEAT = "beat"
    CELL = "cell"


class Area(Base):
    """A polygon with a code. A cell's parent is its community; beside it stands its beat."""

    __tablename__ = "areas"
    __table_args__ = (UniqueConstraint("kind", "code"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[AreaKind]
    code: Mapped[str]
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    beat_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    shape: Mapped[dict[str, Any] | None] = mapped_column(comment="GeoJSON Polygon or MultiPolygon")


class BeatInspector(Base):
    """Which inspectors walk which beat."""

    __tablename__ = "beat_inspectors"

    beat_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class Road(Base):
    """A road: its names and its centre line (GeoJSON LineString or MultiLineString)."""

    __tablename__ = "roads"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(String))
    grade: Mapped[str] = mapped_column(comment="快速路 主干路 次干路 支路 巷")
    shape: Mapped[dict[str, Any]]
    middle: Mapped[Point]
    source: Mapped[str]


class LandmarkKind(enum.StrEnum):
    """A building or spot that people steer by, or a housing estate."""

    LANDMARK = "landmark"
    ESTATE = "estate"


class Landmark(Base):
    """标志性建筑 or 小区, at a point."""

    __tablename__ = "landmarks"
    __table_args__ = (Index(None, "at", postgresql_using="gist"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[LandmarkKind]
    name: Mapped[str] = mapped_column(index=True)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(String))
    at: Mapped[Point]
    source: Mapped[str]


class Component(Base):
    """部件: a thing in the street. Code of 16: 6 district, 2 + 2 category, 6 serial."""

    __tablename__ = "components"
    __table_args__ = (Index(None, "at", postgresql_using="gist"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id"), comment="权属: who must repair it"
    )
    at: Mapped[Point]
