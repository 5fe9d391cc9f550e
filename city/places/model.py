"""Places as rows. Degrees everywhere, CGCS2000/WGS-84."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, ForeignKey, Identity, Index, String, UniqueConstraint, text
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
    """A polygon with a code. A cell's parent is its community; beside it stands its beat.

    Its shape, some kilobytes, is read only by who asks for it: every case names five areas.
    """

    __tablename__ = "areas"
    __table_args__ = (UniqueConstraint("kind", "code"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[AreaKind]
    code: Mapped[str]
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    beat_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    shape: Mapped[dict[str, Any] | None] = mapped_column(
        comment="GeoJSON Polygon or MultiPolygon", deferred=True
    )


class BeatInspector(Base):
    """Which inspectors walk which beat."""

    __tablename__ = "beat_inspectors"

    beat_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class LexiconVersion(Base):
    """One import of names or areas, or the undoing of one. The newest says what is in force."""

    __tablename__ = "lexicon_versions"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    kind: Mapped[str] = mapped_column(comment="roads, estates, cells…")
    source: Mapped[str]
    file: Mapped[str]
    datum: Mapped[str]
    added: Mapped[int]
    kept: Mapped[int]
    removed: Mapped[int]
    refused: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("lexicon_versions.id"), unique=True)


class Versioned:
    """Columns of a row that comes with one version and goes with another."""

    source: Mapped[str]
    datum: Mapped[str] = mapped_column(server_default="wgs84", comment="as the source gave it")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None] = mapped_column(comment="the last day")
    since_id: Mapped[int | None] = mapped_column(ForeignKey("lexicon_versions.id"), index=True)
    until_id: Mapped[int | None] = mapped_column(ForeignKey("lexicon_versions.id"), index=True)


class AreaChange(Base):
    """What an area was before a version changed it; null where it was not there."""

    __tablename__ = "area_changes"

    version_id: Mapped[int] = mapped_column(ForeignKey("lexicon_versions.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    before: Mapped[dict[str, Any] | None]


class Road(Versioned, Base):
    """A road: its names and its centre line (GeoJSON LineString or MultiLineString)."""

    __tablename__ = "roads"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(String))
    grade: Mapped[str] = mapped_column(comment="快速路 主干路 次干路 支路 巷")
    shape: Mapped[dict[str, Any]]
    middle: Mapped[Point]
    ends: Mapped[str] = mapped_column(server_default="", comment="起止: from where to where")


class HouseNumber(Versioned, Base):
    """A house number of the road of this name, at a point."""

    __tablename__ = "house_numbers"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    road: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    at: Mapped[Point]


class Term(Versioned, Base):
    """A name without a place: 专项活动, or one who is responsible 责任主体."""

    __tablename__ = "terms"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[str] = mapped_column(comment="campaign, responsibility")
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(ARRAY(String))


class LandmarkKind(enum.StrEnum):
    """A building or spot that people steer by, or a housing estate."""

    LANDMARK = "landmark"
    ESTATE = "estate"
    POINT = "point"
    STOP = "stop"
    VILLAGE = "village"
    ASSET = "asset"


class Landmark(Versioned, Base):
    """标志性建筑, 小区, 兴趣点, 公交站, 自然村, or a pole's or asset's number, at a point."""

    __tablename__ = "landmarks"
    __table_args__ = (Index(None, "at", postgresql_using="gist"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    kind: Mapped[LandmarkKind]
    name: Mapped[str] = mapped_column(index=True)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(String))
    at: Mapped[Point]
    size: Mapped[float | None] = mapped_column(comment="metres from the middle to the edge")


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
