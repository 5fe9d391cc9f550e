"""What cannot wait, whatever else it is: gas, an open manhole, a fallen wire, a collapse. Pure."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from city.places.normal import plain
from city.triage.lexicon import Entry, Hit, Lexicon

DATA = Path(__file__).parent / "data" / "urgent.csv"


class Danger(NamedTuple):
    """A kind of danger, with its names for people."""

    kind: str
    names: dict[str, str]


class Dangers(NamedTuple):
    """All kinds, the words that tell of them, and the words that sound like it and are not."""

    kinds: dict[str, Danger]
    lexicon: Lexicon
    unless: tuple[str, ...]


@cache
def dangers() -> Dangers:
    """As `data/urgent.csv` says."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kinds = {
        row["kind"]: Danger(row["kind"], {"zh": row["name"], "en": row["name_en"]}) for row in rows
    }
    entries = [Entry(row["kind"], one) for row in rows for one in row["patterns"].split("|")]
    unless = {plain(word) for row in rows for word in row["unless"].split("|") if word}
    return Dangers(
        kinds, Lexicon(entries, whole=True), tuple(sorted(unless, key=lambda one: (-len(one), one)))
    )


def urgent(text: str) -> list[Hit]:
    """The words of a plain text that tell of danger; none: it can wait its turn."""
    known = dangers()
    text = known.lexicon.mended(text)
    for words in known.unless:
        if words in text:
            text = text.replace(words, "　" * len(words))
    return known.lexicon.hits(text)
