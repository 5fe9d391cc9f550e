"""Reading the catalogue."""

from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, selectinload

from city.catalogue.handbook import Known
from city.catalogue.model import Category

_HASH = "select md5(string_agg(md5({0}::text), '' order by id)) from {0}"
_VERSION = text(
    f"select md5(coalesce(({_HASH.format('categories')}), '')"
    f" || coalesce(({_HASH.format('filing_conditions')}), ''))"
)


def version(session: Session) -> str:
    """A short text that changes when any row of the catalogue does."""
    return str(session.scalar(_VERSION))


def categories(session: Session) -> Sequence[Category]:
    """All present categories in the order of their codes, with their present conditions."""
    asked = select(Category).where(Category.withdrawn_at.is_(None))
    asked = asked.options(selectinload(Category.conditions))
    return session.scalars(asked.order_by(Category.code)).all()


def is_loaded(session: Session) -> bool:
    """Whether there is a catalogue at all."""
    return bool(session.scalar(select(func.count()).select_from(Category)))


def known(session: Session) -> Known:
    """Codes by name and classes by code, for a handbook that has only names."""
    found = session.scalars(select(Category)).all()
    return Known(
        {(one.kind, one.name): one.code for one in found},
        {(one.kind, one.class_code): one.class_name for one in found},
    )
