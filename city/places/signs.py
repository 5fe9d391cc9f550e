"""What was read on photos, as evidence of a place: numbers on poles, house plates, gates. Pure."""

import re
from collections.abc import Sequence

from city.places.candidates import NUMBER, Candidate
from city.places.gazetteer import Gazetteer
from city.places.heard import SIGN
from city.places.normal import plain
from city.places.reading import Reading

WORTH = {"asset": 0.88, NUMBER: 0.84, "estate": 0.55, "landmark": 0.55, "point": 0.5, "stop": 0.5}
"""A number on the thing itself says where it is; a name on a gate or a shop only supports it."""
WHOLE = 0.7  # of a line that its names must be: 中国银行解放路支行 is no sign of 解放路
VIEW = 60.0  # metres: from how far a sign is read
BARE_NUMBER = re.compile(r"(?<=[路街巷道同])\d{1,4}$")  # 解放路 38, as plates have it


def seen(city: Gazetteer, lines: Sequence[str]) -> list[Candidate]:
    """The places that lines of writing mean, each once; its `note` is the line."""
    found: dict[tuple[object, ...], Candidate] = {}
    for line in lines:
        for each in _of(city, line):
            found.setdefault((each.kind, each.names, each.number), each)
    return list(found.values())


def _of(city: Gazetteer, line: str) -> list[Candidate]:
    """The places of one line that is a sign by itself: a road alone is none."""
    text = BARE_NUMBER.sub(lambda found: found[0] + "号", plain(line))
    reading = Reading(city, text)
    named = sum(span.end - span.start for span in reading.spans)
    return [
        each._replace(
            role=SIGN,
            score=WORTH[each.kind] * min(1.0, each.score / 0.9),
            radius=max(VIEW, each.radius),
            note=line,
        )
        for each in reading.candidates()
        if each.kind in WORTH and named + _digits(each) >= WHOLE * len(text)
    ]


def _digits(each: Candidate) -> int:
    """How many characters of a line are its house number: 38号."""
    return 0 if each.number is None else len(str(each.number)) + 1
