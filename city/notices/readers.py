"""A reader of notices: a member of staff, or a citizen's device; and what one is told of."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from city.people import Actor


class Reader(NamedTuple):
    """One of the two is given."""

    device: str | None = None
    person_id: int | None = None


Facts = Mapping[str, Any]


class Told(NamedTuple):
    """One reader, what it is about, and what its words may say of it.

    `kind`: a name of kinds.py, where it is not the event's.
    """

    reader: Reader
    facts: Facts
    report_id: UUID | None = None
    case_id: UUID | None = None
    kind: str | None = None


def reader_of(actor: Actor) -> Reader:
    """The reader that the actor is: staff by their account, citizens by their device."""
    return Reader(person_id=actor.person_id) if actor.person_id else Reader(device=actor.device)


def is_of(table: Any, reader: Reader) -> Any:
    """The rows of `table` (with `device` and `person_id`) that are this reader's."""
    if reader.person_id is not None:
        return table.person_id == reader.person_id
    return table.device == reader.device
