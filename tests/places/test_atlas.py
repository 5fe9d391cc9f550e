"""A process reads the city's places at its start, before anybody asks."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from city import db
from city.db import transaction
from city.places import atlas
from deploy.walk import until
from tests.conftest import fresh_database


@pytest.fixture
def database(engines: dict[str, str]) -> Iterator[Engine]:
    """An empty city's database, which this process is pointed at."""
    url = fresh_database(engines["DATABASE_URL"], "atlas")
    engine = db.connect(url.replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


def test_the_places_are_read_before_anybody_asks(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atlas, "_current", None)
    monkeypatch.setattr(atlas, "_watcher", None)
    assert not atlas.is_reading()  # nobody has begun: nobody need wait
    atlas.warm()
    until(lambda: not atlas.is_reading(), "the places")
    with transaction() as session:
        read = atlas.atlas(session)
        assert read is atlas.atlas(session)
    assert read.gazetteer.names is not None
