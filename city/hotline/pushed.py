"""Orders that the hotline's own program pushes: fields, checks and outcomes as of a file."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city import clock
from city.errors import ColumnsUnclear
from city.hotline import checking, mapping, results, sources
from city.hotline.checking import Frame


class Row(NamedTuple):
    """What became of one order; rows count from 1. `words`: why, in the caller's language."""

    row: int
    number: str
    outcome: str
    report: str | None
    words: str


def take(
    session: Session,
    source: str,
    told: Sequence[Mapping[str, Any]],
    zone: ZoneInfo,
    language: str,
) -> list[Row]:
    """Take in orders, at most some hundreds. Raises ColumnsUnclear where no order has a number."""
    held = sources.named(session, source)
    names = list(dict.fromkeys(name for one in told for name in one))
    cells = [[_cell(one.get(name)) for name in names] for one in told]
    proposal = mapping.propose(names, cells, zone, held.mapping)
    if proposal.missing:
        raise ColumnsUnclear(missing=list(proposal.missing))
    frame = Frame(proposal.places(), zone, clock.now())
    checked = checking.check(list(enumerate(cells, 1)), frame)
    decided, found = sources.take(session, held, checked, zone, {}, placed_later=False)
    return [
        Row(
            one.row,
            one.number,
            one.outcome,
            found.get(one.number),
            results.remarks(one.why, one.about, one.order.notes if one.order else [], language),
        )
        for one in decided
    ]


def _cell(value: Any) -> Any:
    """What JSON can hold beside text and numbers is no cell."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
