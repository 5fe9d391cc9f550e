"""The catalogue that comes with the product: from CSV into rows, at each start."""

import csv
from pathlib import Path
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city.catalogue import limits
from city.catalogue.model import Category, FilingCondition
from city.db import Base

DATA = Path(__file__).parent / "data"


class CatalogueBroken(ValueError):
    """A row of the catalogue that cannot be used; the message names file, line and reason."""


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV with a heading line, by column name."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def categories(data: Path = DATA) -> list[dict[str, Any]]:
    """The categories as columns of `categories`, without ids."""
    return [
        {
            **row,
            "common": row["common"] == "true",
            "synonyms": [word for word in row["synonyms"].split("|") if word],
        }
        for row in read(data / "categories.csv")
    ]


def conditions(data: Path = DATA) -> list[dict[str, Any]]:
    """The filing conditions as columns, `category` being a code. Raises CatalogueBroken."""
    return [
        _condition(row, line)
        for line, row in enumerate(read(data / "filing_conditions.csv"), start=2)
    ]


def _condition(row: dict[str, str], line: int) -> dict[str, Any]:
    try:
        limit = limits.parse(row["limit"])
    except limits.LimitUnclear as unclear:
        raise CatalogueBroken(f"filing_conditions.csv:{line}: {unclear}") from unclear
    return {
        "category": row["category"],
        "ordinal": int(row["ordinal"]),
        "text": row["text"],
        "limit_label": row["limit"],
        "limit_amount": limit.amount,
        "limit_unit": limit.unit,
        "urgent": limit.urgent,
        "closing": row["closing"],
        "source": row["source"],
    }


def load(session: Session, data: Path = DATA) -> tuple[int, int]:
    """Bring the tables up to the CSVs: how many categories and conditions these hold.

    Rows are known by code, and by category and ordinal; ids stay, and what already reads so is not
    written again. What a city added is left alone.
    """
    books = categories(data)
    _upsert(session, Category, ["code"], books)
    ids = dict(session.execute(select(Category.code, Category.id)).all())
    rows = conditions(data)
    for row in rows:
        code = row.pop("category")
        if code not in ids:
            raise CatalogueBroken(f"filing_conditions.csv: no category {code}")
        row["category_id"] = ids[code]
    _upsert(session, FilingCondition, ["category_id", "ordinal"], rows)
    return len(books), len(rows)


def _upsert(
    session: Session, model: type[Base], key: list[str], rows: list[dict[str, Any]]
) -> None:
    new = insert(model).values(rows)
    others = [name for name in rows[0] if name not in key]
    differs = tuple_(*(getattr(model, name) for name in others)).is_distinct_from(
        tuple_(*(new.excluded[name] for name in others))
    )
    session.execute(
        new.on_conflict_do_update(
            index_elements=key,
            set_={name: new.excluded[name] for name in others},
            where=differs,
        )
    )
