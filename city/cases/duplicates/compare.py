"""Marks of two texts held against each other: what agrees, and what cannot be the same thing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from city.cases.duplicates.marks import Mark, angle
from city.cases.duplicates.tables import pairs

Key = tuple[str, ...]


class Held(NamedTuple):
    """Marks of one kind in both texts: how far they agree (1) or contradict (-1), as written."""

    kind: str
    degree: float
    one: str
    other: str

    @property
    def agrees(self) -> bool:
        """Whether they speak for one thing."""
        return self.degree > 0


PLACES = {
    "code": 9.0,
    "pole": 7.5,
    "chainage": 7.5,
    "house": 8.0,
    "crossing": 7.5,
    "estate": 6.0,
    "stop": 6.0,
    "shop": 5.0,
}
"""How far a shared mark says where it is, for sightings without a position."""


def held(one: Sequence[Mark], other: Sequence[Mark]) -> list[Held]:
    """The kinds of marks that stand in both texts and can be compared."""
    kinds = {mark.kind for mark in one} & {mark.kind for mark in other}
    found = [_kind(kind, one, other) for kind in sorted(kinds)]
    return [each for each in found if each]


def _kind(kind: str, one: Sequence[Mark], other: Sequence[Mark]) -> Held | None:
    weigh = _BY_KIND.get(kind, _plainly)
    compared = [
        (weigh(kind, mark.key, against.key), mark.written, against.written)
        for mark in one
        if mark.kind == kind
        for against in other
        if against.kind == kind
    ]
    told = [(degree, mine, theirs) for degree, mine, theirs in compared if degree is not None]
    if not told:
        return None
    degree, mine, theirs = max(told, key=lambda pair: pair[0])
    return Held(kind, degree, mine, theirs)


def _plainly(kind: str, one: Key, other: Key) -> float:
    return 1.0 if one == other else -1.0


def _house(kind: str, one: Key, other: Key) -> float | None:
    """Numbers on two roads do not contradict: a house at a corner has both."""
    return _plainly(kind, one, other) if one[0] == other[0] else None


def _crossing(kind: str, one: Key, other: Key) -> float | None:
    """A road may be called by more or less of its name: its last two characters must be there."""
    ends = [sorted(road[-2:] for road in key) for key in (one, other)]
    return _plainly(kind, tuple(ends[0]), tuple(ends[1]))


def _side(kind: str, one: Key, other: Key) -> float:
    turn = abs((angle(one[0]) - angle(other[0]) + 180) % 360 - 180)
    return 1.0 if turn <= 45 else -0.4 if turn <= 90 else -1.0


def _lane(kind: str, one: Key, other: Key) -> float:
    return 1.0 if one == other else -1.0 if one == other[::-1] else -0.3


def _way(kind: str, one: Key, other: Key) -> float:
    turned = _side(kind, one, other)
    near, far = sorted((int(one[1]), int(other[1])))
    if turned < 0:
        return turned
    return 1.0 if far - near <= 30 + far * 0.3 else -0.4


def _landmark(kind: str, one: Key, other: Key) -> float | None:
    """The same by two characters in a row; what shares but one may be another name for it."""
    mine, theirs = pairs(one[0]), pairs(other[0])
    if mine & theirs:
        return 1.0
    return None if set(one[0]) & set(other[0]) else -1.0


_BY_KIND: dict[str, Callable[[str, Key, Key], float | None]] = {
    "house": _house,
    "crossing": _crossing,
    "side": _side,
    "lane": _lane,
    "way": _way,
    "landmark": _landmark,
}
