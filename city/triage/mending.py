"""Words that are written as they sound: 窨井概 for 窨井盖. Read as what was meant. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from daachorse import CharwiseDoubleArrayAhoCorasick
from pypinyin.pinyin_dict import pinyin_dict

from city.places.sounds import sound

LEAST, MOST = 3, 7  # characters of a word that is mended; shorter ones sound like too many others
ROUND = "v"  # lǜ is no lù: 红绿灯, 路灯
FIRST = 0xE000  # of the plane for private use: a sign for each syllable


class Mender:
    """Finds what sounds like a known word and differs from it in few characters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._meant: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(filter(_is_telling, words))):
            self._meant[_heard(word)].append(word)
        self._sounds = sorted(self._meant) or ["\0"]
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._sounds)

    def mended(self, text: str) -> str:
        """A plain text with what sounds like a known word written as it; as long as before."""
        found = self._automaton.find_overlapping(_heard(text))
        told = [(start, end, self._meant[self._sounds[at]]) for start, end, at in found]
        right = {place for start, end, meant in told if text[start:end] in meant
                 for place in range(start, end)}  # fmt: skip
        chars = list(text)
        for start, end, meant in told:
            written = text[start:end]
            best = max(meant, key=lambda word: _same(word, written))
            near = len(best) - _same(best, written) <= 1 + (len(best) > 4)
            if near and right.isdisjoint(range(start, end)):
                chars[start:end] = best
        return "".join(chars)


def _same(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=8)
def _heard(text: str) -> str:
    """One sign for all characters of one sound; a character without is its own."""
    return text.translate(_signs)


class _Signs(dict[int, str]):
    """The sign of a character, by its code; worked out when it is first met."""

    def __init__(self) -> None:
        self._by_sound: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        heard = sound(chr(code)) + ROUND * ("\u0308" in normalize("NFD", pinyin_dict.get(code, "")))
        if 0xD800 <= code < 0xF900:  # halves of characters, and our own signs
            self[code] = "?"
        elif heard == chr(code):
            self[code] = heard
        else:
            self[code] = self._by_sound.setdefault(heard, chr(FIRST + len(self._by_sound)))
        return self[code]


_signs = _Signs()


def _is_telling(word: str) -> bool:
    return LEAST <= len(word) <= MOST and all("\u4e00" <= char <= "\u9fff" for char in word)
