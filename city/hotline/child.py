"""The child that opens strangers' tables: one job from its input, answers on its output."""

import gc
import resource
import struct
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson

from city.hotline import looking
from city.hotline.checking import Checked
from city.hotline.looking import Job, Known
from city.tables import files, workbooks
from city.tables.files import Books
from city.tables.sheet import Limits, Unreadable

LENGTH = struct.Struct("<I")


def confine(limits: Limits) -> None:
    """Give up what reading a table never needs: memory, time, files to write, core dumps."""
    seconds = int(limits.seconds)
    for what, soft, hard in (
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_CPU, seconds, seconds + 5),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, 16, 16),
    ):
        resource.setrlimit(what, (soft, hard))


def answers(head: dict[str, Any], body: bytes, books: Books) -> Iterator[dict[str, Any]]:
    """What is to be said of this file, piece by piece; the last piece has `end` or `fault`.

    Sheets that hold no orders come last: where others do, each of their rows is left out by name.
    """
    limits = Limits(**head["limits"])
    job = Job(head["saved"], head["zone"], datetime.fromisoformat(head["now"]))
    left: list[Known] = []
    understood = False
    try:
        for known in looking.sheets(files.sheets(body, limits, books), job, limits):
            if head["check"] and known.proposal.missing:
                left.append(known)
                continue
            understood = True
            yield {"sheet": looking.looked(known)}
            yield from map(_said, looking.checked(known, job) if head["check"] else ())
        for known in left:
            yield {"sheet": looking.looked(known)}
            yield from map(_said, looking.left_out(known) if understood else ())
        yield {"end": True}
    except Unreadable as why:
        yield {"fault": why.code}
    except MemoryError:
        yield {"fault": "crashed"}


def _said(some: Checked) -> dict[str, Any]:
    return {
        "orders": [tuple(order) for order in some.orders],
        "refusals": [tuple(refusal) for refusal in some.refusals],
    }


def serve(books: Books) -> None:
    """Read one job, answer it, end."""
    came, out = sys.stdin.buffer, sys.stdout.buffer
    head = orjson.loads(came.read(LENGTH.unpack(came.read(LENGTH.size))[0]))
    confine(Limits(**head["limits"]))
    for answer in answers(head, came.read(), books):
        said = orjson.dumps(answer)
        out.write(LENGTH.pack(len(said)))
        out.write(said)
        out.flush()


if __name__ == "__main__":
    gc.disable()  # it ends with its file
    serve(workbooks.sheets)
