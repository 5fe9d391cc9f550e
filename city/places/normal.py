"""What people type, made plain: one width, one script, no noise; and where each character stood."""

import re
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufe0f\ufeff\"'`*_^“”‘’「」『』《》<>]+")
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


def _table() -> dict[int, str]:
    """One character for one character: full → half width, traditional → simplified, lower case."""
    found = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    _, traditional, simplified, *_ = (DATA / "traditional.txt").read_text("utf-8").split("\n")
    found.update(zip(map(ord, traditional), simplified, strict=True))
    found.update(dict.fromkeys(map(ord, _DASHES), "-"))
    found.update(dict.fromkeys(map(ord, _OPENING), "("))
    found.update(dict.fromkeys(map(ord, _CLOSING), ")"))
    found.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    found.update({code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)})
    found.update({ord("〇"): "零", ord("#"): "号", ord("＃"): "号", ord("号"): "号", 0x3000: " "})
    found.update({ord("\n"): "。", ord("\r"): "。", ord("\u2028"): "。", ord("﹟"): "号"})
    return found


TABLE = _table()


def normalise(written: str) -> Normal:
    """Make a text plain. Idempotent: what is plain stays as it is."""
    text = written.translate(TABLE)
    if not _NOISE.search(text):
        return Normal(text, None)
    kept: list[str] = []
    origin: list[int] = []
    last = 0
    for noise in _NOISE.finditer(text):
        kept.append(text[last : noise.start()])
        origin.extend(range(last, noise.start()))
        last = noise.end()
    kept.append(text[last:])
    origin.extend(range(last, len(text)))
    return Normal("".join(kept), tuple(origin))


def plain(written: str) -> str:
    """The plain text alone."""
    return _NOISE.sub("", written.translate(TABLE))
