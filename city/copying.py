"""Many rows into a table at once, by COPY: what would be thousands of inserts is one statement."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import orjson
import psycopg
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from city.db import Base

Bind = Callable[[Any], Any]


NULL = r"\N"
SOME = 200  # rows that are sent together
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": None})


def cell(said: str | None) -> str:
    """Text as COPY reads it; None is null."""
    if said is None:
        return NULL
    return said if said.isprintable() and "\\" not in said else said.translate(_ESCAPES)


def lines(session: Session, table: str, names: Sequence[str], rows: Iterable[str]) -> None:
    """Write rows that stand in COPY's own form: cells between tabs, each line with its end.

    Made as text at once, a row costs a fraction of what its values cost one after the other. The
    database writes the first rows while the next ones are made.
    """
    made = iter(rows)
    with _copy(session, table, names) as copy:
        while some := "".join(islice(made, SOME)):
            copy.write(some)


def plain(
    session: Session, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows of values as PostgreSQL takes them, in the order of `names`."""
    with _copy(session, table, names) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _copy(session: Session, table: str, names: Sequence[str]) -> Iterator[psycopg.Copy]:
    wanted = ", ".join(f'"{name}"' for name in names)
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    statement = f"copy {table} ({wanted}) from stdin".encode()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield copy


def dicts(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows that all have the same columns, with values that the model's columns take."""
    if not rows:
        return
    binds = _binds(session, [model.__table__.columns[name] for name in rows[0]])
    told = (_bound(binds, row) for row in rows)
    plain(session, model.__tablename__, list(binds), told)


def objects(session: Session, made: Sequence[Base]) -> None:
    """Write new objects of one model that no session holds, with the defaults of their columns."""
    if not made:
        return
    columns = [one for one in made[0].__table__.columns if one.identity is None]
    binds = _binds(session, columns)
    known = {one.name: _default(one) for one in columns}
    full = (
        {name: held[name] if name in held else known[name]() for name in known}
        for held in map(vars, made)
    )
    told = (_bound(binds, one) for one in full)
    plain(session, made[0].__tablename__, list(binds), told)


def _bound(binds: Mapping[str, Bind | None], row: Mapping[str, Any]) -> list[Any]:
    return [bind(row[name]) if bind else row[name] for name, bind in binds.items()]


def _binds(session: Session, columns: Iterable[KeyedColumnElement[Any]]) -> dict[str, Bind | None]:
    dialect = session.get_bind().dialect
    return {column.name: _bind(column, dialect) for column in columns}


def _bind(column: KeyedColumnElement[Any], dialect: Dialect) -> Bind | None:
    if isinstance(column.type, JSONB):
        return lambda value: None if value is None else orjson.dumps(value).decode()
    bind: Bind | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return bind


def _default(column: KeyedColumnElement[Any]) -> Callable[[], Any]:
    """What stands in a column of which nothing was said."""
    told: Any = column.default
    if told is None:
        return lambda: None
    return (lambda: told.arg(None)) if told.is_callable else (lambda: told.arg)
