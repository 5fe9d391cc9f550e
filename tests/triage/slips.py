"""Slips of the pen, as phones make them: a character that sounds or looks alike for another."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from random import Random

from city.places.sounds import alike, readings
from city.triage import corpus
from city.triage.corpus import Example

EVERY = 12  # characters to one slip


class Slips:
    """What may be written for a character: its homophones among those given, and its doubles."""

    def __init__(self, characters: Iterable[str]) -> None:
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for char in sorted(set(characters)):
            self._by_sound[readings(char)[0]].append(char)
        self._known: dict[str, tuple[str, ...]] = {}

    def made(self, words: str, rng: Random) -> str:
        """The same words with at least one slip, and one more for every dozen characters."""
        chars = list(words)
        wanted = 1 + len(chars) // EVERY
        places = [at for at, char in enumerate(chars) if self._others(char)]
        for at in rng.sample(places, min(wanted, len(places))):
            chars[at] = rng.choice(self._others(chars[at]))
        return "".join(chars)

    def _others(self, char: str) -> tuple[str, ...]:
        if not "\u4e00" <= char <= "\u9fff":
            return ()
        if char not in self._known:
            same = [each for each in self._by_sound[readings(char)[0]] if each != char]
            self._known[char] = (*same, *alike(char))
        return self._known[char]


def slipped(example: Example, rng: Random) -> Example:
    """A text of the set with slips."""
    return example._replace(words=_of_texts().made(example.words, rng))


@cache
def _of_texts() -> Slips:
    return Slips(char for one in corpus.texts() for char in one.words)
