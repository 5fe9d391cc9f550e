"""Dispatch rules as rows: first match by order."""

from sqlalchemy import ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from city.db import Base


class DispatchRule(Base):
    """Category × district → organisation. What is null matches anything."""

    __tablename__ = "dispatch_rules"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    ordinal: Mapped[int] = mapped_column(unique=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
