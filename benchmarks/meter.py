"""CPU that the engines' drivers take, measured where they are called."""

import time
from collections.abc import Callable
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

CURSOR = ("execute", "executemany", "fetchone", "fetchmany", "fetchall")
CONNECTION = ("commit", "rollback")


class Meter:
    """Adds up CPU seconds of this thread spent in psycopg and in the object store's client."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.statements: list[str] = []
        self._inside = False

    def tap_database(self) -> None:
        """Every connection that SQLAlchemy opens from now on is metered."""

        @event.listens_for(Engine, "do_connect")
        def _connect(_dialect: Any, _record: Any, given: list[Any], named: dict[str, Any]) -> Any:
            return self.connect(*given, **named)

        @event.listens_for(Engine, "before_cursor_execute")
        def _note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            self.statements.append(statement)

    def connect(self, *given: Any, **named: Any) -> Any:
        """A metered connection to PostgreSQL."""
        cursors = self._metered(psycopg.Cursor, CURSOR)
        connections = self._metered(psycopg.Connection, CONNECTION)
        return connections.connect(*given, **{**named, "cursor_factory": cursors})

    def tap_store(self, app: Flask) -> None:
        """The store of this application is metered: its other methods are not called here."""
        store = app.extensions["store"]
        store.__class__ = self._metered(type(store), ("put",))

    def _metered(self, kind: type[Any], names: tuple[str, ...]) -> Any:
        methods = {name: self._timed(getattr(kind, name)) for name in names}
        return type(f"Metered{kind.__name__}", (kind,), methods)

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            if self._inside:
                return method(*args, **named)
            self._inside, began = True, time.thread_time()
            try:
                return method(*args, **named)
            finally:
                self._inside = False
                self.seconds += time.thread_time() - began

        return timed
