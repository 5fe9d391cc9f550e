"""A whole house for tests: real engines in a folder of their own, real processes, real HTTP."""

import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import urllib3
from honcho.environ import parse_procfile
from urllib3.exceptions import HTTPError

from deploy import engines
from deploy.smoke import Crew
from deploy.supervisor import Program, Supervisor, tail
from deploy.walk import Citizen, accounts
from media.store import S3Store

ROOT = Path(__file__).resolve().parent.parent
PROCFILE = parse_procfile((ROOT / "Procfile").read_text()).processes
OURS = ("DATABASE_URL", "REDIS_URL", "S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_BUCKET")
UNLIMITED = {
    "WRONG_PASSWORDS_BY_ADDRESS": "100000",
    "REPORTS_PER_MINUTE": "100000",
    "REPORTS_PER_MINUTE_BY_ADDRESS": "100000",
}
SECRETS = {"SECRET_KEY": "5a" * 32}


@contextmanager
def folder() -> Iterator[Path]:
    """A short path that the engines' own account can pass through; removed at the end."""
    with TemporaryDirectory(prefix="xj-", dir="/tmp", ignore_cleanup_errors=True) as made:
        place = Path(made)
        place.chmod(0o711)
        yield place


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def environment(settings: Mapping[str, str], **more: str) -> dict[str, str]:
    """What a process of the house is started with: ours alone, nothing of the caller's city."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | dict(settings) | {"PATH": path, "PYTHONUNBUFFERED": "1"} | more


class Engine:
    """One engine that a test can stop and start again; its data stays while it is down."""

    ELSEWHERE = {  # noqa: RUF012 - never changed
        "postgres": {"DATABASE_URL": "postgresql://elsewhere"},
        "valkey": {"REDIS_URL": "redis://elsewhere"},
        "objects": dict.fromkeys(OURS[2:], "http://elsewhere"),
    }

    def __init__(self, name: str, var: Path) -> None:
        others = (given for engine, given in self.ELSEWHERE.items() if engine != name)
        self._named = {key: value for given in others for key, value in given.items()}
        self._own = tuple(self.ELSEWHERE[name])
        self._var = var
        self._while_up = ExitStack()

    def up(self) -> dict[str, str]:
        """Start it; the settings that reach it, the same each time."""
        known = self._while_up.enter_context(engines.running(self._var, self._named))
        return {name: known[name] for name in self._own}

    def down(self) -> None:
        """End it, and only it."""
        self._while_up.close()


@dataclass(eq=False)
class House:
    """The processes of one city, on engines that are there."""

    settings: Mapping[str, str]
    var: Path

    def __post_init__(self) -> None:
        self._supervisor = Supervisor(self.var / "log", self.var / "pids")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, *names: str, **settings: str) -> None:
        """Start lines of the Procfile, with these settings."""
        for name in names:
            self._supervisor.start(self._program(name, PROCFILE[name], settings))

    @contextmanager
    def otherwise(self, name: str, **settings: str) -> Iterator[None]:
        """A line of the Procfile runs with other settings while the block lasts."""
        self._supervisor.stop([name])
        self.start(name, **settings)
        try:
            yield
        finally:
            self._supervisor.stop([name])
            self.start(name)

    def begin(self, name: str, line: str, **settings: str) -> None:
        """Start a line of one's own under `name`."""
        self._supervisor.start(self._program(name, line, settings))

    def finish(self, name: str, line: str) -> None:
        """Run a line to its end; raises AssertionError with its log when it fails."""
        from_start = self._program(name, line, {})
        child = self._supervisor.start(Program(**{**vars(from_start), "once": True}))
        assert child.thread is not None
        child.thread.join(120)
        assert child.code == 0, tail(child.log, 40)

    def wait_ready(self, seconds: float = 60.0) -> None:
        """Return when /readyz says so."""
        ends = time.monotonic() + seconds
        while self.readyz()[0] != 200:
            assert time.monotonic() < ends, self.logs()
            time.sleep(0.05)

    def readyz(self) -> tuple[int, Any]:
        """The status and body of /readyz; 0 while nobody listens."""
        try:
            found = urllib3.request("GET", f"{self.url}/readyz", retries=False, timeout=15)
        except HTTPError:
            return 0, {}
        return found.status, found.json()

    def pid(self, name: str) -> int:
        """The process id of a program, waiting until it has one."""
        ends = time.monotonic() + 15
        while (found := self._supervisor.pid(name)) is None:
            assert time.monotonic() < ends, f"{name} does not come back"
            time.sleep(0.02)
        return found

    def stop(self) -> None:
        """End what was started here, and nothing else."""
        self._supervisor.stop()

    def logs(self, lines: int = 25) -> str:
        """The ends of all logs, for whoever reads a failure."""
        found = sorted((self.var / "log").glob("*.log"))
        return "\n".join(f"--- {log.name}\n{tail(log, lines)}" for log in found)

    def _program(self, name: str, line: str, settings: Mapping[str, str]) -> Program:
        env = environment(self.settings, HOST="127.0.0.1", PORT=str(self.port), ORIGIN=self.url)
        command = ["/bin/sh", "-c", f"exec {line}"]
        return Program(name, command, env | dict(settings), ROOT, grace=3.0)


class City(House):
    """A house with the demo city in it."""

    @cached_property
    def accounts(self) -> list[dict[str, Any]]:
        """The demo accounts: username, password, role."""
        return accounts(str(self.var))

    @cached_property
    def crew(self) -> Crew:
        """The demo city's staff, signed in when they are needed."""
        return Crew(self.url, self.accounts)

    def citizen(self, language: str = "zh-CN") -> Citizen:
        """Somebody new with a phone."""
        return Citizen(self.url, language)

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """What the database answers, for a test that looks behind the scenes."""
        with psycopg.connect(self.settings["DATABASE_URL"]) as connection:
            return connection.execute(query, given).fetchall()  # type: ignore[arg-type]

    def store(self) -> S3Store:
        """The object store."""
        return S3Store(*(self.settings[name] for name in OURS[2:]))


@contextmanager
def another_web(city: House, **settings: str) -> Iterator[House]:
    """A second web process on the same engines (or others, where named), told otherwise."""
    with folder() as place:
        house = House(city.settings, place)
        house.start("web", **settings)
        try:
            yield house
        finally:
            house.stop()
