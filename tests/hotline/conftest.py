"""A database of its own for imports: they commit batch by batch."""

from collections.abc import Iterator

import psycopg
import pytest

from city import db
from city.settings import sqlalchemy_url
from tests.conftest import fresh_database

TABLES = "hotline_answers, hotline_orders, hotline_batches, hotline_runs, hotline_sources"


@pytest.fixture(scope="session")
def hotline_url(engines: dict[str, str]) -> str:
    """The address of a migrated database that belongs to these tests."""
    fresh_database(engines["DATABASE_URL"], "hotline")
    return engines["DATABASE_URL"].replace("/xunjie?", "/hotline?")


@pytest.fixture
def hotline(hotline_url: str) -> Iterator[str]:
    """That database, empty, and this process pointed at it."""
    with psycopg.connect(hotline_url, autocommit=True) as connection:
        connection.execute(f"truncate {TABLES}, reports, contacts, cases, events, errands cascade")
    engine = db.connect(sqlalchemy_url(hotline_url))
    yield hotline_url
    engine.dispose()
