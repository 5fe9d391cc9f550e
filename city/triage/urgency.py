"""What cannot wait, whatever else it is: gas, an open manhole, a fallen wire, a collapse. Pure."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from city.places.normal import plain
from city.triage.lexicon import Entry, Hit, Lexicon

DATA = Path(__file__).parent / "data" / "urgent.csv"
BLANK = "　"
SURE = 0.7  # share from which a category that is a danger by itself alarms without a word of it
_DONE = (
    "修好|换好|补好|补上|盖好|填好|扶正|扑灭|处理完|处理好|处理了|解决了|恢复了|清走|清理完|拆除了"
)
OVER = re.compile(rf"[^。!?]{{0,14}}(?:{_DONE})")
"""What stands after a danger that is past."""
STILL = re.compile(r"又|还是|仍|再次|可是|但|没修好|未修好|没处理|未处理|没解决|未解决|不彻底")
"""What takes that back."""
DENIED = re.compile(r"(?:不是|并非|没有?闻[到见]|没有发生|没发生|未发生|没有|没|无)[^,。]{0,2}$")
FIGURE = re.compile(
    r"(?:(?:房|楼|股|地|油|菜|物)价|(?:房|楼|股)市|心态|心情|心里|精神|情绪|生意|信任|信心|人设|三观|整个人)"
    r"(?:[我你他们都快要会已经全真彻底就也是被得]){0,4}(?:崩溃|崩塌|崩|坍塌|塌|垮)"
)
"""What falls down in speech alone."""
SMELT = frozenset({"gas", "fire", "electric", "chemical"})
"""Kinds of which people say that there was none; 没有井盖 is a danger."""


class Danger(NamedTuple):
    """A kind of danger, with its names for people."""

    kind: str
    names: dict[str, str]


class Dangers(NamedTuple):
    """All kinds, the words that tell of them, the words that sound like it and are not, and the
    categories that are a danger by themselves."""

    kinds: dict[str, Danger]
    lexicon: Lexicon
    unless: tuple[str, ...]
    by_code: dict[str, str]


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
        kinds,
        Lexicon(entries, whole=True),
        tuple(sorted(unless, key=lambda one: (-len(one), one))),
        {code: row["kind"] for row in rows for code in row["codes"].split("|") if code},
    )


def urgent(text: str) -> list[Hit]:
    """The words of a plain text that tell of danger; none: it can wait its turn."""
    known = dangers()
    text = _quiet(known.lexicon.mended(text))
    return [hit for hit in known.lexicon.hits(text) if not _is_none(text, hit)]


def by_category(text: str, code: str, share: float) -> str | None:
    """The kind of danger that a likely category is by itself; not where the text says it is past,
    or in words that only sound like one.
    """
    kind = dangers().by_code.get(code)
    if kind is None or share < SURE or is_past(text, 0) or _quiet(text) != text:
        return None
    return kind


def is_past(text: str, at: int) -> bool:
    """Whether a text says soon after a danger that it was seen to, and nothing to the contrary."""
    done = OVER.match(text, at)
    return done is not None and STILL.search(text, done.end()) is None


def _quiet(text: str) -> str:
    """A plain text with blanks for the words that sound like danger and are not."""
    for words in dangers().unless:
        if words in text:
            text = text.replace(words, BLANK * len(words))
    return FIGURE.sub(lambda match: BLANK * len(match[0]), text)


def _is_none(text: str, hit: Hit) -> bool:
    """Whether the danger is denied or past."""
    denied = hit.code in SMELT and DENIED.search(text, max(0, hit.start - 8), hit.start)
    return bool(denied) or is_past(text, hit.end)
