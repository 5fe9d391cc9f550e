"""A relay's own database and queue: committed for real, and swept before each test."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from redis import Redis

from city import db
from tests.conftest import fresh_database
from workers.tools import tools

OWN_QUEUES = 1  # a number among Valkey's databases; the city's processes use 0


@pytest.fixture(scope="session")
def relay_db(engines: dict[str, str]) -> str:
    """The address of a migrated database that belongs to these tests."""
    return fresh_database(engines["DATABASE_URL"], "relay")


@pytest.fixture
def queue(
    engines: dict[str, str], relay_db: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Redis]:
    """An empty queue, an empty outbox, and this process told of both by its environment."""
    for name, value in engines.items():
        monkeypatch.setenv(name, value)
    plain = relay_db.replace("postgresql+psycopg", "postgresql")
    monkeypatch.setenv("DATABASE_URL", plain)
    monkeypatch.setenv("REDIS_URL", engines["REDIS_URL"].replace("db=0", f"db={OWN_QUEUES}"))
    tools.cache_clear()
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("truncate events, errands, notices, photos, reports, cases cascade")
    engine = db.connect(os.environ["DATABASE_URL"].replace("postgresql", "postgresql+psycopg", 1))
    found = tools().queue
    found.flushdb()
    yield found
    found.flushdb()
    tools.cache_clear()
    engine.dispose()
