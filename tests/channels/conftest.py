"""A city without people, whose post goes to twins: its own database, swept before each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from city import db, settings
from city.intake import numbers
from city.settings import Settings, sqlalchemy_url
from tests.channels import wechat_twin
from tests.channels.push_twin import PushTwin, push_service
from tests.channels.wechat_app import SETTINGS, AppTwin, platform
from tests.conftest import fresh_database
from tests.house import City
from workers import post
from workers.tools import tools

ASIDE = "notice_templates, wechat_users, wechat_tokens, wechat_messages, channels"
SWEPT = "events, errands, notices, photos, reports, cases, people, organisations"


@pytest.fixture(scope="session")
def post_db(engines: dict[str, str]) -> str:
    """The address of a migrated database that belongs to these tests."""
    address = fresh_database(engines["DATABASE_URL"], "post")
    return address.replace("postgresql+psycopg", "postgresql")


@pytest.fixture
def told(
    engines: dict[str, str], post_db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """The settings of a city that may send to this machine; the environment says the same."""
    more = {"DATABASE_URL": post_db, "VAR": str(tmp_path), "OUTWARD_LOOPBACK": "1"}
    for name, value in {**engines, **more}.items():
        monkeypatch.setenv(name, value)
    tools.cache_clear()
    post.sender.cache_clear()
    with psycopg.connect(post_db, autocommit=True) as connection:
        connection.execute(f"truncate {SWEPT}, {ASIDE} cascade")  # type: ignore[arg-type]
    engine = db.connect(sqlalchemy_url(post_db))
    numbers.forget()
    yield settings.read()
    tools.cache_clear()
    numbers.forget()
    post.sender.cache_clear()
    engine.dispose()


Within = Callable[..., Settings]


@pytest.fixture
def within(city: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[Within]:
    """Jobs of this process work in the demo city, by the settings that are named besides."""

    def enter(**more: str) -> Settings:
        for name, value in {**city.settings, "VAR": str(city.var), **more}.items():
            monkeypatch.setenv(name, value)
        tools.cache_clear()
        numbers.forget()
        return tools().settings

    yield enter
    tools.cache_clear()
    numbers.forget()


@pytest.fixture
def twin(told: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTwin]:
    """WeChat's platform with both of the city's apps, which the environment names."""
    with platform() as made:
        for name, value in SETTINGS.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("WECHAT_ENDPOINT", made.base.origin)
        monkeypatch.setenv("WECHAT_SECRET", wechat_twin.SECRET)
        yield made


@pytest.fixture
def push() -> Iterator[PushTwin]:
    """A push service."""
    with push_service() as twin:
        yield twin
