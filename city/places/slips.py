"""Names that are written with a slip of the pen, and names that nobody knows."""

import re
from collections.abc import Iterator
from itertools import islice

from city.places import cues
from city.places.lexicon import LONGEST_REPAIRED, ROAD, Lexicon, Span

ANCHORS = 40  # ends of names in a text that are looked at
# What ends a name; not where it is part of an everyday word.
ANCHOR = re.compile(
    r"大街|大道|胡同|(?<![道马公铁线电走半小条段辅岔水气油管思网门])路(?![灯面段边上中牌过沿障缘基肩人况径由政桩旁])|"
    r"(?<![上逛满])街(?![道面边上头])|巷(?![子道])|小区|花园|家园|苑|公寓|新村|广场|大厦|公园|中学|小学|医院|市场|商场|宾馆"
)
_PARTING = re.compile(
    r"[,。;:!?()、\-/与和同跟及在到至从由往的是]|位于|反映|发现|现场|住|[市区县镇]"
)
_SPOKEN = re.compile("交|口|十字|丁字")
_WANTED = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{2,4})(?P<join>与|和|跟|同|及|-|/|、)(?P<b>[\u4e00-\u9fff]{2,4}?)"
    r"(?=(?:的)?(?:交叉|交汇|交口|路口|十字|丁字|相交))"
)


def mended(lexicon: Lexicon, text: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """The names found, with those that needed mending; and the unknown ones."""
    unknown: list[Span] = []
    mends: list[Span] = []
    for first, start, end in islice(_ends(text, spans), ANCHORS):
        first = max(first, start - LONGEST_REPAIRED)
        first = max([first, *(part.end() for part in _PARTING.finditer(text, first, start))])
        if start - first < 1:
            continue
        mend = lexicon.repaired(text, first, end)
        if mend:
            mends.append(mend)
        elif start - first > 1:
            unknown.append(Span(first, end, ROAD, ()))
    if sum(span.form == ROAD for span in spans) + len(mends) < 1:
        mends += _bare_pair(lexicon, text)
    return (sorted([*spans, *mends]) if mends else spans), unknown


def _ends(text: str, spans: list[Span]) -> Iterator[tuple[int, int, int]]:
    """What ends like a name outside the known ones: from where it may begin, its end's stretch."""
    begin = 0
    for span in spans:
        for anchor in ANCHOR.finditer(text, begin, span.start):
            yield begin, anchor.start(), anchor.end()
        begin = span.end
    for anchor in ANCHOR.finditer(text, begin):
        yield begin, anchor.start(), anchor.end()


def _bare_pair(lexicon: Lexicon, text: str) -> list[Span]:
    """Two roads without 路, where a crossing is spoken of: 迎泽和解放交叉口."""
    found = _WANTED.search(text) if _SPOKEN.search(text) else None
    if not found:
        return []
    first = lexicon.bare(text, *found.span("a"), backwards=True)
    second = lexicon.bare(text, *found.span("b"), backwards=False)
    if not first or not second or not cues.CROSS.match(text, second.end):
        return []
    return [first, second]
