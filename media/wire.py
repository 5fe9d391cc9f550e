"""What the darkroom and its child say to each other: a JSON head and pieces of bytes.

No pickle: the child has looked at strangers' files, and its answers are read as data only.
"""

import json
import struct
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from datetime import datetime

from media.picture import Evidence, Prepared, Refused

SIZE = struct.Struct(">I")
LONGEST = 2**28
Head = dict[str, object]


def pack(head: Head, pieces: list[bytes]) -> list[bytes]:
    """The bytes to send, in order; not joined, so that a large piece is not copied."""
    text = json.dumps(head | {"sizes": [len(piece) for piece in pieces]}).encode()
    return [SIZE.pack(len(text)) + text, *pieces]


def unpack(read: Callable[[int], bytes]) -> tuple[Head, list[bytes]]:
    """Read one message by a function that gives exactly so many bytes or raises EOFError."""
    head = json.loads(read(_sane(*SIZE.unpack(read(SIZE.size)))))
    return head, [read(_sane(size)) for size in head["sizes"]]


def _sane(size: int) -> int:
    if not 0 <= size <= LONGEST:
        raise EOFError("no message of ours is that long")
    return size


def answer(made: Prepared) -> list[bytes]:
    """What the child sends back for a photo that it took."""
    taken_at = made.evidence.taken_at
    plain = asdict(replace(made, display=b"", thumbnail=b""))
    plain["evidence"]["taken_at"] = taken_at.isoformat() if taken_at else None
    del plain["display"], plain["thumbnail"]
    return pack({"prepared": plain}, [made.display, made.thumbnail])


def refusal(why: Refused) -> list[bytes]:
    """What the child sends back for a photo that it did not take."""
    return pack({"refused": why.code, "note": why.note}, [])


def check(head: Head) -> None:
    """Raises Refused where the child refused."""
    if "refused" in head:
        raise Refused(str(head["refused"]), str(head["note"]))


def prepared(head: Head, pieces: list[bytes]) -> Prepared:
    """Read the child's answer; raises Refused where it refused."""
    check(head)
    plain = head["prepared"]
    if not isinstance(plain, dict) or len(pieces) != 2:
        raise Refused("crashed", "answer")
    said = {one.name: plain["evidence"][one.name] for one in fields(Evidence)}
    if said["taken_at"]:
        said["taken_at"] = datetime.fromisoformat(said["taken_at"])
    display, thumbnail = pieces
    return Prepared(
        **plain | {"display": display, "thumbnail": thumbnail, "evidence": Evidence(**said)}
    )
