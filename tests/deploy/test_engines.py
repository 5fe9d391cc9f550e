"""The engines come back as they were; what a city names itself is not started."""

import io
import os
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from deploy import engines
from deploy.engines import objects, quarters, valkey

S3 = {
    "S3_ENDPOINT": "http://127.0.0.1:1",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "S3_BUCKET": "photos",
}
ELSEWHERE = {"DATABASE_URL": "postgresql://db.example/xunjie", "REDIS_URL": "redis://q.example/0"}


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="xj-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="xj-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def has_died(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_killed_engines_return_at_the_same_place_with_their_data(var: Path) -> None:
    with engines.running(var, {}) as first:
        with psycopg.connect(first["DATABASE_URL"]) as connection:
            connection.execute("create table kept (word text)")
            connection.execute("insert into kept values ('留')")
        redis.Redis.from_url(first["REDIS_URL"]).set("lost", 1)
        objects.connect(first).put_object("photos", "kept", io.BytesIO(b"photo"), 5)
        before = engines.pids(var)
        assert set(before) == {"postgres", "valkey", "objects"}
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        assert _answer_again(first, before, var)
        _assert_kept(first)
        assert redis.Redis.from_url(first["REDIS_URL"]).get("lost") is None
        during = engines.pids(var)
    assert all(has_died(pid) for pid in during.values())
    assert engines.pids(var) == {}
    with engines.running(var, {}) as second:
        assert second == first
        _assert_kept(second)
        with pytest.raises(quarters.Occupied), engines.running(var, {}):
            pass


def _answer_again(settings: dict[str, str], before: dict[str, int], var: Path) -> bool:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        now = engines.pids(var)
        new = set(now) == set(before) and not set(now.values()) & set(before.values())
        if new and _all_answer(settings):
            return True
        time.sleep(0.1)
    return False


def _all_answer(settings: dict[str, str]) -> bool:
    return (
        valkey.answers(settings["REDIS_URL"])
        and objects.takes_writes(settings)
        and engines.postgres.answers(settings["DATABASE_URL"])
    )


def _assert_kept(settings: dict[str, str]) -> None:
    with psycopg.connect(settings["DATABASE_URL"]) as connection:
        assert connection.execute("select word from kept").fetchall() == [("留",)]
    assert objects.connect(settings).get_object("photos", "kept").read() == b"photo"


def test_data_is_checked_synced_and_sorted_as_promised(var: Path) -> None:
    with engines.running(var, S3 | {"REDIS_URL": "redis://q.example/0"}) as settings:
        with psycopg.connect(settings["DATABASE_URL"]) as connection:
            shown = {
                name: connection.execute(f"show {name}").fetchone()[0]  # type: ignore[index, arg-type]
                for name in ("server_version", "server_encoding", "fsync", "data_checksums")
            }
        assert shown.pop("server_version").startswith("18.")
        assert shown == {"server_encoding": "UTF8", "fsync": "on", "data_checksums": "on"}


def test_a_wiped_queue_is_empty(var: Path) -> None:
    with engines.running(var, S3 | {"DATABASE_URL": "postgresql://db.example/x"}) as settings:
        client = redis.Redis.from_url(settings["REDIS_URL"])
        client.set("job", 1)
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        valkey.wipe(settings["REDIS_URL"])
        assert client.dbsize() == 0


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, ["postgres", "valkey", "objects"]),
        ({"DATABASE_URL": "postgresql://db.example/x"}, ["valkey", "objects"]),
        ({"REDIS_URL": "redis://q.example"}, ["postgres", "objects"]),
        (S3, ["postgres", "valkey"]),
        (S3 | ELSEWHERE, []),
        ({"DATABASE_URL": ""}, ["postgres", "valkey", "objects"]),
    ],
)
def test_what_a_city_names_is_not_started(given: dict[str, str], wanted: list[str]) -> None:
    assert engines.needed(given) == wanted


def test_a_city_with_all_its_own_starts_nothing(tmp_path: Path) -> None:
    with engines.running(tmp_path, S3 | ELSEWHERE) as settings:
        assert engines.pids(tmp_path) == {}
    assert {name: settings[name] for name in S3 | ELSEWHERE} == S3 | ELSEWHERE


def test_half_an_object_store_is_refused_by_name() -> None:
    with pytest.raises(engines.Incomplete, match="S3_SECRET_KEY, S3_BUCKET"):
        engines.needed({"S3_ENDPOINT": "http://s3.example", "S3_ACCESS_KEY": "key"})


def test_secrets_are_for_their_owner_only(var: Path) -> None:
    for name in ("keys.json", "objects.keys.json", "objects/s3.json"):
        assert stat.S_IMODE((var / name).stat().st_mode) == 0o600, name


def test_a_long_path_gets_a_short_socket(place: Path) -> None:
    deep = place / ("很长的文件夹" * 6) / "var"
    found = quarters.find(deep)
    try:
        assert len(os.fsencode(found.run / quarters.LONGEST_SOCKET)) <= quarters.SOCKET_NAME_LIMIT
        assert stat.S_IMODE(found.run.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(found.run)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs engines as somebody else")
def test_engines_of_a_private_folder_live_elsewhere_and_open_no_parent(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    found = quarters.find(closed / "var")
    try:
        assert found.home.is_relative_to(quarters.AWAY)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        kept = found.folder("postgres")
        assert (found.var / "postgres").resolve() == kept
        tool = closed / "tool"
        tool.write_text("#!/bin/sh\n")
        tool.chmod(0o700)
        assert quarters.open_to_all(found.program(closed, tool.name, [tool.name]), stat.S_IXOTH)
    finally:
        shutil.rmtree(found.home)
