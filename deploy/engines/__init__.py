"""The engines of one machine: PostgreSQL, Valkey and an S3 store, unless a city names its own."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from deploy.engines import objects, postgres, valkey
from deploy.engines.quarters import Quarters, alone, find, keys, none
from deploy.supervisor import Supervisor

S3_SETTINGS = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_BUCKET")


class Incomplete(RuntimeError):
    """Some of the settings that belong together are missing; the message names them."""


@contextmanager
def running(
    var: Path, environ: Mapping[str, str], tell: Callable[[str], None] = lambda _: None
) -> Iterator[dict[str, str]]:
    """Run the engines that `environ` does not name, and yield the complete settings.

    Data, logs and keys live under `var`; the settings are the same at every start. Raises Occupied
    when other engines run on this data, Incomplete, or NotReady with the end of an engine's log.
    """
    wanted = needed(environ)
    with alone(var / "engines.lock"):
        quarters = find(var) if wanted else none(var)
        supervisor = Supervisor(var / "log", var / "pids", tell)
        try:
            with ThreadPoolExecutor(len(ENGINES)) as pool:
                list(pool.map(lambda name: ENGINES[name](quarters, supervisor), wanted))
            yield settings(quarters, environ)
        finally:
            supervisor.stop()
            if objects.NAME in wanted:
                objects.clear_sockets(objects.ports_of(quarters))


def needed(environ: Mapping[str, str]) -> list[str]:
    """Which engines we must run ourselves; Incomplete when an S3 store is named by halves."""
    named = [name for name in S3_SETTINGS if environ.get(name)]
    if named and len(named) < len(S3_SETTINGS):
        missing = ", ".join(name for name in S3_SETTINGS if name not in named)
        raise Incomplete(f"缺少设置 / missing settings: {missing}")
    given = {
        postgres.NAME: environ.get("DATABASE_URL"),
        valkey.NAME: environ.get("REDIS_URL"),
        objects.NAME: named,
    }
    return [name for name, value in given.items() if not value]


def settings(quarters: Quarters, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of a city: what `environ` names, else our own engines."""
    wanted = needed(environ)
    known = {name: environ[name] for name in ("DATABASE_URL", "REDIS_URL", *S3_SETTINGS)
             if environ.get(name)}  # fmt: skip
    if postgres.NAME in wanted:
        known["DATABASE_URL"] = postgres.url(quarters)
    if valkey.NAME in wanted:
        known["REDIS_URL"] = valkey.url(quarters)
    if objects.NAME in wanted:
        known |= objects.settings(quarters)
    secret = environ.get("SECRET_KEY") or keys(quarters.var, "keys.json", ("secret",))["secret"]
    return {**known, "SECRET_KEY": secret, "VAR": str(quarters.var)}


def pids(var: Path) -> dict[str, int]:
    """The process ids of what runs on this data, by name (postgres, valkey, objects, web, …)."""
    found = {file.stem: _said(file) for file in sorted((var / "pids").glob("*.pid"))}
    return {name: int(pid) for name, pid in found.items() if pid}


def _said(file: Path) -> str:
    """What a file holds; nothing while its program is being started again."""
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""


def _postgres(quarters: Quarters, supervisor: Supervisor) -> None:
    supervisor.start(postgres.program(quarters))
    supervisor.wait_ready(postgres.NAME)
    postgres.finish(quarters)


def _valkey(quarters: Quarters, supervisor: Supervisor) -> None:
    supervisor.start(valkey.program(quarters))
    supervisor.wait_ready(valkey.NAME)


def _objects(quarters: Quarters, supervisor: Supervisor) -> None:
    supervisor.start(objects.program(quarters))
    supervisor.wait_ready(objects.NAME)
    objects.finish(quarters)


ENGINES: dict[str, Callable[[Quarters, Supervisor], None]] = {
    postgres.NAME: _postgres,
    valkey.NAME: _valkey,
    objects.NAME: _objects,
}

__all__ = ["Incomplete", "needed", "pids", "running", "settings"]
