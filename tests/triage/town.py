"""What proposals are made from, as it is shipped; for tests and benchmarks without a city."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from random import Random

from city.catalogue import load
from city.triage import corpus, knowledge
from city.triage.corpus import Example
from city.triage.filing import Condition
from city.triage.lexicon import Entry, Lexicon
from city.triage.propose import Known, named


@cache
def names() -> dict[str, str]:
    """Code → name of every category."""
    return {row["code"]: row["name"] for row in load.categories()}


def entries() -> list[Entry]:
    """The phrases of the product and the catalogue's own words."""
    own = [Entry(row["code"], word) for row in load.categories() for word in row["synonyms"]]
    return [
        *corpus.phrases(),
        *own,
        *(knowledge.called(code, name) for code, name in names().items()),
    ]


@cache
def codes() -> tuple[str, ...]:
    """Every code."""
    return tuple(sorted({*names(), *corpus.places_elsewhere()}))


@cache
def known(with_model: bool = True) -> Known:
    """The shipped knowledge; without its model, as on a day before any was learned."""
    return known_by(Lexicon(entries()), with_model)


def known_by(lexicon: Lexicon, with_model: bool = True) -> Known:
    """The same with another lexicon."""
    conditions: dict[str, list[Condition]] = defaultdict(list)
    for at, row in enumerate(load.conditions(), start=1):
        conditions[row["category"]].append(Condition(at, row["text"], row["urgent"]))
    weights = knowledge.shipped() if with_model else None
    back = named({name: code for code, name in names().items()})
    return Known(lexicon, codes(), back, conditions, weights, None, "shipped")


def shipped_texts() -> list[Example]:
    """All that the shipped model learns from, and what it is tried on."""
    short = corpus.of_phrases(entries(), Random(5))
    conditions = (
        Example(f"{names()[row['category']]}{row['text']}", row["category"], "train")
        for row in load.conditions()
    )
    return [*corpus.texts(), *short, *conditions]


def part(name: str, examples: Iterable[Example] | None = None) -> list[Example]:
    """The texts of one part: train, tune or test."""
    return [one for one in examples or corpus.texts() if one.part == name]
