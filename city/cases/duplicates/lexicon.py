"""What is wrong, and with what: words for the same put together, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from city.cases.duplicates.tables import DATA, pairs
from city.places.normal import normalise

COMMON = frozenset("了没有不人一在到太全都往出来上下大小的着过要快已成里面被水灯车地气热电路")
"""Characters of words of many kinds: 漏水 is not 停水."""
BOOKS = ("states", "things")
DAMAGE, VAGUE, NOTHING = "!", "*", "?"
"""Marks of a line: a kind of damage; words that go with any damage (or thing); words that say
nothing, written down because shorter ones stand in them.
"""


class Named(NamedTuple):
    """Groups of words for the same, the word that stood in the text, and whether it is vague."""

    groups: frozenset[int]
    written: str
    vague: bool


class _Word(NamedTuple):
    text: str
    groups: frozenset[int]
    vague: bool


class _Book(NamedTuple):
    """`words`, the longest first; `heads`: which of them begin with a pair of characters."""

    words: tuple[_Word, ...]
    heads: Mapping[str, Sequence[int]]
    any: frozenset[int]


@lru_cache(maxsize=20_000)
def named(book: str, text: str) -> tuple[Named, ...]:
    """The groups of `book` that a text names, each by its longest word; words inside words not."""
    normal = normalise(text)
    plain, found = normal.text, list[Named]()
    for word in _beginning(_book(book), plain):
        at = plain.find(word.text)
        if at >= 0:
            start, end = normal.span(at, at + len(word.text))
            if word.groups:
                found.append(Named(word.groups, text[start:end], word.vague))
            plain = plain.replace(word.text, "|" * len(word.text))
    return tuple(found)


def akin(one: Sequence[Named], other: Sequence[Named]) -> tuple[str, str] | None:
    """The first two words of both that share a character that says something: 堵了 and 拥堵."""
    both = ((mine.written, theirs.written) for mine, theirs in product(one, other))
    return next((pair for pair in both if set(pair[0]) & set(pair[1]) - COMMON), None)


def shared(one: Sequence[Named], other: Sequence[Named]) -> tuple[str, str] | None:
    """How the first group that both name is written in each; None where they share none."""
    both = (pair for pair in product(one, other) if pair[0].groups & pair[1].groups)
    return next(((mine.written, theirs.written) for mine, theirs in both), None)


def apart(book: str, one: Sequence[Named], other: Sequence[Named]) -> tuple[str, str] | None:
    """Words of both that cannot be of one thing; None where something vague goes with all."""
    mine, theirs = _meant(book, one), _meant(book, other)
    if not mine or not theirs or mine & theirs:
        return None
    return one[0].written, other[0].written


def _meant(book: str, told: Sequence[Named]) -> frozenset[int]:
    """All groups that may be meant: a vague word may be of any damage, or of any thing."""
    return frozenset().union(*(_book(book).any if each.vague else each.groups for each in told))


def _beginning(book: _Book, plain: str) -> Iterator[_Word]:
    """The words whose beginning stands in a text, the longest first."""
    heads = book.heads.keys() & (pairs(plain) | set(plain))
    return (book.words[at] for at in sorted(at for head in heads for at in book.heads[head]))


@cache
def _book(book: str) -> _Book:
    groups: dict[str, set[int]] = {}
    damage, vague = set[int](), set[str]()
    lines = (DATA / f"{book}.txt").read_text("utf-8").splitlines()
    for group, line in enumerate(lines):
        mark = line[0] if line[0] in DAMAGE + VAGUE + NOTHING else ""
        words = line.removeprefix(mark).split()
        damage.update({group} if mark == DAMAGE else ())
        vague.update(words if mark == VAGUE else ())
        for word in words:
            groups.setdefault(word, set()).update(() if mark == NOTHING else {group})
    told = [_Word(word, frozenset(found), word in vague) for word, found in groups.items()]
    told.sort(key=lambda each: (-len(each.text), each.text))
    heads: dict[str, list[int]] = {}
    for at, each in enumerate(told):
        heads.setdefault(each.text[:2], []).append(at)
    return _Book(tuple(told), heads, frozenset(damage or range(len(lines))))
