"""Names and areas taken into the database as a new version; or a version undone."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, null, select, true, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from city.errors import Missing
from city.places import tiling
from city.places.coordinates import Datum
from city.places.entries import AREAS, LINED, PLACELESS, SPOTS, Entry, Refused, house
from city.places.model import HouseNumber, Landmark, LandmarkKind, LexiconVersion, Road, Term
from city.places.versions import Outcome, Source, record

TERMS = {"campaigns": "campaign", "responsibilities": "responsibility"}
Table = type[Road] | type[Landmark] | type[HouseNumber] | type[Term]
Row = Road | Landmark | HouseNumber | Term


def load(
    session: Session,
    kind: str,
    rows: Iterable[Entry | Refused],
    source: Source,
    dry: bool = False,
    seen: Callable[[int], object] | None = None,
) -> Outcome:
    """Take rows of one kind as a new version. With `dry` nothing is written.

    Nothing is written either where areas have faults that would give one point two cells.
    """
    entries: list[Entry] = []
    refused: list[Refused] = []
    for row in rows:
        (entries if isinstance(row, Entry) else refused).append(row)  # type: ignore[arg-type]
        if seen:
            seen(1)
    if kind in AREAS:
        return tiling.load(session, kind, entries, refused, source, dry)
    return _load_names(session, kind, entries, refused, source, dry)


def undo(session: Session, by_id: int | None = None, kind: str | None = None) -> LexiconVersion:
    """Undo the newest version (of a kind) that still stands. Raises Missing where there is none."""
    undone = select(LexiconVersion.undoes_id).where(LexiconVersion.undoes_id.is_not(None))
    newest = select(LexiconVersion).where(
        LexiconVersion.undoes_id.is_(None), LexiconVersion.id.not_in(undone)
    )
    if kind:
        newest = newest.where(LexiconVersion.kind == kind)
    found = session.scalar(newest.order_by(LexiconVersion.id.desc()).limit(1).with_for_update())
    if found is None:
        raise Missing(what="version")
    if found.kind in AREAS:
        tiling.undo(session, found.id)
    else:
        table = table_of(found.kind)
        session.execute(delete(table).where(table.since_id == found.id))
        again = update(table).where(table.until_id == found.id).values(until_id=null())
        session.execute(again)
    source = Source(found.source, found.file, Datum(found.datum), by_id)
    return record(
        session, found.kind, source, (found.removed, found.kept, found.added), 0, found.id
    )


def _load_names(
    session: Session,
    kind: str,
    entries: Sequence[Entry],
    refused: list[Refused],
    source: Source,
    dry: bool,
) -> Outcome:
    table = table_of(kind)
    own = (table.source == source.name) & table.until_id.is_(None) & ours(table, kind)
    wanted = {
        _key(values): values for values in (_values(kind, entry, source) for entry in entries)
    }
    there = {_key_of(row): row.id for row in _rows(session, table, own)}
    gone = [there[key] for key in there.keys() - wanted.keys()]
    fresh = [values for key, values in wanted.items() if key not in there]
    counts = len(fresh), len(there) - len(gone), len(gone)
    if dry or not (fresh or gone):
        return Outcome(None, *counts, refused, [])
    version = record(session, kind, source, counts, len(refused))
    if gone:
        session.execute(update(table).where(table.id.in_(gone)).values(until_id=version.id))
    if fresh:
        session.execute(insert(table), [values | {"since_id": version.id} for values in fresh])
    return Outcome(version.id, *counts, refused, [])


def table_of(kind: str) -> Table:
    """Which table holds the names of a kind."""
    if kind in LINED:
        return Road
    if kind in SPOTS:
        return Landmark
    return HouseNumber if kind == "numbers" else Term


def ours(table: Table, kind: str) -> ColumnElement[bool]:
    """The rows of a table that are of a kind."""
    if table is Landmark:
        return Landmark.kind == LandmarkKind(SPOTS[kind])
    return Term.kind == TERMS[kind] if kind in PLACELESS else true()


def _values(kind: str, entry: Entry, source: Source) -> dict[str, Any]:
    """The columns of one row."""
    values: dict[str, Any] = {
        "source": source.name,
        "datum": entry.datum.value,
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
    }
    fields = entry.fields
    if kind == "numbers":
        number = house(fields["number"])
        return values | {"road": fields.get("road") or entry.name, "number": number, "at": entry.at}
    values |= {"name": entry.name, "aliases": list(entry.aliases)}
    if kind in LINED:
        return values | {
            "grade": fields.get("grade") or "支路",
            "shape": entry.shape,
            "middle": entry.at,
            "ends": fields.get("ends") or "",
        }
    if kind in PLACELESS:
        return values | {"kind": TERMS[kind]}
    size = fields.get("size")
    return values | {
        "kind": LandmarkKind(SPOTS[kind]),
        "at": entry.at,
        "size": float(size) if size else None,
    }


def _key(values: dict[str, Any]) -> str:
    """What makes a row the same row: everything but its id and its versions."""
    return repr(sorted((name, _plain(value)) for name, value in values.items()))


def _rows(session: Session, table: Table, own: ColumnElement[bool]) -> Iterable[Row]:
    rows: Iterable[Row] = session.scalars(select(table).where(own))
    return rows


def _key_of(row: Row) -> str:
    columns = set(row.__table__.columns.keys()) - {"id", "since_id", "until_id"}
    return _key({name: getattr(row, name) for name in columns})


def _plain(value: Any) -> Any:
    """Lists and tuples alike, numbers to seven places."""
    if isinstance(value, list | tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, dict):
        return tuple(sorted((key, _plain(one)) for key, one in value.items()))
    if isinstance(value, float):
        return round(value, 7)
    return value


def change(
    session: Session, kind: str, entry: Entry, source: Source, replaces: int | None = None
) -> LexiconVersion:
    """Put one name in the place of what bears it now, as a version of its own.

    `replaces`: the id of a row that it takes the place of too, so that a name can be mended.
    """
    table = table_of(kind)
    values = _values(kind, entry, source)
    gone = _named(session, kind, entry.name, values.get("number"))
    if replaces is not None:
        gone = sorted({*gone, replaces})
    version = record(session, kind, source, (1, 0, len(gone)), 0)
    session.execute(update(table).where(table.id.in_(gone)).values(until_id=version.id))
    session.execute(insert(table), [values | {"since_id": version.id}])
    return version


def retire(session: Session, kind: str, id: int, source: Source) -> LexiconVersion:
    """Take a name out of force. Raises Missing where there is none."""
    table = table_of(kind)
    held = select(table.id).where(table.id == id, ours(table, kind), table.until_id.is_(None))
    if session.scalar(held.with_for_update()) is None:
        raise Missing(what="name")
    version = record(session, kind, source, (0, 0, 1), 0)
    session.execute(update(table).where(table.id == id).values(until_id=version.id))
    return version


def _named(session: Session, kind: str, name: str, number: int | None) -> list[int]:
    """The ids of the rows of a kind that bear a name now."""
    table = table_of(kind)
    bears = HouseNumber.road == name if table is HouseNumber else table.__table__.c["name"] == name
    wanted = [table.until_id.is_(None), bears, ours(table, kind)]
    if number is not None:
        wanted.append(HouseNumber.number == number)
    return list(session.scalars(select(table.id).where(*wanted)))
