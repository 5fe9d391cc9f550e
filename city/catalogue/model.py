"""The catalogue as rows: categories of the three books, and their filing conditions."""

import enum

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from city.db import Base


class Kind(enum.StrEnum):
    """The three books of the catalogue."""

    COMPONENT = "component"
    OCCURRENCE = "occurrence"
    SERVICE = "service"


class LimitUnit(enum.StrEnum):
    """Units of a time limit: the urgent ones run on by night, the working ones do not."""

    MINUTE = "minute"
    URGENT_HOUR = "urgent_hour"
    URGENT_DAY = "urgent_day"
    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"


class Category(Base):
    """小类. Its code reads `component-0101`: book, class, category."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Kind]
    class_code: Mapped[str] = mapped_column(String(2))
    class_name: Mapped[str]
    name: Mapped[str]
    common: Mapped[bool] = mapped_column(comment="among those that citizens report most")
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(String))
    source: Mapped[str] = mapped_column(comment="where the row comes from, or 待核对")
    conditions: Mapped[list["FilingCondition"]] = relationship(order_by="FilingCondition.ordinal")


class FilingCondition(Base):
    """立案条件: what must be seen for a case to be filed, and how long handling may take."""

    __tablename__ = "filing_conditions"
    __table_args__ = (
        UniqueConstraint("category_id", "ordinal"),
        CheckConstraint("limit_amount > 0", name="limit_amount"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"))
    ordinal: Mapped[int]
    text: Mapped[str]
    limit_label: Mapped[str] = mapped_column(comment="as the city writes it: 2紧急工作时")
    limit_amount: Mapped[int]
    limit_unit: Mapped[LimitUnit]
    urgent: Mapped[bool]
    closing: Mapped[str]
    source: Mapped[str]
    category: Mapped[Category] = relationship(back_populates="conditions")
