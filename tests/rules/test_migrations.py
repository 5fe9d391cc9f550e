"""Laws about the database's history: one head, down as well as up, and what the models say."""

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

import migrations
from city.models import Base
from city.settings import sqlalchemy_url


@pytest.fixture(scope="module")
def empty(engines: dict[str, str]) -> str:
    url = engines["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create database history")
    return sqlalchemy_url(url.replace("/xunjie?", "/history?"))


def _tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_there_is_one_head() -> None:
    script = ScriptDirectory.from_config(migrations.config("postgresql://nowhere"))
    assert len(script.get_heads()) == len(script.get_bases()) == 1


def test_up_down_and_up_again(empty: str) -> None:
    migrations.upgrade(empty)
    there = _tables(empty)
    assert there == set(Base.metadata.tables)
    migrations.downgrade(empty, "base")
    assert _tables(empty) == set()
    migrations.upgrade(empty)
    assert _tables(empty) == there


def test_the_models_say_what_the_migrations_made(empty: str) -> None:
    migrations.upgrade(empty)
    command.check(migrations.config(empty))


def test_a_migration_that_was_done_is_not_done_again(empty: str) -> None:
    migrations.upgrade(empty)
    migrations.upgrade(empty)
