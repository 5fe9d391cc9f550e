"""Start programs, watch them, start them again when they die, and end them in order."""

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0  # seconds between two starts of one program
SETTLED = 30.0  # seconds after which a program counts as healthy again
LOG_LIMIT = 20_000_000  # bytes; a longer log is set aside when its program starts

_prctl = ctypes.CDLL(None, use_errno=True).prctl
_PR_SET_PDEATHSIG = 1


class NotReady(RuntimeError):
    """A program did not become ready in time; the message holds the end of its log."""


@dataclass(frozen=True)
class Program:
    """One child process: how it is started, known to be ready, and ended.

    `user` (only as root) is the account it runs as. `orphaned` is the signal that the kernel sends
    to it should the supervisor itself be killed. `grace` is in seconds.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    user: str | None = None
    ready: Callable[[], bool] = lambda: True
    end: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    says: Callable[[bytes], None] | None = None  # told each line of output, besides the log
    once: bool = False  # run to its end, and not again


@dataclass
class _Child:
    """A program under watch: its thread, and its pid while it lives."""

    program: Program
    log: Path
    pid: int | None = None
    starts: int = 0
    code: int | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: threading.Thread | None = None

    def send(self, what: signal.Signals, whole_group: bool = False) -> None:
        """Send a signal to the living process, or to all of its group."""
        with self.lock:
            if self.pid is not None:
                (os.killpg if whole_group else os.kill)(self.pid, what)


class Supervisor:
    """Keeps programs alive until told to stop; a program's thread is its watch."""

    def __init__(self, logs: Path, pids: Path, tell: Callable[[str], None] = lambda _: None):
        self.logs, self.pids, self.tell = logs, pids, tell
        self.children: dict[str, _Child] = {}
        logs.mkdir(parents=True, exist_ok=True)
        pids.mkdir(parents=True, exist_ok=True)

    def start(self, program: Program) -> _Child:
        """Begin to keep one program alive; returns at once."""
        child = _Child(program, self.logs / f"{program.name}.log")
        child.thread = threading.Thread(target=self._keep, args=(child,), daemon=True)
        self.children[program.name] = child
        child.thread.start()
        return child

    def complete(self, program: Program, told_to_stop: threading.Event) -> int | None:
        """Run a program to its end and return its exit code; None when stopped before."""
        child = self.start(replace(program, once=True))
        while child.thread is not None and child.thread.is_alive():
            if told_to_stop.wait(0.02):
                self.stop([program.name])
                return None
        return child.code

    def wait_ready(self, name: str, seconds: float = 60.0) -> None:
        """Return when the program answers; NotReady after so many seconds or three deaths."""
        child = self.children[name]
        deadline = time.monotonic() + seconds
        while not child.program.ready():
            if time.monotonic() > deadline or child.starts > 3 or child.stopping.is_set():
                raise NotReady(f"{name}:\n{tail(child.log)}")
            time.sleep(0.02)

    def pid(self, name: str) -> int | None:
        """The process id of a program while it lives."""
        return self.children[name].pid

    def stop(self, names: Sequence[str] | None = None) -> None:
        """End programs (all, when none is named) together; those that outstay their grace die."""
        ending = [self.children.pop(name) for name in names or list(self.children)]
        for child in ending:
            child.stopping.set()
            child.send(child.program.end)
        deadline = time.monotonic()
        for child in ending:
            assert child.thread is not None
            child.thread.join(max(0.0, deadline + child.program.grace - time.monotonic()))
            while child.thread.is_alive():
                child.send(signal.SIGKILL, whole_group=True)
                child.thread.join(0.1)

    def _keep(self, child: _Child) -> None:
        pause = FIRST_PAUSE
        while not child.stopping.is_set():
            began = time.monotonic()
            child.code = self._run(child)
            if child.program.once:
                return
            if time.monotonic() - began > SETTLED:
                pause = FIRST_PAUSE
            if not child.stopping.wait(0):
                self.tell(f"{child.program.name} ended ({child.code}); again in {pause:.1f} s")
            child.stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _run(self, child: _Child) -> int:
        """Run a program once from start to end and leave nothing of its process group behind."""
        pid_file = self.pids / f"{child.program.name}.pid"
        with open_log(child.log) as log:
            with child.lock:
                if child.stopping.is_set():
                    return 0
                process = spawn(child.program, log)
                child.pid, child.starts = process.pid, child.starts + 1
            pid_file.write_text(f"{process.pid}\n")
            voice = threading.Thread(target=_pass_on, args=(process, log, child.program.says))
            voice.daemon = True  # somebody who left the group may hold the pipe for ever
            voice.start()
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
            with child.lock:  # the pid is still ours: nobody has reaped it yet
                os.killpg(process.pid, signal.SIGKILL)
                child.pid = None
            pid_file.unlink(missing_ok=True)
            voice.join(0.5)
            return process.wait()


def spawn(program: Program, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own that cannot outlive the calling thread."""
    parent = os.getpid()

    def tie() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _prctl(_PR_SET_PDEATHSIG, int(program.orphaned))
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen(
        program.command,
        env=dict(program.env),
        cwd=program.folder,
        stdin=subprocess.DEVNULL,
        stdout=log if program.says is None else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        user=program.user,
        group=program.user,
        extra_groups=None if program.user is None else [],
        umask=0o077 if program.user else -1,
        preexec_fn=tie,  # noqa: PLW1509 - takes no lock, so threads do no harm
    )


def _pass_on(
    process: subprocess.Popen[bytes], log: IO[bytes], says: Callable[[bytes], None] | None
) -> None:
    """Hand each line that a process writes to its log and to whoever listens."""
    if process.stdout is None or says is None:
        return
    with process.stdout, suppress(OSError, ValueError):  # the log may be closed by now
        for line in process.stdout:
            log.write(line)
            log.flush()
            says(line)


def open_log(path: Path) -> IO[bytes]:
    """Open a log to append to; one that has grown long is set aside first, under `.1`."""
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
