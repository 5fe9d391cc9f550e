"""The child that decodes strangers' files: reads photos from its input until that closes."""

import resource
import signal
import sys
from collections.abc import Callable
from typing import cast

from media.images import prepare
from media.picture import Limits, Refused
from media.wire import answer, refusal, unpack

READY = b"."
Work = Callable[[bytes, Limits], list[bytes]]


def confine(memory: int) -> None:
    """Give up what a decoder never needs: more memory (bytes), files to write, core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def _exactly(size: int) -> bytes:
    body = sys.stdin.buffer.read(size)
    if len(body) < size:
        raise EOFError
    return body


def _prepared(body: bytes, limits: Limits) -> list[bytes]:
    return answer(prepare(body, limits))


def _one(work: Work) -> list[bytes]:
    """Read one photo and say what became of it."""
    head, (body,) = unpack(_exactly)
    limits = Limits(**cast("dict[str, int]", head["limits"]))
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)  # ends this process, and tells how
    signal.setitimer(signal.ITIMER_REAL, limits.patience + 1)  # should the parent be gone
    try:
        return work(body, limits)
    except Refused as why:
        return refusal(why)
    except MemoryError:
        return refusal(Refused("too_heavy"))
    except Exception as unforeseen:  # noqa: BLE001 - a decoder's own fault is the file's here
        return refusal(Refused("crashed", type(unforeseen).__name__))
    finally:
        for each in (signal.ITIMER_PROF, signal.ITIMER_REAL):
            signal.setitimer(each, 0)


def serve(work: Work) -> None:
    """Serve until the parent closes the pipe; what asks the parent to end is not for us."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    confine(int(sys.argv[1]))
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    while True:
        try:
            pieces = _one(work)
        except EOFError:
            return
        out.writelines(pieces)
        out.flush()


if __name__ == "__main__":
    serve(_prepared)
