"""WebM: whether its elements stand as they should, and its codecs (RFC 8794, RFC 9559)."""

from collections.abc import Iterator

from media.picture import Refused

HEAD, SEGMENT, TYPE = 0x1A45DFA3, 0x18538067, 0x4282
MARK = HEAD.to_bytes(4, "big")
TRACKS, CLUSTER = 0x1654AE6B, 0x1F43B675
WALKED, UNKNOWN = (SEGMENT, CLUSTER), -1
MOST = 50_000  # elements: three minutes have a third of it


def is_film(body: bytes) -> bool | None:
    """Whether a WebM shows something, or only sounds; None for what is none.

    Raises Refused where an element goes on behind the end, or nothing was recorded.
    """
    if not body.startswith(MARK):
        return None
    found = list(_elements(body))
    if (TYPE, b"webm") not in _elements(found[0][1]):
        return None
    tracks = b"".join(inside for name, inside in found if name == TRACKS)
    if not tracks or CLUSTER not in [name for name, _ in found]:
        raise Refused("truncated", "no tracks or cluster")
    if b"V_" in tracks:
        return True
    return False if b"A_" in tracks else None


def _elements(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Name and inside of each element, one after the other; segment and clusters are walked into.

    What was recorded without knowing its size beforehand has none, and reaches to the end.
    """
    at = count = 0
    while at < len(body):
        count += 1
        if count > MOST:
            raise Refused("too_long", "elements")
        name, at = _number(body, at, keep=True)
        size, at = _number(body, at)
        if size != UNKNOWN and at + size > len(body):
            raise Refused("truncated", "element")
        if name in WALKED or size == UNKNOWN:
            yield name, b""
        else:
            yield name, body[at : at + size]
            at += size


def _number(body: bytes, at: int, keep: bool = False) -> tuple[int, int]:
    """A number of variable length, with its mark if `keep`, and where it ends."""
    first = body[at] if at < len(body) else 0
    long = 9 - first.bit_length()
    if not first or at + long > len(body):
        raise Refused("truncated", "number")
    whole = int.from_bytes(body[at : at + long], "big")
    most = (1 << 7 * long) - 1
    if keep:
        return whole, at + long
    return (UNKNOWN if whole & most == most else whole & most), at + long
