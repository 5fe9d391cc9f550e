"""The texts that come with the product, and what they are about. Pure but for its files."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from city.triage.lexicon import Entry

DATA = Path(__file__).parent / "data"
LEARNED = ("train", "tune")  # parts; held out are test, and blind: looked at as sums alone
OF_PHRASES = 40  # short texts made of a code's phrases, at most


class Example(NamedTuple):
    """A text and its code; `part` is one of LEARNED, `test` or `blind`."""

    words: str
    code: str
    part: str
    urgent: bool = False
    family: str = ""
    style: str = ""


class Elsewhere(NamedTuple):
    """Who it is for when it is not for us; `reach` is their own number, if known."""

    code: str
    names: Mapping[str, str]
    reach: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def texts() -> list[Example]:
    """The labelled texts, written for the demo city."""
    return [
        Example(
            row["words"],
            row["code"],
            row["part"],
            row["urgent"] == "1",
            row["family"],
            row["style"],
        )
        for row in _rows("texts.csv")
    ]


@cache
def places_elsewhere() -> dict[str, Elsewhere]:
    """Everybody else, by code."""
    return {
        row["code"]: Elsewhere(row["code"], {"zh": row["name"], "en": row["name_en"]}, row["reach"])
        for row in _rows("elsewhere.csv")
    }


@cache
def phrases() -> tuple[Entry, ...]:
    """事部件词库: the phrases of the product, for categories and for what is not for us."""
    rows = [*_rows("phrases.csv"), *_rows("elsewhere.csv")]
    return tuple(
        Entry(row["code"], one) for row in rows for one in row["phrases"].split("|") if one
    )


def of_phrases(entries: Sequence[Entry], rng: Random) -> Iterator[Example]:
    """Short texts made of a code's own phrases, so that every code has some."""
    by_code: dict[str, list[str]] = {}
    for entry in entries:
        by_code.setdefault(entry.code, []).append(entry.written.split("^")[0])
    for code, written in sorted(by_code.items()):
        for one in rng.sample(written, min(OF_PHRASES, len(written))):
            words = (rng.choice(group.split("/")) for group in one.split("&"))
            yield Example("".join(words), code, "train")
