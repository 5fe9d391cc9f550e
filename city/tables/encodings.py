"""Bytes of text → text, in whichever encoding a city sends: sometimes several in one file."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4096
HAN = "\u2e80"
WIDE = 0.1  # share of zero bytes on one side that only a text of two-byte characters has


def decoded(body: bytes) -> str:
    """The text in `body`: by its mark, by its zero bytes, as UTF-8, as GB 18030, or line by line.

    What is no character in any of them becomes U+FFFD; nothing raises.
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], name)
    wide = _wide(body[:SAMPLE])
    if wide:
        return body.decode(wide, "replace")
    return _narrow(body)


def _marked(body: bytes, name: str) -> str:
    """A mark is believed, but for one of UTF-8 that a tool put before something else."""
    return _narrow(body) if name == "utf-8" else body.decode(name, "replace")


def _narrow(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _by_line(body)


def _by_line(body: bytes) -> str:
    lines = body.split(b"\n")
    is_mixed = any(_is_surely_utf8(line) for line in lines)
    return "\n".join(_line(line, is_mixed) for line in lines)


def _is_surely_utf8(line: bytes) -> bool:
    """Whether a line reads as UTF-8 with Chinese in it, which words in GB 18030 hardly ever do."""
    try:
        return any(sign >= HAN for sign in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _line(line: bytes, is_mixed: bool) -> str:
    if line.isascii():
        return line.decode("ascii")
    if is_mixed and _is_surely_utf8(line):
        return line.decode("utf-8")
    try:
        return line.decode("gb18030")
    except UnicodeDecodeError:
        return line.decode("utf-8" if is_mixed else "gb18030", "replace")


def _wide(sample: bytes) -> str | None:
    """Text of two-byte characters without a mark: its zero bytes all stand on one side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = max(2, len(sample) * WIDE / 2)
    if odd >= enough and odd > even * 4:
        return "utf-16-le"
    if even >= enough and even > odd * 4:
        return "utf-16-be"
    return None
