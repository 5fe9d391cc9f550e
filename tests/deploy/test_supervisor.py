"""A program is kept alive, ended in time, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.supervisor import NotReady, Program, Supervisor

ROOT = Path(__file__).parents[2]


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path / "log", tmp_path / "pids")
    yield made
    made.stop()


def shell(line: str, folder: Path, **more: object) -> Program:
    return Program("shell", ["/bin/sh", "-c", line], os.environ, folder, **more)  # type: ignore[arg-type]


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_killed_program_is_started_again(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(shell("sleep 60", tmp_path))
    assert within(30, lambda: supervisor.pid("shell") is not None)
    first = supervisor.pid("shell")
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert within(30, lambda: supervisor.pid("shell") not in {None, first})


def test_a_pid_file_says_who_runs(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(shell("sleep 60", tmp_path))
    place = tmp_path / "pids" / "shell.pid"
    assert within(30, lambda: place.exists() and place.read_text() != "")
    assert int(place.read_text()) == supervisor.pid("shell")
    supervisor.stop()
    assert not place.exists()


def test_children_of_a_program_end_with_it(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(shell("sleep 60 & echo $! > child; wait", tmp_path))
    child = tmp_path / "child"
    assert within(30, lambda: child.exists() and child.read_text().strip() != "")
    supervisor.stop()
    orphan = int(child.read_text())  # it is gone when the machine's first process has buried it
    assert within(30, lambda: not lives(orphan))


def test_whoever_ignores_the_end_is_killed_after_its_grace(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    deaf = "trap '' TERM; touch deaf; while :; do sleep 1; done"
    supervisor.start(shell(deaf, tmp_path, grace=0.3))
    assert within(30, (tmp_path / "deaf").exists)
    assert within(30, lambda: supervisor.pid("shell") is not None)
    pid = supervisor.pid("shell")
    began = time.monotonic()
    supervisor.stop()
    assert pid is not None
    assert not lives(pid)
    assert 0.3 <= time.monotonic() - began < 9


def test_a_program_that_dies_at_once_is_reported_with_the_end_of_its_log(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(shell("echo no such luck; exit 3", tmp_path, ready=lambda: False))
    with pytest.raises(NotReady, match="no such luck"):
        supervisor.wait_ready("shell", seconds=10)


def test_one_that_runs_once_gives_its_code_and_its_words(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    heard: list[bytes] = []
    once = shell("echo 完成; exit 7", tmp_path, says=heard.append)
    assert supervisor.complete(once, threading.Event()) == 7
    assert heard == ["完成\n".encode()]
    assert (tmp_path / "log" / "shell.log").read_text() == "完成\n"


def test_one_that_runs_once_can_be_stopped(supervisor: Supervisor, tmp_path: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    assert supervisor.complete(shell("sleep 60", tmp_path), stop) is None


def test_programs_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, time; from deploy.supervisor import *; at = pathlib.Path();"
        "s = Supervisor(at / 'log', at / 'pids');"
        "s.start(Program('sleeper', ['sleep', '60'], os.environ, at)); time.sleep(60)"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=env)
    place = tmp_path / "pids" / "sleeper.pid"
    assert within(30, lambda: place.exists() and place.read_text().endswith("\n"))
    sleeper = int(place.read_text())
    process.kill()
    process.wait()
    assert within(30, lambda: not lives(sleeper))
