"""What a file holds: its sheets, their headings, the proposed mapping, and the first rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from city.hotline import checking, headings, mapping, values
from city.hotline.checking import NO_ORDERS, Checked, Frame, Refusal
from city.hotline.fields import PERSONAL, plain
from city.hotline.mapping import Proposal
from city.tables.sheet import Cells, Limits, Sheet, Unreadable, numbered

BATCH = 2000
PREVIEW = 10
PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


class Job(NamedTuple):
    """What is asked of a file. `saved`: plain heading → field, or "" for none."""

    saved: Mapping[str, str]
    zone: str
    now: datetime


class Known(NamedTuple):
    """A sheet whose rows can be told: numbered rows below the headings."""

    sheet: Sheet
    headings: list[str]
    proposal: Proposal
    rows: list[tuple[int, Cells]]


def sheets(found: Iterator[Sheet], job: Job, limits: Limits) -> Iterator[Known]:
    """Every sheet with rows. Raises Unreadable when all of them are empty, or are too many."""
    zone, empty = ZoneInfo(job.zone), True
    wanted = frozenset(name for name, field in job.saved.items() if field)
    for sheet in found:
        rows = [row for row in numbered(sheet) if any(map(_says, row[1]))]
        if not rows:
            continue
        if len(rows) > limits.rows:
            raise Unreadable("too_many", str(len(rows)))
        empty = False
        head = headings.find([cells for _, cells in rows[: headings.LOOKED]], wanted)
        names, below = head or ([], 0)
        proposal = mapping.propose(
            names, [cells for _, cells in rows[below : below + mapping.SAMPLE]], zone, job.saved
        )
        yield Known(sheet, names, proposal, _without_repeated(rows[below:], names))
    if empty:
        raise Unreadable("empty")


def looked(known: Known) -> dict[str, Any]:
    """A sheet as it is shown before an import: columns, how many rows, the first ten."""
    return {
        "name": known.sheet.name,
        "rows": len(known.rows),
        "columns": [one._asdict() for one in known.proposal.columns],
        "missing": known.proposal.missing,
        "preview": [
            {"row": row, "cells": masked(cells, known.proposal.places())}
            for row, cells in known.rows[:PREVIEW]
        ],
    }


def checked(known: Known, job: Job) -> Iterator[Checked]:
    """The rows of a sheet whose needed fields are known, so many at a time."""
    places = known.proposal.places()
    at = places.get("number", 0)
    numbers = [cells[at] for _, cells in known.rows if at < len(cells)]
    zone = ZoneInfo(job.zone)
    frame = Frame(places, zone, job.now, known.sheet.is_1904, checking.digits(numbers))
    for start in range(0, len(known.rows), BATCH):
        yield checking.check(known.rows[start : start + BATCH], frame)


def left_out(known: Known) -> Iterator[Checked]:
    """The rows of a sheet that holds no orders, so that each is accounted for; without cells."""
    for start in range(0, len(known.rows), BATCH):
        some = known.rows[start : start + BATCH]
        yield Checked([], [Refusal(row, "", NO_ORDERS, []) for row, _ in some])


def masked(cells: Cells, places: Mapping[str, int]) -> list[str]:
    """A row to be looked at: of who called, no more than tells one caller from another."""
    said = [PHONE.sub(r"\1****\2", values.text(cell)) for cell in cells]
    for field in PERSONAL:
        at = places.get(field, len(said))
        if at < len(said) and len(said[at]) > 1 and "*" not in said[at]:
            said[at] = said[at][0] + "*" * min(len(said[at]) - 1, 6)
    return said


def _says(cell: Any) -> bool:
    return cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())


def _without_repeated(
    rows: Sequence[tuple[int, Cells]], names: Sequence[str]
) -> list[tuple[int, Cells]]:
    """Rows that are no repetition of the headings, as exports print them on every page."""
    wanted = [plain(name.rpartition(" / ")[2]) for name in names if name]
    first = wanted[0] if wanted else ""
    if not first:
        return list(rows)
    return [row for row in rows if not _repeats(row[1], first, wanted)]


def _repeats(cells: Cells, first: str, wanted: Sequence[str]) -> bool:
    said = cells[0] if cells else ""
    if isinstance(said, str) and said and said[0].isascii() and said[0].lower() != first[0]:
        return False  # as nearly all rows are: it is not even looked at
    return plain(said) == first and [plain(cell) for cell in cells if _says(cell)] == wanted
