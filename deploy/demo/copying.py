"""Many rows at once: ids reserved, rows carried by COPY, indexes rebuilt afterwards."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from psycopg import Cursor
from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.orm import Session

from city.db import Base, Point

_LINES = 20_000


def columns(names: str) -> list[str]:
    """Column names, said as one text."""
    return names.split()


def reserve(session: Session, model: type[Base], count: int) -> int:
    """The first of `count` ids in a row that nobody else will get."""
    sequence = f"pg_get_serial_sequence('{model.__tablename__}', 'id')"
    first = session.scalar(text(f"select nextval({sequence})"))
    if count > 1:
        session.execute(text(f"select setval({sequence}, :last)"), {"last": first + count - 1})
    return int(first)


def copy_rows(
    session: Session, model: type[Base], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY rows of values: dicts go as JSON, Points as points, lists as arrays."""
    with _cursor(session) as cursor, cursor.copy(_statement(model, columns)) as copy:
        for row in rows:
            copy.write_row([_plain(value) for value in row])


def copy_lines(
    session: Session, model: type[Base], columns: Sequence[str], lines: Iterable[str]
) -> Iterator[int]:
    """COPY lines that are already in COPY's text form; yields how many went, chunk by chunk."""
    rest = iter(lines)
    with _cursor(session) as cursor, cursor.copy(_statement(model, columns)) as copy:
        while chunk := list(islice(rest, _LINES)):
            copy.write("".join(chunk))
            yield len(chunk)


@contextmanager
def bare(session: Session, model: type[Base]) -> Iterator[None]:
    """Within the block the table has no foreign keys, unique constraints or further indexes.

    They are made again at its end, from what the database itself said of them, and so are checked
    once over all rows. All in the caller's transaction; the table is locked meanwhile.
    """
    table = model.__tablename__
    constraints = session.execute(
        text(
            "select conname, pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid = cast(:table as regclass) and contype in ('f', 'u')"
        ),
        {"table": table},
    ).all()
    named = [name for name, _ in constraints]
    indexes = session.execute(
        text(
            "select c.relname, pg_get_indexdef(i.indexrelid) from pg_index i"
            " join pg_class c on c.oid = i.indexrelid"
            " where i.indrelid = cast(:table as regclass) and not i.indisprimary"
            " and c.relname <> all(:named)"
        ),
        {"table": table, "named": named},
    ).all()
    for name, _ in constraints:
        session.execute(text(f"alter table {table} drop constraint {name}"))
    for name, _ in indexes:
        session.execute(text(f"drop index {name}"))
    yield
    for _, definition in indexes:
        session.execute(text(definition))
    for name, definition in constraints:
        session.execute(text(f"alter table {table} add constraint {name} {definition}"))


def _cursor(session: Session) -> Cursor[Any]:
    driver: Any = session.connection().connection.driver_connection
    cursor: Cursor[Any] = driver.cursor()
    return cursor


def _statement(model: type[Base], columns: Sequence[str]) -> str:
    return f"copy {model.__tablename__} ({', '.join(columns)}) from stdin"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return Jsonb(value)
    if isinstance(value, Point):
        return f"({value.lon},{value.lat})"
    return value
