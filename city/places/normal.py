"""What people type, made plain: one width, one script, no noise; and where each character stood."""

from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
_SPACES = (
    "\t\v\f\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
)
_NOISE = _SPACES + (
    "\u2009\u200a\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff\"'`*_^“”‘’「」『』《》<>"
)
_DASHES = "－—–―‐‑‒─━～〜∼~"
_OPENING, _CLOSING = "（【〔［｛[{", "）】〕］｝]}"


class Normal(NamedTuple):
    """A text made plain; `origin[i]` is where character i stood, None when nothing was left out."""

    text: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text → the same stretch of what was written."""
        if self.origin is None or start >= end:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def _table() -> str:
    """One character for one character: full → half width, traditional → simplified, lower case.

    Every noise is a space. A string as long as the first plane is looked up faster than a dict.
    """
    found = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    _, traditional, simplified, *_ = (DATA / "traditional.txt").read_text("utf-8").split("\n")
    found.update(zip(map(ord, traditional), simplified, strict=True))
    found.update(dict.fromkeys(map(ord, _DASHES), "-"))
    found.update(dict.fromkeys(map(ord, _OPENING), "("))
    found.update(dict.fromkeys(map(ord, _CLOSING), ")"))
    found.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    found.update({code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)})
    found.update(dict.fromkeys(map(ord, "#＃﹟"), "号"))
    found.update(dict.fromkeys(map(ord, "\n\r\u2028\u2029"), "。"))
    found.update(dict.fromkeys(map(ord, "＂＇｀＊＿＾＜＞" + _NOISE), " "))
    found[ord("〇")] = "零"
    return "".join(found.get(code, chr(code)) for code in range(0x10000))


TABLE = _table()


def normalise(written: str) -> Normal:
    """Make a text plain. Idempotent: what is plain stays as it is."""
    text = written.translate(TABLE)
    if " " not in text:
        return Normal(text, None)
    origin = tuple(at for at, char in enumerate(text) if char != " ")
    return Normal(text.replace(" ", ""), origin)


def plain(written: str) -> str:
    """The plain text alone."""
    return written.translate(TABLE).replace(" ", "")
