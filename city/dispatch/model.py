"""Dispatch rules as rows: first match by order."""

import enum
from datetime import time

from sqlalchemy import ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class Days(enum.StrEnum):
    """On which days a rule holds: by the city's own calendar."""

    ANY = "any"
    WORKING = "working"
    OFF = "off"


class DispatchRule(Base):
    """Category or condition × place × time → department. What is null matches anything."""

    __tablename__ = "dispatch_rules"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    ordinal: Mapped[int] = mapped_column(unique=True)
    class_code: Mapped[str | None] = mapped_column(comment="occurrence-04: the whole class")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    condition_id: Mapped[int | None] = mapped_column(ForeignKey("filing_conditions.id"))
    area_id: Mapped[int | None] = mapped_column(
        ForeignKey("areas.id"), comment="a district, subdistrict, community, beat or cell"
    )
    road: Mapped[str | None] = mapped_column(comment="the name of the road that it is on")
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id"), comment="the component's owner is this one"
    )
    days: Mapped[Days] = mapped_column(default=Days.ANY)
    opens: Mapped[time | None] = mapped_column(comment="by the city's clock; may go over midnight")
    closes: Mapped[time | None]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    note: Mapped[str] = mapped_column(default="", comment="why there is this rule")
