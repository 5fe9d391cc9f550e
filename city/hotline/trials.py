"""An import tried: what would become of each row, were it imported now. Nothing is written."""

from collections import Counter
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city import clock
from city.hotline import orders, reading, write
from city.hotline.checking import Checked
from city.hotline.model import HotlineSource
from city.hotline.orders import Decided, Pass
from city.tables.sheet import LIMITS, Limits

SHOWN = 20  # rows that are told of


class Doubt(NamedTuple):
    """A row that would not go in: where it stands, and the code of why."""

    sheet: str
    row: int
    number: str
    why: str
    about: str | None


class Trial(NamedTuple):
    """How many rows would end how, and the first of those that would not go in."""

    counts: dict[str, int]
    doubts: list[Doubt]


def tried(
    session: Session,
    source: HotlineSource,
    body: bytes,
    saved: dict[str, str],
    zone: ZoneInfo,
    limits: Limits = LIMITS,
) -> Trial:
    """Read the whole file as an import would, with the columns as `saved`. Raises Unreadable.

    Where no sheet is understood there are no counts.
    """
    on, counts = Pass(), Counter[str]()
    doubts: list[Doubt] = []
    for said in reading.orders(body, saved, zone, clock.now(), limits):
        if isinstance(said, Checked):
            known = write.known(session, source, orders.numbers(said))
            decided = orders.decide(said, known, on.seen, on.label)
            on.note(decided)
            counts.update(one.outcome for one in decided)
            of_these = (_doubt(on.name, one) for one in decided if _stays_out(one))
            doubts += islice(of_these, SHOWN - len(doubts))
        else:
            on.sheet(said)
    return Trial(dict(counts), doubts)


def _stays_out(one: Decided) -> bool:
    return one.outcome in ("refused", "duplicate")


def _doubt(sheet: str, one: Decided) -> Doubt:
    return Doubt(sheet, one.row, one.number, one.why or "", one.about)
