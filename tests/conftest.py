"""What every test may ask for: the engines, a city with people in it, a migrated database."""

import logging
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import migrations
from city import db
from city.settings import sqlalchemy_url
from deploy import engines as deployed
from tests.house import SECRETS, UNLIMITED, City, folder

# The same examples each time: what fails here fails for everybody. Others, to go looking for
# faults, are drawn by `pytest --hypothesis-profile default`.
# A busy machine is slow to draw examples: that is no fault of theirs.
slow = HealthCheck.too_slow
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[slow])
settings.load_profile("same")

SECOND_HOUSE = frozenset({"benchmarks", "browser", "chaos", "life"})  # half of the time of all
BLANK = "blank"  # a migrated database that nobody enters: the mould of the others

_open: list[City] = []


class TwoHouses(LoadScopeScheduling):
    """Two runs beside one another, each in a house of its own and in the order of its files.

    Which test is in which never changes.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "second" if nodeid.split("/")[1] in SECOND_HOUSE else "first"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TwoHouses:
    """What `--numprocesses=2` means here: a fifth less time, on a machine that is busier."""
    return TwoHouses(config, log)


@pytest.fixture(scope="session")
def var() -> Iterator[Path]:
    """The folder of this run's engines; two runs never share one."""
    with folder() as place:
        yield place


@pytest.fixture(scope="session")
def engines(var: Path) -> Iterator[dict[str, str]]:
    """Real PostgreSQL, Valkey and SeaweedFS; the settings that reach them."""
    with deployed.running(var, {}) as settings:
        _trust_the_disk(settings["DATABASE_URL"])
        yield settings
    logging.disable()  # what this process still looks after has ended


@pytest.fixture(scope="session")
def city(engines: dict[str, str], var: Path) -> Iterator[City]:
    """The demo city at work: web, relay, workers and clock, as the Procfile names them."""
    made = City({**engines, **UNLIMITED, **SECRETS}, var)
    try:
        _open.append(made)
        made.finish("release", "flask --app api release")
        made.start("web", "relay", "worker", "hotline", "photos", "vision")
        made.wait_ready()
        yield made
    finally:
        made.stop()
        _open.clear()


@pytest.fixture(scope="session")
def city_db(engines: dict[str, str]) -> str:
    """The address of a migrated database with nothing in it, beside the demo city's."""
    return fresh_database(engines["DATABASE_URL"], "bare")


@pytest.fixture
def session(city_db: str) -> Iterator[Session]:
    """A session on the migrated database; whatever the test does is rolled back."""
    engine = db.connect(city_db)
    with engine.connect() as connection, connection.begin() as outer:
        with Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as made:
            yield made
        outer.rollback()
    engine.dispose()


def fresh_database(url: str, name: str) -> str:
    """Make a migrated database of this name on the server at `url`; its SQLAlchemy address.

    The first one is migrated, and all are copies of it.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [BLANK])
        if not found.fetchone():
            connection.execute(f"create database {BLANK}")
            migrations.upgrade(_address(url, BLANK))
        connection.execute(f"create database {name} template {BLANK}")  # type: ignore[arg-type]
    return _address(url, name)


def _address(url: str, name: str) -> str:
    return sqlalchemy_url(url.replace("/xunjie?", f"/{name}?"))


def _trust_the_disk(url: str) -> None:
    """A power cut would end the test run anyway: what is committed need not reach the disk."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"alter system set {setting} = off")  # type: ignore[arg-type]
        connection.execute("select pg_reload_conf()")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Beside a failure over HTTP stand the ends of the processes' logs."""
    report = yield
    if report.failed and _open and "city" in getattr(item, "fixturenames", ()):
        report.sections.append(("the city's logs", _open[0].logs()))
    return report
