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

from tests.triage import wordings

HERE = Path(__file__).parent
FILE = HERE.parents[1] / "city" / "triage" / "data" / "texts.csv"
FIELDS = ("family", "part", "code", "urgent", "style", "words")
EACH = 3  # texts of a family, where it has as many wordings
_CHOICE = re.compile(r"\[([^\]]+)\]")
MARKS = ("V ",)
STYLES = ("hotline", "citizen", "inspector")


class Family(NamedTuple):
    """One way to say one thing, with its choices in brackets."""

    name: str
    code: str
    part: str
    pattern: str
    urgent: bool


def families() -> list[Family]:
    """All of them.

    Those of families_late.txt were written when the lexicon was finished: they alone are held out.
    Of the others a line marked V tries how far to trust a model before it is learned too.
    """
    found: list[Family] = []
    for file in sorted(HERE.glob("families_*.txt")):
        kind = file.stem.removeprefix("families_")
        for code, lines in _by_code(file).items():
            for at, line in enumerate(lines, start=1):
                part = "test" if kind == "late" else "tune" if line[:2] == "V " else "train"
                pattern = line[2:] if line[:2] in MARKS else line
                name = f"{code}/{kind[0]}{at}"
                urgent = pattern.endswith("!")
                found.append(Family(name, code, part, pattern.removesuffix("!").strip(), urgent))
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
    rng = Random(20261122)
    known = families()
    for family in known:
        for at, sentence in enumerate(sentences(family, rng)):
            style = STYLES[at % 2] if "巡查" not in sentence else "inspector"
            style = "citizen" if style == "hotline" and family.code[0] == "e" and at == 2 else style
            other = rng.choice(known)
            beside = sentences(other, rng)[0] if rng.random() < 0.05 and not other.urgent else ""
            words = wordings.worded(
                sentence, beside, style, "test" if family.part == "test" else "train", rng
            )
            yield {
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
