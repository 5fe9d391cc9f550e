"""Where a sheet's headings are: below its titles, on one line or on several, or nowhere."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from city.hotline.fields import BY_NAME, ENDINGS, is_of_others, plain

LOOKED = 30  # rows in which headings are looked for
HIGHEST = 3  # lines that headings may take


class Heading(NamedTuple):
    """The headings, and the place of the first row below them (from 0)."""

    names: list[str]
    below: int


def find(rows: Sequence[Sequence[Any]], known: frozenset[str] = frozenset()) -> Heading | None:
    """The lines that name most fields; None where no line names two.

    `known`: plain headings that the source used before.
    """
    best: Heading | None = None
    most = 1.0
    for start in range(min(len(rows), LOOKED)):
        for high in range(1, HIGHEST + 1):
            if start + high > len(rows):
                break
            names = joined(rows[start : start + high])
            score: float = len({field for name in names if (field := _meant(name, known))})
            score -= _unlike_headings(rows[start + high - 1]) + high * 0.1
            if score > most:
                best, most = Heading(names, start + high), score
    return best


def joined(lines: Sequence[Sequence[Any]]) -> list[str]:
    """One name a column: what stands lowest, behind what it stands under where that differs."""
    width = max((len(line) for line in lines), default=0)
    names = []
    for at in range(width):
        said: list[str] = []
        for line in lines:
            word = " ".join(
                str(line[at] if at < len(line) and line[at] is not None else "").split()
            )
            if word and word not in said:
                said.append(word)
        names.append(" / ".join(said))
    return names


def meaning(name: str) -> str | None:
    """The field that a heading names, by the whole of it, its last part, or all parts together.

    Else by what it ends in, unless it tells of those who handle the order.
    """
    parts = name.split(" / ")
    tried = [plain(one) for one in (name, parts[-1], "".join(parts))]
    for one in tried:
        if one in BY_NAME:
            return _of_person(BY_NAME[one], parts)
    found = next((field for end, field in ENDINGS if tried[1].endswith(end)), None)
    if found is None or (found != "due_at" and is_of_others(tried[2])):
        return None
    return _of_person(found, parts)


def _of_person(field: str, parts: Sequence[str]) -> str:
    """地址 under 诉求人信息 is where the caller lives, not where something is wrong."""
    under = "".join(parts[:-1])
    return (
        "home"
        if field == "place" and any(who in under for who in ("人信息", "市民信息"))
        else field
    )


def _meant(name: str, known: frozenset[str]) -> str | None:
    text = plain(name)
    return text if text in known else meaning(name)


def _unlike_headings(line: Sequence[Any]) -> float:
    """How much of a line looks like contents: numbers and long texts."""
    told = [cell for cell in line if cell not in (None, "")]
    odd = sum(not isinstance(cell, str) or len(cell) > 24 or cell.isdecimal() for cell in told)
    return 2.0 * odd
