"""`make run`: engines, release, then every process of the Procfile, until told to stop."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import urllib3
from honcho.environ import parse_procfile
from urllib3.exceptions import HTTPError

from deploy import certificates, engines, orphans
from deploy.doorstep import doorstep
from deploy.engines.quarters import Occupied, alone
from deploy.supervisor import NotReady, Program, Supervisor, tail
from deploy.words import Voices, accounts, invite, say, welcome

APART = ("engines", "release", "web")  # lines of the Procfile that have a turn of their own
PATIENCE = 60.0  # seconds in which /readyz must answer
ANYWHERE = ("0.0.0.0", "::", "")
AUTHORITY = "XUNJIE_AUTHORITY"  # the file of the authority that signed our own certificate


class Stopped(Exception):
    """Somebody told us to stop."""


class Taken(RuntimeError):
    """Another program listens on our port."""


@dataclass(frozen=True)
class City:
    """What to run, and where."""

    root: Path
    var: Path
    host: str
    port: int
    procfile: Path
    tls: bool = False

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return self._at("127.0.0.1" if self.host in ANYWHERE else self.host)

    @property
    def outside(self) -> str:
        """Where a phone in the room finds it."""
        return self._at(self.hosts[0])

    @property
    def door(self) -> int:
        """The port of plain HTTP beside HTTPS."""
        return self.port + 80

    @property
    def hosts(self) -> list[str]:
        """The IP addresses that it is reached by, the way out first."""
        return certificates.addresses_here() if self.host in ANYWHERE else [self.host]

    def _at(self, host: str) -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"


def run(city: City, environ: Mapping[str, str]) -> int:
    """Run a city until SIGINT, SIGTERM or SIGHUP; returns the exit code."""
    told_to_stop = _on_signal()
    orphans.adopt()
    try:
        with alone(city.var / "run.lock"):
            _require_free_port(city)
            (city.var / "address").write_text(f"{city.address}\n")
            _serve(city, environ, told_to_stop)
    except Stopped:
        say("已停止，数据保留。", "Stopped; the data stays.")
    except Occupied:
        other = (city.var / "address").read_text().strip()
        say(f"这份数据（{city.var}）已在运行：{other}", f"Already running on this data: {other}")
        return 1
    except Taken:
        say(f"端口 {city.port} 已被占用，可换一个：make run PORT=8001",
            f"Port {city.port} is taken; choose another: make run PORT=8001")  # fmt: skip
        return 1
    except (NotReady, engines.Incomplete, subprocess.CalledProcessError) as failure:
        if not told_to_stop.is_set():
            reason = getattr(failure, "stderr", None) or failure
            say(f"未能启动 Did not start: {reason}", f"日志 Logs: {city.var / 'log'}")
            return 1
    finally:
        orphans.end_all()
    return 0


def _serve(city: City, environ: Mapping[str, str], told_to_stop: threading.Event) -> None:
    lines = parse_procfile(city.procfile.read_text()).processes
    voices = Voices(lines)
    with ExitStack() as house:
        settings = house.enter_context(engines.running(city.var, environ, voices.system))
        secured = _secure(city, house)
        env = _environment(city, environ, settings) | secured
        programs = {
            name: Program(name, ["/bin/sh", "-c", f"exec {line}"], env, city.root,
                          says=voices.of(name))
            for name, line in lines.items()
        }  # fmt: skip
        supervisor = Supervisor(city.var / "log", city.var / "pids", voices.system)
        try:
            if "release" in programs:
                _release(supervisor, programs["release"], told_to_stop)
            supervisor.start(programs["web"])  # alone: on two cores, to start is to compute
            _wait_until_ready(city, supervisor, told_to_stop, secured.get(AUTHORITY))
            for name, program in programs.items():
                if name not in APART:
                    supervisor.start(program)
            welcome(city.address, accounts(city.var))
            if city.tls:
                invite(city.outside, f"http://{city.hosts[0]}:{city.door}")
            told_to_stop.wait()
            raise Stopped
        finally:
            supervisor.stop()


def _secure(city: City, house: ExitStack) -> dict[str, str]:
    """With TLS: the city's certificate, told to granian, and the way to it by plain HTTP."""
    if not city.tls:
        return {}
    own = certificates.identity(city.var / "tls", [*dict.fromkeys([*city.hosts, "127.0.0.1"])])
    house.enter_context(doorstep(city.host, city.door, city.outside, own.authority))
    return {
        "GRANIAN_SSL_CERTIFICATE": str(own.certificate),
        "GRANIAN_SSL_KEYFILE": str(own.key),
        "GRANIAN_SSL_PROTOCOL_MIN": "tls1.2",  # four-year-old phones
        AUTHORITY: str(own.authority),
    }


def _environment(
    city: City, environ: Mapping[str, str], settings: Mapping[str, str]
) -> dict[str, str]:
    return {
        "ORIGIN": city.outside if city.tls else city.address,
        **environ,
        **settings,
        "HOST": city.host,
        "PORT": str(city.port),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
    }


def _release(supervisor: Supervisor, release: Program, told_to_stop: threading.Event) -> None:
    """Migrate and load; nothing else starts before this has ended well."""
    code = supervisor.complete(release, told_to_stop)
    if code is None:
        raise Stopped
    if code:
        raise subprocess.CalledProcessError(code, "release")


def _wait_until_ready(
    city: City, supervisor: Supervisor, told_to_stop: threading.Event, authority: str | None
) -> None:
    http = urllib3.PoolManager(ca_certs=authority, timeout=5, retries=False)
    deadline = time.monotonic() + PATIENCE
    answer = ""
    while not told_to_stop.wait(0.1):
        failing = [name for name, child in supervisor.children.items() if child.starts > 3]
        if failing or time.monotonic() > deadline:
            ends = [f"{name}:\n{tail(supervisor.children[name].log)}" for name in failing]
            raise NotReady("\n".join([*ends, f"/readyz: {answer}"]))
        try:
            found = http.request("GET", f"{city.address}/readyz")
        except HTTPError as silence:
            answer = str(silence)
            continue
        if found.status == 200:
            return
        answer = found.data.decode(errors="replace")
    raise Stopped


def _require_free_port(city: City) -> None:
    family = socket.AF_INET6 if ":" in city.host else socket.AF_INET
    with closing(socket.socket(family)) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((city.host, city.port))
        except OSError:
            raise Taken from None


def _on_signal() -> threading.Event:
    told_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: told_to_stop.set())
    return told_to_stop
