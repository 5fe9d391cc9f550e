"""A version of the lexicons: what an import brought, from where, and what it did."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from city.places.checking import Fault
from city.places.coordinates import Datum
from city.places.entries import Refused
from city.places.model import LexiconVersion


class Outcome(NamedTuple):
    """What an import did, or would do."""

    version: int | None
    added: int
    kept: int
    removed: int
    refused: list[Refused]
    faults: list[Fault]


class Source(NamedTuple):
    """Where entries come from; what a source brings replaces what the same source brought."""

    name: str
    file: str
    datum: Datum
    by_id: int | None = None


def record(
    session: Session,
    kind: str,
    source: Source,
    counts: tuple[int, int, int],
    refused: int,
    undoes: int | None = None,
) -> LexiconVersion:
    """Write a version down; `counts` are rows added, kept and removed."""
    added, kept, removed = counts
    version = LexiconVersion(
        kind=kind,
        source=source.name,
        file=source.file,
        datum=source.datum.value,
        added=added,
        kept=kept,
        removed=removed,
        refused=refused,
        by_id=source.by_id,
        undoes_id=undoes,
    )
    session.add(version)
    session.flush()
    return version
