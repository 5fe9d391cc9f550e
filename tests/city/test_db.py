"""A kept connection that the server closed is not handed out."""

import psycopg
from sqlalchemy import text

from city import db
from city.db import transaction


def _backend() -> int:
    with transaction() as session:
        return int(session.scalars(text("select pg_backend_pid()")).one())


def test_a_connection_that_the_server_closed_is_opened_anew(engines: dict[str, str]) -> None:
    address = engines["DATABASE_URL"]
    engine = db.connect(address.replace("postgresql://", "postgresql+psycopg://"))
    try:
        first = _backend()
        assert _backend() == first  # kept
        with psycopg.connect(address, autocommit=True) as other:
            ended = "select pg_terminate_backend(%s, 5000)"
            assert other.execute(ended, [first]).fetchone() == (True,)
        assert _backend() != first
    finally:
        engine.dispose()
