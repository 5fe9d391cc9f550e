"""The catalogue as rows: categories of the three books, and their filing conditions by version."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, String
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


class View(enum.StrEnum):
    """What a required photo shows: 近景, 远景, 参照物."""

    NEAR = "near"
    FAR = "far"
    REFERENCE = "reference"


class Handling(enum.StrEnum):
    """处置类型: what is done about it."""

    REPAIR = "repair"
    REPLACE = "replace"
    CLEAN = "clean"
    REMOVE = "remove"
    STOP = "stop"
    ENFORCE = "enforce"
    MAKE_SAFE = "make_safe"
    PLANT = "plant"
    TIDY = "tidy"
    ANSWER = "answer"


HANDLING_WORDS: dict[Handling, dict[str, str]] = {
    Handling.REPAIR: {"zh": "修复", "en": "Repair"},
    Handling.REPLACE: {"zh": "更换", "en": "Replace"},
    Handling.CLEAN: {"zh": "清理", "en": "Clean up"},
    Handling.REMOVE: {"zh": "拆除", "en": "Remove"},
    Handling.STOP: {"zh": "制止", "en": "Stop"},
    Handling.ENFORCE: {"zh": "查处", "en": "Enforce"},
    Handling.MAKE_SAFE: {"zh": "排险", "en": "Make safe"},
    Handling.PLANT: {"zh": "补植", "en": "Replant"},
    Handling.TIDY: {"zh": "规范", "en": "Put in order"},
    Handling.ANSWER: {"zh": "答复", "en": "Answer"},
}
VIEW_WORDS: dict[View, dict[str, str]] = {
    View.NEAR: {"zh": "近景", "en": "Near"},
    View.FAR: {"zh": "远景", "en": "Far"},
    View.REFERENCE: {"zh": "参照物", "en": "With a reference object"},
}


class Category(Base):
    """小类. Its code reads `component-0101`: book, class, category."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Kind]
    class_code: Mapped[str] = mapped_column(String(2))
    class_name: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="", comment="empty: the Chinese name is shown")
    common: Mapped[bool] = mapped_column(comment="among those that citizens report most")
    automatic: Mapped[bool] = mapped_column(default=False, comment="a rule may dispatch it")
    synonyms: Mapped[list[str]] = mapped_column(ARRAY(String))
    source: Mapped[str] = mapped_column(comment="where the row comes from, or 待核对")
    withdrawn_at: Mapped[datetime | None] = mapped_column(comment="since when nothing is filed")
    conditions: Mapped[list["FilingCondition"]] = relationship(
        primaryjoin="and_(Category.id == FilingCondition.category_id,"
        " FilingCondition.valid_to.is_(None))",
        order_by="FilingCondition.ordinal",
        viewonly=True,
    )

    def called(self, language: str) -> str:
        """Its name in `language`; the Chinese one where there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name


class FilingCondition(Base):
    """立案条件: what must be seen for a case to be filed, and how long handling may take.

    What a case is filed by never changes: another text, limit or closing condition is another row,
    and the old one ends at `valid_to`.
    """

    __tablename__ = "filing_conditions"
    __table_args__ = (
        Index(
            "uq_filing_conditions_current",
            "category_id",
            "ordinal",
            unique=True,
            postgresql_where="valid_to is null",
        ),
        CheckConstraint("limit_amount > 0", name="limit_amount"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"))
    ordinal: Mapped[int]
    text: Mapped[str]
    limit_label: Mapped[str] = mapped_column(comment="as the city writes it: 2紧急工作时")
    limit_amount: Mapped[int]
    limit_unit: Mapped[LimitUnit]
    season: Mapped[bool] = mapped_column(default=False, comment="runs from the planting season on")
    urgent: Mapped[bool]
    photos: Mapped[list[str]] = mapped_column(ARRAY(String), default=list, comment="Views")
    closing: Mapped[str]
    handling: Mapped[Handling] = mapped_column(default=Handling.REPAIR)
    automatic: Mapped[bool] = mapped_column(default=False, comment="a rule may dispatch it")
    source: Mapped[str]
    valid_from: Mapped[datetime | None] = mapped_column(comment="null: from the beginning")
    valid_to: Mapped[datetime | None]
    category: Mapped[Category] = relationship()


class CatalogueVersion(Base):
    """One change of the catalogue: what came from where, and what it changed."""

    __tablename__ = "catalogue_versions"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(comment="shipped, or the name of the city's own file")
    by: Mapped[str]
    changes: Mapped[dict[str, Any]]
