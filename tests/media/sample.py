"""One file that a stranger sends, what must become of it, and pieces to make such files of."""

import struct
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tests.media.pictures import quarters, saved

Fate = Literal["refused", "right", "either", "white"]
WAYS = {
    "jpeg": {"file_format": "JPEG", "quality": 90},
    "progressive": {"file_format": "JPEG", "quality": 90, "progressive": True},
    "restarts": {"file_format": "JPEG", "quality": 90, "restart_marker_blocks": 2},
    "png": {"file_format": "PNG"},
    "webp": {"file_format": "WEBP", "quality": 90},
    "webp_lossless": {"file_format": "WEBP", "lossless": True},
    "heic": {"file_format": "HEIF", "quality": 90},
    "avif": {"file_format": "AVIF", "quality": 90},
}


@dataclass(frozen=True)
class Sample:
    """One file, and what must become of it."""

    name: str
    body: bytes
    fate: Fate
    code: str | None = None
    """The reason it must be refused for, where only one will do."""
    grey: bool = False


@cache
def whole(way: str) -> bytes:
    """The quarters, properly saved."""
    return saved(quarters(), **WAYS[way])  # type: ignore[arg-type]


def chunk(name: bytes, body: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, data: bytes, depth: int = 8, *more: bytes) -> bytes:
    """A grey PNG of these raw rows."""
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    rows = chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + rows


def coloured(width: int, height: int, data: bytes, depth: int = 8, passes: int = 0) -> bytes:
    """A PNG in true colours of these raw rows."""
    head = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, passes)
    pieces = chunk(b"IHDR", head), chunk(b"IDAT", data), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


def jpeg_sized(body: bytes, width: int, height: int) -> bytes:
    """The same JPEG, claiming to be of another size."""
    frame = max(body.find(b"\xff\xc0"), body.find(b"\xff\xc2"))
    return body[: frame + 5] + struct.pack(">HH", height, width) + body[frame + 9 :]


def jpeg_with(block: bytes, marker: int = 0xE1) -> bytes:
    """The quarters with one more segment."""
    segment = bytes((0xFF, marker)) + struct.pack(">H", len(block) + 2) + block
    return whole("jpeg")[:2] + segment + whole("jpeg")[2:]
