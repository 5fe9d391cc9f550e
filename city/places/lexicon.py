"""The city's own names found in what people write. Pure: built from values."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from city.db import Point


class Name(NamedTuple):
    """A road, landmark or estate, under one of its names."""

    kind: str  # road, landmark or estate
    id: int
    name: str
    at: Point
    line: dict[str, Any] | None = None


class Found(NamedTuple):
    """A name and where in the text it stands: characters from `start` up to `end`."""

    name: Name
    start: int
    end: int


class Lexicon:
    """All names of a city; the longest one wins where several begin."""

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        self._names = {text: name for text, name in names if len(text) > 1}
        longest_first = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def found(self, text: str) -> list[Found]:
        """The names in `text`, from left to right, none overlapping."""
        return [
            Found(self._names[match.group()], match.start(), match.end())
            for match in self._pattern.finditer(text)
        ]

    def beginning(self, typed: str, most: int = 10) -> list[Name]:
        """Suggestions while typing: names that begin with `typed`, then those that hold it."""
        typed = typed.strip()
        if not typed:
            return []
        holding = [text for text in self._names if typed in text]
        holding.sort(key=lambda text: (not text.startswith(typed), len(text), text))
        unique = {
            (self._names[text].kind, self._names[text].id): self._names[text] for text in holding
        }
        return list(unique.values())[:most]
