"""Reads the TIFF block inside EXIF. Total: whatever the bytes are, it gives what it can read."""

import math
import re
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

Value = str | tuple[float, ...]
Tags = Mapping[int, Value]

EXIF_POINTER, GPS_POINTER = 0x8769, 0x8825
MOST_ENTRIES = 512
MOST_BYTES = 65_536
ASCII, RATIONAL, SRATIONAL = 2, 5, 10
MARKS = re.compile(rb"\A(?:Exif\0[\0\xff])+")  # in PNG some write it twice
LETTERS = {1: "B", 2: "s", 3: "H", 4: "I", 5: "I", 6: "b", 7: "B", 8: "h", 9: "i", 10: "i"} | {
    11: "f",
    12: "d",
}


@dataclass(frozen=True)
class Block:
    """Three directories of tags; a rational whose denominator is 0 reads as NaN."""

    main: Tags = field(default_factory=dict)
    exif: Tags = field(default_factory=dict)
    gps: Tags = field(default_factory=dict)


def read(block: bytes) -> Block:
    """Read a TIFF block, with or without "Exif" marks before it. Never raises."""
    block = MARKS.sub(b"", block)
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return Block()
    main = _directory(block, order, _number(block, order, 4))
    return Block(
        main,
        _directory(block, order, _pointer(main, EXIF_POINTER)),
        _directory(block, order, _pointer(main, GPS_POINTER)),
    )


def _number(block: bytes, order: str, at: int) -> int:
    return int(struct.unpack_from(order + "I", block, at)[0])


def _pointer(tags: Tags, tag: int) -> int:
    value = tags.get(tag)
    at = value[0] if isinstance(value, tuple) and value else 0.0
    return int(at) if 0 < at < math.inf else 0


def _directory(block: bytes, order: str, at: int) -> dict[int, Value]:
    if not 8 <= at <= len(block) - 2:
        return {}
    count = min(struct.unpack_from(order + "H", block, at)[0], MOST_ENTRIES)
    tags: dict[int, Value] = {}
    for start in range(at + 2, min(at + 2 + 12 * count, len(block) - 11), 12):
        tag, kind, number = struct.unpack_from(order + "HHI", block, start)
        value = _value(block, order, kind, number, start + 8)
        if value is not None:
            tags.setdefault(tag, value)
    return tags


def _value(block: bytes, order: str, kind: int, number: int, at: int) -> Value | None:
    letter = LETTERS.get(kind)
    if letter is None:
        return None
    if kind in (RATIONAL, SRATIONAL):
        number *= 2
    size = struct.calcsize(letter) * number
    if size > 4:
        at = _number(block, order, at)
    if size > MOST_BYTES or at + size > len(block):
        return None
    if kind == ASCII:
        return _text(block[at : at + size].split(b"\0")[0])
    numbers = struct.unpack_from(f"{order}{number}{letter}", block, at)
    return _ratios(numbers) if kind in (RATIONAL, SRATIONAL) else tuple(map(float, numbers))


def _text(raw: bytes) -> str:
    """What the standard wants in ASCII, as phones write it: UTF-8, or Chinese of older ones."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding).strip()
    return raw.decode("ascii", "replace").strip()


def _ratios(numbers: tuple[int, ...]) -> tuple[float, ...]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(above / below if below else math.nan for above, below in pairs)
