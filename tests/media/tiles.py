"""HEIC and AVIF put together box by box: pictures of tiles, turned and mirrored as phones write."""

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from media.sniff import boxes


class Item(NamedTuple):
    """One item of a file: its type, its bytes, and which of the file's properties it has."""

    kind: bytes
    body: bytes
    has: Sequence[int] = ()


Refers = tuple[bytes, int, Sequence[int]]  # kind, from which item, to which; items count from 1


def box(name: bytes, body: bytes, version: int | None = None) -> bytes:
    """An ISO box, a full one where it has a version."""
    head = b"" if version is None else struct.pack(">I", version << 24)
    return struct.pack(">I4s", 8 + len(head) + len(body), name) + head + body


def built(
    brand: bytes,
    items: Sequence[Item],
    properties: Sequence[bytes],
    refers: Sequence[Refers] = (),
    primary: int = 1,
) -> bytes:
    """A file of these items, all their bytes in one box behind the others."""
    ftyp = box(b"ftyp", brand + bytes(4) + b"mif1" + brand)
    size = len(_meta(items, properties, refers, primary, 0))
    meta = _meta(items, properties, refers, primary, len(ftyp) + size + 8)
    return ftyp + meta + box(b"mdat", b"".join(one.body for one in items))


def grid(rows: int, columns: int, width: int, height: int) -> bytes:
    """The bytes of a grid item (ISO/IEC 23008-12, 6.6.2.3.2)."""
    return struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, width, height)


def ispe(width: int, height: int) -> bytes:
    """A property that names a picture's size."""
    return box(b"ispe", struct.pack(">II", width, height), 0)


def turn(quarters: int) -> bytes:
    """A property: turned against the clock by so many quarters."""
    return box(b"irot", bytes((quarters,)))


def mirror(axis: int) -> bytes:
    """A property: mirrored; 0 changes above and below, 1 left and right."""
    return box(b"imir", bytes((axis,)))


def taken_apart(body: bytes) -> tuple[bytes, Mapping[bytes, bytes]]:
    """Of a file with one item: its bytes, and its properties by their names."""
    meta = next(body[start + 12 : end] for name, start, end in boxes(body) if name == b"meta")
    iprp = next(meta[start + 8 : end] for name, start, end in boxes(meta) if name == b"iprp")
    ipco = next(iprp[start + 8 : end] for name, start, end in boxes(iprp) if name == b"ipco")
    found = {name: ipco[start:end] for name, start, end in boxes(ipco)}
    (mdat,) = (body[start + 8 : end] for name, start, end in boxes(body) if name == b"mdat")
    return mdat, found


def _meta(
    items: Sequence[Item],
    properties: Sequence[bytes],
    refers: Sequence[Refers],
    primary: int,
    at: int,
) -> bytes:
    told, where, has = b"", b"", b""
    for number, one in enumerate(items, 1):
        told += box(b"infe", struct.pack(">HH4sB", number, 0, one.kind, 0), 2)
        where += struct.pack(">HHHII", number, 0, 1, at, len(one.body))
        has += struct.pack(">HB", number, len(one.has)) + bytes(one.has)
        at += len(one.body)
    count = struct.pack(">H", len(items))
    links = b"".join(
        box(kind, struct.pack(f">HH{len(to)}H", start, len(to), *to)) for kind, start, to in refers
    )
    return box(
        b"meta",
        box(b"hdlr", bytes(4) + b"pict" + bytes(13), 0)
        + box(b"pitm", struct.pack(">H", primary), 0)
        + box(b"iinf", count + told, 0)
        + (box(b"iref", links, 0) if links else b"")
        + box(
            b"iprp",
            box(b"ipco", b"".join(properties))
            + box(b"ipma", struct.pack(">I", len(items)) + has, 0),
        )
        + box(b"iloc", b"\x44\0" + count + where, 0),
        0,
    )
