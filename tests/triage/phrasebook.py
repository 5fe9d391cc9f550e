"""Writes city/triage/data/texts.csv: the families' sentences in the words of hotline and street.

A family is one line of families_*.txt: one way to say one thing. Whole families, and the wordings
around them, are held out, so that nothing that is tried was learned.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.triage import prose, wordings
from tests.triage.slips import Slips

HERE = Path(__file__).parent
FILE = HERE.parents[1] / "city" / "triage" / "data" / "texts.csv"
FIELDS = ("family", "part", "code", "urgent", "style", "words")
EACH = 3  # texts of a family, where it has as many wordings
_CHOICE = re.compile(r"\[([^\]]+)\]")
MARKS = ("V ", "> ")
FIRST = ("components", "elsewhere", "late", "more", "occurrences", "services")
"""The files of the first texts, which stay as they are."""
PARTS = {"late": "test", "blind": "blind"}
STYLES = ("hotline", "citizen", "inspector")


class Family(NamedTuple):
    """One way to say one thing, with its choices in brackets."""

    name: str
    code: str
    part: str
    pattern: str
    urgent: bool
    whole: bool


def families(*kinds: str) -> list[Family]:
    """Those of the files families_KIND.txt.

    Held out are `late` and `blind`. Of the others a line marked V tries how far to trust a model
    before it is learned too. A line marked > is a whole message, put into no other words.
    """
    found: list[Family] = []
    for kind in kinds:
        for code, lines in _by_code(HERE / f"families_{kind}.txt").items():
            for at, line in enumerate(lines, start=1):
                part = PARTS.get(kind, "tune" if line[:2] == "V " else "train")
                pattern = line[2:] if line[:2] in MARKS else line
                urgent, pattern = pattern.endswith("!"), pattern.removesuffix("!").strip()
                name = f"{code}/{kind[0]}{at}"
                found.append(Family(name, code, part, pattern, urgent, line[:2] == "> "))
    return found


def _by_code(file: Path) -> dict[str, list[str]]:
    by_code: dict[str, list[str]] = {}
    code = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            code = line[2:].strip()
        elif line:
            by_code.setdefault(code, []).append(line)
    return by_code


def sentences(family: Family, rng: Random) -> list[str]:
    """Up to EACH ways to fill a family's choices and places."""
    found: list[str] = []
    for _ in range(4 * EACH):
        filled = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), family.pattern)
        if all(filled != _CHOICE.sub("", one) for one in found) and filled not in found:
            found.append(filled)
    rng.shuffle(found)
    return [
        one.replace("{p}", wordings.place(rng)).replace("{t}", rng.choice(wordings.SPANS))
        for one in found[:EACH]
    ]


def rows() -> Iterator[dict[str, str]]:
    """Every text, the same each time."""
    yield from _short(families(*FIRST), Random(20261122))
    yield from _short(families("hands"), Random(20261123))
    learned = [one for one in families(*FIRST, "hands") if one.part not in PARTS.values()]
    yield from _long(learned, Random(20261124))
    for family in families("talk", "blind"):
        yield _row(family, "whole", family.pattern)


def _short(known: list[Family], rng: Random) -> Iterator[dict[str, str]]:
    """Families in the formulas of hotline, street and inspector."""
    for family in known:
        for at, sentence in enumerate(sentences(family, rng)):
            style = STYLES[at % 2] if "巡查" not in sentence else "inspector"
            style = "citizen" if style == "hotline" and family.code[0] == "e" and at == 2 else style
            other = rng.choice(known)
            beside = sentences(other, rng)[0] if rng.random() < 0.05 and not other.urgent else ""
            words = wordings.worded(
                sentence, beside, style, "test" if family.part == "test" else "train", rng
            )
            yield _row(family, style, words)


def _long(known: list[Family], rng: Random) -> Iterator[dict[str, str]]:
    """Each family once in a long message, and every other one once more with slips of the pen."""
    slips = Slips(char for one in known for char in one.pattern)
    for at, family in enumerate(known):
        sentence = sentences(family, rng)[0]
        yield _row(family, "letter", prose.told(sentence, wordings.place(rng), rng))
        if at % 2:
            yield _row(family, "slips", slips.made(sentences(family, rng)[-1], rng))


def _row(family: Family, style: str, words: str) -> dict[str, str]:
    return {
        "family": family.name,
        "part": family.part,
        "code": family.code,
        "urgent": "1" if family.urgent else "",
        "style": style,
        "words": words,
    }


def main() -> None:
    """Write the file anew."""
    with FILE.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.DictWriter(out, FIELDS, lineterminator="\n")
        sheet.writeheader()
        sheet.writerows(rows())


if __name__ == "__main__":
    main()
