"""How well likeness does on labelled pairs: joined, shown, by channels. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from city.cases.duplicates.labelled import Pair
from city.cases.duplicates.likeness import likeness
from city.cases.duplicates.verdict import Verdict, verdict


class Judged(NamedTuple):
    """A pair, how likely it was said to be one thing, and what was done."""

    pair: Pair
    share: float
    verdict: Verdict


class Score(NamedTuple):
    """Of the same pairs and of the others: how many there are, were joined, were shown."""

    same: int
    joined: int
    shown: int
    others: int
    falsely: int
    distracting: int

    @property
    def recall(self) -> float:
        """Of the same, the share that was joined by itself."""
        return self.joined / max(1, self.same)

    @property
    def false(self) -> float:
        """Of the different, the share that was joined by itself."""
        return self.falsely / max(1, self.others)

    @property
    def told(self) -> float:
        """Of the same, the share that was joined or shown."""
        return self.shown / max(1, self.same)


def judge(found: Iterable[Pair]) -> list[Judged]:
    """What is done with each pair, with the weights in force."""
    judged = []
    for pair in found:
        one, other = pair.one.sighting, pair.other.sighting
        told = likeness(one, other)
        judged.append(Judged(pair, told.share, verdict(one, other, told)))
    return judged


def by_channels(judged: Iterable[Judged]) -> dict[str, Score]:
    """The counts by pair of channels, in the order of the alphabet."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.pair.channels].append(one)
    return {name: score(groups[name]) for name in sorted(groups)}


def score(judged: Iterable[Judged]) -> Score:
    """The counts of all."""
    rows = list(judged)
    same = [one for one in rows if one.pair.is_same]
    others = [one for one in rows if not one.pair.is_same]
    joined, shown = Verdict.JOIN, (Verdict.JOIN, Verdict.SUGGEST)
    return Score(
        len(same),
        sum(one.verdict is joined for one in same),
        sum(one.verdict in shown for one in same),
        len(others),
        sum(one.verdict is joined for one in others),
        sum(one.verdict in shown for one in others),
    )
