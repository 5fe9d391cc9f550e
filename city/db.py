"""The database: conventions said once, and the only place that commits."""

import enum
import select
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import DateTime, Enum, MetaData, String, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import UserDefinedType
from uuid_utils import uuid7


class Point(NamedTuple):
    """A place on the ground: degrees, CGCS2000/WGS-84."""

    lon: float
    lat: float


class PointType(UserDefinedType[Point]):
    """PostgreSQL's own `point`, so that no extension is needed."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The column's type in SQL."""
        return "point"

    def bind_processor(self, dialect: object) -> Any:
        """`Point` → `(lon,lat)`."""
        return lambda point: None if point is None else f"({point[0]},{point[1]})"

    def result_processor(self, dialect: object, coltype: object) -> Any:
        """`(lon,lat)` → `Point`."""
        return lambda text: None if text is None else Point(*map(float, text[1:-1].split(",")))


def _checked_text(kind: type[enum.Enum]) -> Enum:
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


class Base(DeclarativeBase):
    """Every table: named constraints, aware times, enums as checked text."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: DateTime(timezone=True),
        enum.Enum: _checked_text(enum.Enum),
        str: String,
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        Point: PointType,
    }


def new_id() -> UUID:
    """A UUIDv7: unique, and in order of making, so that indexes grow at their end."""
    return UUID(bytes=uuid7().bytes)


_sessions: sessionmaker[Session] = sessionmaker(expire_on_commit=False)


def connect(url: str, pool_size: int = 8) -> Engine:
    """Point this process at its database. Lazily: nothing is opened before the first query."""
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=10,
        connect_args={"connect_timeout": 5, "options": "-c timezone=UTC"},
        json_deserializer=orjson.loads,
        hide_parameters=True,  # a fault is logged with its words: what people sent is not theirs
    )
    event.listen(engine, "checkout", _must_be_open)
    _sessions.configure(bind=engine)
    return engine


def _must_be_open(connection: Any, *_: object) -> None:
    """A kept connection that the server has closed is opened anew, without asking the server.

    One look at its socket (2 µs): something to read, when nothing was asked, is its farewell.
    """
    ear = select.poll()
    ear.register(connection.fileno(), select.POLLIN)
    if ear.poll(0):
        raise DisconnectionError


@contextmanager
def transaction() -> Iterator[Session]:
    """One transaction: committed when the block ends, rolled back when it raises."""
    with _sessions() as session:
        yield session
        session.commit()
