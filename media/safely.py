"""Prepares photos in a warm child process: a crash or a runaway ends the child and nothing else."""

import atexit
import fcntl
import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO

from media.picture import LIMITS, Limits, Prepared, Refused
from media.wire import Head, pack, prepared, unpack

HOUSE = Path(__file__).resolve().parent.parent
MOST_PHOTOS = 1000  # then a fresh child, so that a decoder's leak cannot grow for ever
START_SECONDS = 60.0  # on a busy machine; what outlasts it is killed, and its start was in vain
OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGALRM)
Answer = tuple[Head, list[bytes]]
CHUNK = 2**20  # bytes; also what a pipe may hold at once, so that a photo crosses in few switches


class Child:
    """One warm child; one photo at a time. Started by the first photo, again after a death."""

    def __init__(self, module: str = "media.child", start_seconds: float = START_SECONDS) -> None:
        self._module, self._start_seconds = module, start_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._memory = 0
        self._done = 0

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        return self._process.pid if self._process else None

    def prepare(self, body: bytes, limits: Limits = LIMITS) -> Prepared:
        """As media.images.prepare; moreover refused as crashed, too_slow or too_heavy.

        A photo at which the child dies is tried once more: only what kills two is to blame.
        """
        if len(body) > limits.bytes:
            raise Refused("too_large")
        return prepared(*self.answer(body, limits))

    def answer(self, body: bytes, limits: Limits) -> Answer:
        """What the child says of these bytes. Raises Refused, after a second try."""
        with self._lock:
            try:
                return self._answer(body, limits)
            except Refused as why:
                if why.code != "crashed":
                    raise
                return self._answer(body, limits)

    def end(self) -> None:
        """End the child, if this very process started it."""
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            process.wait()
            _close(process)

    def _answer(self, body: bytes, limits: Limits) -> Answer:
        process = self._warm(limits)
        try:
            answer = self._ask(process, body, limits)
        except (EOFError, BrokenPipeError, TimeoutError) as why:
            raise self._death(process, why) from why
        except BaseException:  # a job's own time limit, say: the child would answer the next photo
            self.end()
            raise
        self._done += 1
        return answer

    def _warm(self, limits: Limits) -> subprocess.Popen[bytes]:
        """The child, started if there is none, or if it is another's (after a fork), or worn."""
        if self._owner != os.getpid():
            self._process = None
        if self._done >= MOST_PHOTOS or self._memory != limits.memory:
            self.end()
        if self._process is None or self._process.poll() is not None:
            self._process = _start(self._module, limits, self._start_seconds)
            self._owner, self._memory, self._done = os.getpid(), limits.memory, 0
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], body: bytes, limits: Limits) -> Answer:
        deadline = time.monotonic() + limits.patience
        _write(process.stdin, pack({"limits": asdict(limits)}, [body]), deadline)
        return unpack(lambda size: _read(process.stdout, size, deadline))

    def _death(self, process: subprocess.Popen[bytes], why: Exception) -> Refused:
        if isinstance(why, TimeoutError):
            self.end()
            return Refused("too_slow")
        code = process.wait()
        self.end()
        return Refused("too_slow" if code in OUT_OF_TIME else "crashed", f"exit {code}")


def _start(module: str, limits: Limits, seconds: float) -> subprocess.Popen[bytes]:
    """A child with no settings in its environment: what breaks it finds no keys there."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module, str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=HOUSE,
        bufsize=0,
        env={
            "PATH": os.environ.get("PATH", ""),
            "LANG": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "1",
            "MALLOC_MMAP_THRESHOLD_": "33554432",
            "MALLOC_TRIM_THRESHOLD_": "67108864",
        },
    )
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # only slower where the system allows no wider pipe
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, CHUNK)  # type: ignore[arg-type]
    try:
        _read(process.stdout, 1, time.monotonic() + seconds)
    except (EOFError, TimeoutError) as why:
        process.kill()
        process.wait()
        _close(process)
        raise RuntimeError("the child that decodes photos does not start") from why
    return process


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def _write(pipe: IO[bytes] | None, pieces: list[bytes], deadline: float) -> None:
    assert pipe  # for the type checker: pipes were asked for
    os.set_blocking(pipe.fileno(), False)
    for piece in pieces:
        view = memoryview(piece)
        while view:
            _wait([], [pipe], deadline)
            view = view[os.write(pipe.fileno(), view[:CHUNK]) :]


def _read(pipe: IO[bytes] | None, size: int, deadline: float) -> bytes:
    assert pipe  # for the type checker: pipes were asked for
    found = bytearray()
    while len(found) < size:
        _wait([pipe], [], deadline)
        piece = os.read(pipe.fileno(), min(size - len(found), CHUNK))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _wait(readable: list[IO[bytes]], writable: list[IO[bytes]], deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0 or not any(select.select(readable, writable, [], left)):
        raise TimeoutError


_child = Child()
atexit.register(_child.end)


def prepare_in_child(body: bytes, limits: Limits = LIMITS) -> Prepared:
    """Prepare a stranger's photo in this process's own warm child. Raises Refused.

    Safe to call from several threads, which then take turns, and after a fork.
    """
    return _child.prepare(body, limits)
