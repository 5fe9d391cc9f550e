"""How alike two texts are: shared pairs of characters, weighed by how much they can tell.

A pair weighs by how rare it is in reports (data/rarity.csv, counted in the texts that triage learns
from). What any report of the category says (its names) tells little of *which* problem it is; marks
of place are weighed elsewhere and count next to nothing here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from city.cases.duplicates.marks import TOPONYM, Mark
from city.cases.duplicates.tables import pairs, rarity
from city.places.normal import normalise, plain

PLACE, NAME, TELLING = 0.1, 0.4, 0.9
SAYS_FROM = 0.3  # weight of a pair whose characters are compared
EMPTY = frozenset("的了在是有没不人一到和与及就都也还很又把被让给从对向这那个们我你他她它")
LONGEST = 600  # characters that are compared
LEAST = 2.0  # weight of a text's characters below which its words tell nothing
QUOTED_FROM = 0.6  # weight of a phrase that is worth quoting
NAMED_FROM = 3  # characters of a name
HAN = re.compile(r"[\u4e00-\u9fff]{2}")
QUOTED = 2  # quotes of a shared phrase that are shown at most


@dataclass(frozen=True)
class Wording:
    """A text's pairs of characters, each with its weight."""

    weights: Mapping[str, float]
    text: str
    called: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, called: frozenset[str], marks: Iterable[Mark]) -> "Wording":
        """Read a text of a category that is `called` by these pairs."""
        text = text[:LONGEST]
        plained = plain(text)
        for mark in marks:
            plained = plained.replace(plain(mark.written), "|")
        places = set().union(*(pairs(found[0]) for found in TOPONYM.finditer(plained)))
        weights = {
            pair: min(PLACE, rarity(pair))
            if pair in places
            else rarity(pair) * (NAME if pair in called else 1.0)
            for pair in pairs(plained)
            if pair.isalnum()
        }
        return cls(weights, text, called)

    @cached_property
    def characters(self) -> Mapping[str, float]:
        """The characters of telling pairs, each with its weightiest pair's weight."""
        found: dict[str, float] = {}
        for pair, weight in self.weights.items():
            if weight >= SAYS_FROM:
                for char in pair:
                    if weight > found.get(char, 0.0):
                        found[char] = weight
        return {char: weight for char, weight in found.items() if _says(char)}

    @cached_property
    def written(self) -> Set[str]:
        """The pairs as written."""
        return pairs(self.text)


def _says(char: str) -> bool:
    return not char.isdigit() and char not in EMPTY


def alike(one: Wording, other: Wording) -> float | None:
    """The weighed cosine of their characters, 0 to 1; None where one of them says too little.

    Characters and not pairs: 堵了 and 拥堵, 缺了一块 and 缺损 are one thing in two people's words.
    """
    mine, theirs = one.characters, other.characters
    here, there = sum(mine.values()), sum(theirs.values())
    if here < LEAST or there < LEAST:
        return None
    both = sum(min(mine[char], theirs[char]) for char in mine.keys() & theirs.keys())
    return both / sqrt(here * there)


def name(one: Wording, other: Wording) -> str:
    """The longest run of rare pairs of Han that stands in both as written, or nothing: 湘味小厨."""
    both = (one.written & other.written) - one.called - other.called
    shared = {pair for pair in both if rarity(pair) == 1.0 and HAN.match(pair)}
    runs = _runs(one.text, shared, other.text) if len(shared) >= NAMED_FROM - 1 else ()
    long = [phrase for phrase in runs if len(phrase) >= NAMED_FROM]
    return max(long, key=lambda phrase: (len(phrase), phrase), default="")


def _runs(text: str, shared: Set[str], other: str) -> Iterator[str]:
    run = ""
    for at in range(len(text)):
        char = text[at]
        if run and run[-1] + char in shared and run + char in other:
            run += char
            continue
        yield run
        run = char
    yield run


def quotes(one: Wording, other: Wording) -> list[str]:
    """The longest telling phrases that stand, letter by letter, in both texts as written."""
    here, there = normalise(one.text), other.text
    found: list[str] = []
    at = 0
    while at < len(here.text):
        phrase = _longest(one, here.text, at, there)
        if phrase:
            found.append(phrase)
        at += max(1, len(phrase))
    found.sort(key=lambda phrase: (-_worth(one, phrase), phrase))
    return [phrase for phrase in found if _worth(one, phrase) >= QUOTED_FROM][:QUOTED]


def _longest(one: Wording, text: str, at: int, there: str) -> str:
    end = at
    while end < len(text) and text[end].isalnum() and text[at : end + 1] in there:
        end += 1
    phrase = text[at:end]
    return phrase if len(phrase) > 1 and phrase in one.text else ""


def _worth(one: Wording, phrase: str) -> float:
    return sum(one.weights.get(pair, 0.0) for pair in pairs(phrase))
