"""Whether a PNG is whole: every chunk with its checksum, and data for every row."""

import zlib
from collections.abc import Iterator, Sequence

from media.picture import Refused

MARK = b"\x89PNG\r\n\x1a\n"
COLOURS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # colour type → samples a pixel
PASSES = (  # of Adam7: first column and row, and the steps from there (W3C PNG, 8.1)
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
PIECE = 2**18  # bytes inflated at a time, and let go


def check_chunks(body: bytes) -> None:
    """Raises Refused for a PNG that is cut or altered."""
    for _ in _chunks(memoryview(body)):
        pass


def check_rows(body: bytes) -> None:
    """Raises Refused for a PNG that has fewer rows than it says, of a size that is bearable."""
    head, data = b"", []
    for name, inside in _chunks(memoryview(body)):
        if name == b"IHDR":
            head = head or bytes(inside)
        elif name == b"IDAT":
            data.append(inside)
    if len(head) == 13 and data and not _has(data, _size(head)):
        raise Refused("truncated", "PNG rows")


def _chunks(body: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = len(MARK)
    while True:
        size, name = int.from_bytes(body[at : at + 4], "big"), bytes(body[at + 4 : at + 8])
        end = at + 12 + size
        if end > len(body):
            raise Refused("truncated", "PNG chunk")
        if zlib.crc32(body[at + 4 : end - 4]) != int.from_bytes(body[end - 4 : end], "big"):
            raise Refused("damaged", "PNG checksum")
        if name == b"IEND":
            return
        yield name, body[at + 8 : end - 4]
        at = end


def _size(head: bytes) -> int:
    """Bytes of all rows before they are deflated; 0 for a head that makes no sense."""
    width, height = (int.from_bytes(head[at : at + 4], "big") for at in (0, 4))
    bits = head[8] * COLOURS.get(head[9], 0)
    passes = PASSES if head[12] else ((0, 0, 1, 1),)
    sides = [(-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in passes]
    return sum(high * (1 + -(-wide * bits // 8)) for wide, high in sides if wide > 0 and high > 0)


def _has(data: Sequence[memoryview], size: int) -> bool:
    """Whether so many bytes come out; more are never inflated. What is no deflate at all passes."""
    inflate, found = zlib.decompressobj(), 0
    try:
        for piece in data:
            rest: bytes | memoryview = piece
            while rest and found < size:
                found += len(inflate.decompress(rest, PIECE))
                rest = inflate.unconsumed_tail
    except zlib.error:
        return True  # the decoder says it better
    return found >= size
