"""A file read in a child process: what it holds, or its orders batch by batch.

A crash, a runaway or a bomb ends the child and nothing else; the file is then refused.
"""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any
from zoneinfo import ZoneInfo

import orjson

from city import clock
from city.hotline.checking import Checked, Order, Refusal
from city.hotline.child import LENGTH
from city.tables.sheet import LIMITS, Limits, Unreadable

HOUSE = Path(__file__).resolve().parent.parent.parent
PIPE = 2**20  # bytes
AHEAD = 8  # answers that may wait to be used
TRIED_AGAIN = ("crashed", "too_many")
Answer = dict[str, Any]


def look(
    body: bytes, saved: Mapping[str, str], zone: ZoneInfo, limits: Limits = LIMITS
) -> list[Answer]:
    """The sheets of a file with their proposed mappings and first rows. Raises Unreadable."""
    return [one["sheet"] for one in _answers(body, _head(saved, zone, clock.now(), limits, False))]


def orders(
    body: bytes,
    saved: Mapping[str, str],
    zone: ZoneInfo,
    now: datetime,
    limits: Limits = LIMITS,
) -> Iterator[Answer | Checked]:
    """For each sheet what `look` says of it, then its rows as Checked, if they can be understood.

    `now`: what lies a day after it is in the future. Raises Unreadable, which may be after some
    rows: those stay good.
    """
    for answer in _answers(body, _head(saved, zone, now, limits, check=True)):
        if "sheet" in answer:
            yield answer["sheet"]
        else:
            yield Checked(
                [Order(*one) for one in answer["orders"]],
                [Refusal(*one) for one in answer["refusals"]],
            )


def _head(
    saved: Mapping[str, str], zone: ZoneInfo, now: datetime, limits: Limits, check: bool
) -> Answer:
    about = {"saved": saved, "zone": zone.key, "now": now.isoformat(), "check": check}
    return {**about, "limits": limits._asdict()}


def _answers(body: bytes, head: Answer) -> Iterator[Answer]:
    """The child's answers; a file at which it dies at once is tried again with more care."""
    begun = False
    try:
        for answer in _asked("city.hotline.child", head, body):
            begun = True
            yield answer
    except Unreadable as why:
        if begun or why.code not in TRIED_AGAIN:
            raise
        yield from _asked("city.hotline.careful", head, body)


def _asked(module: str, head: Answer, body: bytes) -> Iterator[Answer]:
    with _child(module) as child:
        waiting: Queue[Answer | None] = Queue(AHEAD)
        Thread(target=_write, args=(child.stdin, head, body), daemon=True).start()
        Thread(target=_read, args=(child.stdout, waiting), daemon=True).start()
        answer: Answer | None = {}
        try:
            while (answer := waiting.get()) is not None:
                if "fault" in answer:
                    raise Unreadable(answer["fault"])
                if "end" in answer:
                    return
                yield answer
        finally:
            if answer is not None:
                child.kill()
                while waiting.get() is not None:
                    pass
        code = child.wait()
        raise Unreadable("too_slow" if code == -signal.SIGXCPU else "crashed", f"exit {code}")


@contextmanager
def _child(module: str) -> Iterator[subprocess.Popen[bytes]]:
    """A child with no settings in its environment: what breaks it finds no keys there."""
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
    )
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):  # only slower where the system allows no wider pipe
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)  # type: ignore[arg-type]
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def _write(pipe: IO[bytes], head: Answer, body: bytes) -> None:
    said = orjson.dumps(head)
    with suppress(OSError):  # the child has died; its reader tells
        pipe.write(LENGTH.pack(len(said)) + said)
        pipe.write(body)
        pipe.close()


def _read(pipe: IO[bytes], waiting: "Queue[Answer | None]") -> None:
    """Every answer, taken apart while the database writes the one before; then None."""
    with suppress(OSError, ValueError):
        while len(head := pipe.read(LENGTH.size)) == LENGTH.size:
            waiting.put(orjson.loads(pipe.read(LENGTH.unpack(head)[0])))
    waiting.put(None)
