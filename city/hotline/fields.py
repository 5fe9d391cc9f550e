"""The fields of a hotline work order, and the names that cities' exports give them.

Names and codes of values: the hotlines' published interface fields (reference hotline12345_fields)
and columns seen in exports; a city's own names are saved with its source.
"""

import csv
import enum
from pathlib import Path
from typing import NamedTuple


class Kind(enum.StrEnum):
    """What stands in a column."""

    NUMBER = "number"  # an order's number: digits and letters that must not lose any
    TEXT = "text"
    MOMENT = "moment"
    PHONE = "phone"
    LON = "lon"
    LAT = "lat"
    COUNT = "count"
    YES = "yes"


class Field(NamedTuple):
    """One field: its name here, in Chinese, what it holds, and what exports call it."""

    name: str
    zh: str
    kind: Kind
    names: tuple[str, ...]
    needed: bool = False


def _read() -> dict[str, Field]:
    with (Path(__file__).parent / "data" / "fields.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["field"]: Field(
                row["field"],
                row["zh"],
                Kind(row["kind"]),
                tuple(row["names"].split("|")),
                bool(row["needed"]),
            )
            for row in csv.DictReader(rows)
        }


FIELDS = _read()
NEEDED = tuple(field.name for field in FIELDS.values() if field.needed)
PERSONAL = ("name", "phone", "home")
"""What stands in the sealed contact and nowhere else."""
FACTS = (
    *("channel", "type", "level1", "level2", "level3", "level4", "level5", "street", "community"),
    *("department", "joint_departments", "urgency", "secret", "wants_call"),
)
"""What is kept of an order as the hotline said it."""


def plain(heading: object) -> str:
    """A heading without spaces, line breaks, brackets' units and marks, in lower case."""
    text = str(heading or "").translate(_WIDE).lower()
    for opening, closing in ("()", "[]", "【】"):
        while opening in text and closing in text[text.index(opening) :]:
            start = text.index(opening)
            text = text[:start] + text[text.index(closing, start) + 1 :]
    return "".join(sign for sign in text if sign.isalnum())


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
BY_NAME: dict[str, str] = {
    plain(name): field.name for field in FIELDS.values() for name in field.names
}
"""A plain heading → the field that it certainly means."""
