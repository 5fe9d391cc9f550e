"""A whole city to measure: engines, web, relay and workers as `make run` starts them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import urllib3
from honcho.environ import parse_procfile
from urllib3.exceptions import HTTPError

from benchmarks import plain
from deploy import engines
from deploy.engines import quarters
from deploy.supervisor import NotReady, Program, Supervisor

ROOT = Path(__file__).resolve().parent.parent
BEHIND = ("relay", "worker", "photos", "clock")
UNLIMITED = dict.fromkeys(
    ("REPORTS_PER_MINUTE", "REPORTS_PER_MINUTE_BY_ADDRESS", "SENDER_BYTES_PER_DAY"), f"{10**15}"
)
ACCOUNT = {
    "WECHAT_ACCOUNT_APP": "wxabcdef0123456789",
    "WECHAT_ACCOUNT_SECRET": "of nobody",
    "WECHAT_ACCOUNT_TOKEN": "token-of-ours",
    "WECHAT_ACCOUNT_AES_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
}
"""An official account that only the benchmark of channels writes to."""
PLAIN = "benchmarks.plain:create_app"
HERE = "127.0.0.1"


@dataclass(frozen=True)
class City:
    """A running city, a plain Flask peer beside it on the same engines, and both their settings."""

    url: str
    plain_url: str
    env: Mapping[str, str]
    supervisor: Supervisor

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Within the block the relay and the workers stand still: they do not burden the peer."""
        self._tell(signal.SIGSTOP)
        try:
            yield
        finally:
            self._tell(signal.SIGCONT)

    @contextmanager
    def another(self, name: str) -> Iterator[str]:
        """Within the block a second process like the named one works; gives its own name."""
        line = parse_procfile((ROOT / "Procfile").read_text()).processes[name]
        self.supervisor.start(_program(f"{name}-2", line, self.env))
        try:
            yield f"{name}-2"
        finally:
            self.supervisor.stop([f"{name}-2"])

    def _tell(self, what: signal.Signals) -> None:
        for name in BEHIND:
            with suppress(ProcessLookupError):
                self.supervisor.children[name].send(what, whole_group=True)


@contextmanager
def running(var: Path, prepare: Sequence[str] = ("release",)) -> Iterator[City]:
    """Start a city with fresh data under `var`, and leave nothing of it behind.

    `prepare` names the commands of `flask --app api` that are run before anything is served.
    """
    var.mkdir(parents=True, exist_ok=True)
    with quarters.alone(var.with_suffix(".lock")):
        _forget(var)
        try:
            with engines.running(var, {}) as settings:
                yield from _serve(var, settings, prepare)
        finally:
            _forget(var)


def _serve(var: Path, settings: Mapping[str, str], prepare: Sequence[str]) -> Iterator[City]:
    port, plain_port = free_port(), free_port()
    url, plain_url = f"http://{HERE}:{port}", f"http://{HERE}:{plain_port}"
    env = {**_surroundings(), **settings, **UNLIMITED, **ACCOUNT, "ORIGIN": url, "HOST": HERE}
    lines = parse_procfile((ROOT / "Procfile").read_text()).processes
    for command in prepare:
        _do(command.split(), env, var / "prepare.log")
    with psycopg.connect(settings["DATABASE_URL"]) as connection:
        connection.execute(plain.TABLE)
    supervisor = Supervisor(var / "log", var / "pids")
    try:
        for name in ("web", *BEHIND):
            supervisor.start(_program(name, lines[name], {**env, "PORT": str(port)}))
        beside = lines["web"].replace("api:serve", PLAIN)
        supervisor.start(_program("plain", beside, {**env, "PORT": str(plain_port)}))
        wait(f"{url}/readyz")
        wait(f"{plain_url}/ready")
        yield City(url, plain_url, env, supervisor)
    finally:
        for child in supervisor.children.values():
            with suppress(ProcessLookupError):
                child.send(signal.SIGCONT, whole_group=True)
        supervisor.stop()


def _do(command: Sequence[str], env: Mapping[str, str], told: Path) -> None:
    whole = [sys.executable, "-m", "flask", "--app", "api", *command]
    with told.open("wb") as log:
        done = subprocess.run(whole, env=env, cwd=ROOT, stdout=log, stderr=log, check=False)
    if done.returncode:
        raise NotReady(told.read_text()[-2000:])


def _program(name: str, line: str, env: Mapping[str, str]) -> Program:
    return Program(name, ["/bin/sh", "-c", f"exec {line}"], env, ROOT, grace=5.0)


def _surroundings() -> dict[str, str]:
    """Our own environment, without the settings of another city."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    kept = ("HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "PATH": path, "PYTHONUNBUFFERED": "1"}


def wait(url: str, seconds: float = 180.0) -> None:
    """Return when a server answers 200 there. Raises NotReady."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with suppress(HTTPError):
            if urllib3.request("GET", url, timeout=5, retries=False).status == 200:
                return
        time.sleep(0.1)
    raise NotReady(url)


def free_port() -> int:
    """A port on which nobody listens now."""
    with closing(socket.socket()) as tried:
        tried.bind((HERE, 0))
        return int(tried.getsockname()[1])


def _forget(var: Path) -> None:
    place = quarters.find(var)
    for each in {place.run, place.home, place.var}:
        shutil.rmtree(each, ignore_errors=True)
    var.mkdir(parents=True, exist_ok=True)
