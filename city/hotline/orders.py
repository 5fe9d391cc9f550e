"""Checked rows meet what is known: filed, updated, untouched or duplicate; decided purely."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from city.hotline.checking import NO_ORDERS, Checked, Order, Refusal


class Before(NamedTuple):
    """What is known of an order: its digest, and the row of this run that brought it, if any."""

    digest: str
    row: str | None = None


class Decided(NamedTuple):
    """What is to become of one row. `why`: a reason's code; `about`: the row that it names."""

    row: int
    number: str
    outcome: str
    order: Order | None = None
    why: str | None = None
    about: str | None = None
    refusal: Refusal | None = None


def decide(
    checked: Checked, known: Mapping[str, str], seen: Mapping[str, Before], label: str
) -> list[Decided]:
    """One decision a row, in the rows' order.

    `known`: number → digest of the orders that are there; `seen`: those that earlier rows of this
    run brought; `label`: stands before this sheet's rows where there are several sheets.
    """
    own: dict[str, Before] = {}
    found = [_of_order(order, known, seen, own, label) for order in checked.orders]
    found += map(_of_refusal, checked.refusals)
    return sorted(found, key=lambda one: one.row) if checked.refusals else found


def _of_order(
    order: Order,
    known: Mapping[str, str],
    seen: Mapping[str, Before],
    own: dict[str, Before],
    label: str,
) -> Decided:
    number, digest = order.number, order.digest
    before = own.get(number) or seen.get(number)
    if before:
        why = "same" if before.digest == digest else "differs"
        return Decided(order.row, number, "duplicate", order, why, before.row)
    own[number] = Before(digest, f"{label}{order.row}")
    held = known.get(number)
    if held is None:
        return Decided(order.row, number, "filed", order)
    return Decided(order.row, number, "untouched" if held == digest else "updated", order)


def _of_refusal(no: Refusal) -> Decided:
    if no.reason == NO_ORDERS:
        return Decided(no.row, "", "left_out", None, no.reason)
    return Decided(no.row, no.number, "refused", None, no.reason, None, no)


def brought(decided: Iterable[Decided], label: str) -> dict[str, Before]:
    """What later rows of the run are to know of these."""
    return {
        one.number: Before(one.order.digest, f"{label}{one.row}")
        for one in decided
        if one.order and one.outcome != "duplicate"
    }


class Pass:
    """One pass over a file: the sheet that is read just now, and what earlier rows brought."""

    def __init__(self) -> None:
        self.understood = self.rows = 0
        self.name = ""
        self.headings: list[str] = []
        self.seen: dict[str, Before] = {}

    def sheet(self, about: Mapping[str, Any]) -> None:
        """The rows that follow are of this sheet; those of one without orders are left out."""
        self.name, self.headings = about["name"], [one["heading"] for one in about["columns"]]
        self.understood += not about["missing"]
        if self.understood:
            self.rows += about["rows"]

    @property
    def label(self) -> str:
        """What stands before a row's number where there are several sheets."""
        return f"{self.name}!" if self.understood > 1 else ""

    def note(self, decided: Iterable[Decided]) -> None:
        """Remember what these rows brought."""
        self.seen |= brought(decided, self.label)


def numbers(checked: Checked) -> Sequence[str]:
    """The order numbers of these rows."""
    return [order.number for order in checked.orders]
