"""What is wrong, and with what: words for the same put together, so that they can be compared."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from city.cases.duplicates.tables import DATA
from city.places.normal import normalise

BOOKS = ("states", "things")


class Named(NamedTuple):
    """A group of words for the same, and the word that stood in the text."""

    group: int
    written: str


@lru_cache(maxsize=20_000)
def named(book: str, text: str) -> tuple[Named, ...]:
    """The groups of `book` that a text names, each by its longest word; words inside words not."""
    normal = normalise(text)
    plain, found = normal.text, list[Named]()
    for word, group in _words(book):
        at = plain.find(word)
        if at >= 0:
            start, end = normal.span(at, at + len(word))
            found.append(Named(group, text[start:end]))
            plain = plain.replace(word, "|" * len(word))
    return tuple(found)


def shared(one: Sequence[Named], other: Sequence[Named]) -> tuple[str, str] | None:
    """How the first group that both name is written in each; None where they share none."""
    theirs = {each.group: each.written for each in reversed(other)}
    return next(((each.written, theirs[each.group]) for each in one if each.group in theirs), None)


@cache
def _words(book: str) -> tuple[tuple[str, int], ...]:
    lines = (DATA / f"{book}.txt").read_text("utf-8").splitlines()
    words = [(word, group) for group, line in enumerate(lines) for word in line.split()]
    return tuple(sorted(words, key=lambda each: (-len(each[0]), each)))
