"""Marks of two texts held against each other: what agrees, and what cannot be the same thing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from city.cases.duplicates.marks import Mark, angle

Key = tuple[str, ...]


class Held(NamedTuple):
    """Marks of one kind in both texts: whether they agree, the weight, and how each was written."""

    kind: str
    agrees: bool
    weight: float
    one: str
    other: str


class Worth(NamedTuple):
    """What it tells when marks of a kind are the same, and when they are not (log of odds)."""

    same: float
    other: float


WORTH = {
    "code": Worth(3.0, -8.0),
    "pole": Worth(3.0, -6.0),
    "plate": Worth(5.0, -4.0),
    "chainage": Worth(3.0, -5.0),
    "house": Worth(1.0, -5.0),
    "building": Worth(2.0, -5.0),
    "unit": Worth(1.5, -3.0),
    "floor": Worth(0.7, -1.5),
    "room": Worth(3.0, -1.0),
    "exit": Worth(1.5, -5.0),
    "gate": Worth(1.0, -3.5),
    "crossing": Worth(0.7, -4.0),
    "estate": Worth(0.7, -0.7),
    "stop": Worth(0.7, -1.0),
    "shop": Worth(2.0, -2.0),
}
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
    pairs = [
        (weigh(kind, mark.key, against.key), mark.written, against.written)
        for mark in one
        if mark.kind == kind
        for against in other
        if against.kind == kind
    ]
    told = [(weight, mine, theirs) for weight, mine, theirs in pairs if weight is not None]
    if not told:
        return None
    weight, mine, theirs = max(told, key=lambda pair: pair[0])
    return Held(kind, weight > 0, weight, mine, theirs)


def _plainly(kind: str, one: Key, other: Key) -> float:
    return WORTH[kind].same if one == other else WORTH[kind].other


def _house(kind: str, one: Key, other: Key) -> float | None:
    """Numbers on two roads do not contradict: a house at a corner has both."""
    return _plainly(kind, one, other) if one[0] == other[0] else None


def _crossing(kind: str, one: Key, other: Key) -> float | None:
    """A road may be called by more or less of its name: its last two characters must be there."""
    ends = [sorted(road[-2:] for road in key) for key in (one, other)]
    return _plainly(kind, tuple(ends[0]), tuple(ends[1]))


def _side(kind: str, one: Key, other: Key) -> float:
    turn = abs((angle(one[0]) - angle(other[0]) + 180) % 360 - 180)
    return 0.7 if turn <= 45 else -2.0 if turn <= 90 else -5.0


def _lane(kind: str, one: Key, other: Key) -> float:
    return 0.7 if one == other else -3.0 if one == other[::-1] else -1.0


def _way(kind: str, one: Key, other: Key) -> float:
    turned = _side(kind, one, other)
    near, far = sorted((int(one[1]), int(other[1])))
    if turned < 0:
        return turned * 0.7
    return 1.0 if far - near <= 30 + far * 0.3 else -1.5


_BY_KIND: dict[str, Callable[[str, Key, Key], float | None]] = {
    "house": _house,
    "crossing": _crossing,
    "side": _side,
    "lane": _lane,
    "way": _way,
}
