"""Slips of the pen, as phones make them: a character that sounds or looks alike for another."""

from collections import defaultdict
from functools import cache
from random import Random

from city.places.sounds import alike, readings
from city.triage import corpus
from city.triage.corpus import Example

EVERY = 12  # characters to one slip


def slipped(example: Example, rng: Random) -> Example:
    """The same text with at least one slip, and one more for every dozen characters."""
    chars = list(example.words)
    wanted = 1 + len(chars) // EVERY
    places = [at for at, char in enumerate(chars) if _others(char)]
    for at in rng.sample(places, min(wanted, len(places))):
        chars[at] = rng.choice(_others(chars[at]))
    return example._replace(words="".join(chars))


@cache
def _others(char: str) -> tuple[str, ...]:
    """What may be written for a character: its homophones among the texts' own, and its doubles."""
    same = [other for sound in readings(char)[:1] for other in _by_sound()[sound] if other != char]
    return (*same, *alike(char)) if "\u4e00" <= char <= "\u9fff" else ()


@cache
def _by_sound() -> dict[str, list[str]]:
    known: dict[str, list[str]] = defaultdict(list)
    for char in sorted({char for one in corpus.texts() for char in one.words}):
        known[readings(char)[0]].append(char)
    return known
