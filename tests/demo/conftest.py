"""The small demo city, loaded once into a database of its own."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from sqlalchemy.engine import Engine

from city import db
from deploy import demo
from deploy.demo.accounts import Account
from media.memory import MemoryStore
from tests.conftest import fresh_database


class Loaded(NamedTuple):
    """What the loader left."""

    engine: Engine
    accounts: list[Account]
    store: MemoryStore


@pytest.fixture(scope="module")
def loaded(engines: dict[str, str]) -> Iterator[Loaded]:
    """The demo city, committed; transactions of `city.db` go to it."""
    engine = db.connect(fresh_database(engines["DATABASE_URL"], "demo_small"))
    store = MemoryStore()
    with db.transaction() as session:
        accounts = demo.load(session, store=store)
    yield Loaded(engine, accounts, store)
    engine.dispose()
