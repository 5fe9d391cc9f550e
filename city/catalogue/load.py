"""The catalogue that comes with the product: from CSV into rows, at each start."""

import csv
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from city.catalogue import limits, versions
from city.catalogue.model import Handling, View
from city.catalogue.versions import SHIPPED, Book

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
            "automatic": row["automatic"] == "true",
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
        photos = [View(view).value for view in row["photos"].split("|") if view]
        handling = Handling(row["handling"])
    except ValueError as unclear:
        raise CatalogueBroken(f"filing_conditions.csv:{line}: {unclear}") from unclear
    return {
        "category": row["category"],
        "ordinal": int(row["ordinal"]),
        "text": row["text"],
        "limit_label": row["limit"],
        "limit_amount": limit.amount,
        "limit_unit": limit.unit,
        "season": limit.season,
        "urgent": limit.urgent,
        "photos": photos,
        "closing": row["closing"],
        "handling": handling,
        "automatic": row["automatic"] == "true",
        "source": row["source"],
    }


def load(session: Session, data: Path = DATA) -> tuple[int, int]:
    """Bring the tables up to the CSVs: how many categories and conditions these hold.

    What already reads so is not written again, and what a city added is left alone. A city that
    has imported its own handbook keeps it: then nothing is loaded.
    """
    book = Book(categories(data), conditions(data))
    known = {row["code"] for row in book.categories}
    lost = next((row for row in book.conditions if row["category"] not in known), None)
    if lost:
        raise CatalogueBroken(f"filing_conditions.csv: no category {lost['category']}")
    if not versions.is_own(session):
        changes = versions.compare(session, book)
        versions.apply(session, changes, origin=SHIPPED, by="release")
    return len(book.categories), len(book.conditions)
