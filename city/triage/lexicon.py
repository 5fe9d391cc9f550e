"""Words that say what it is: phrases, and words that say it together, found in plain text. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from city.places.normal import plain
from city.triage import aside
from city.triage.mending import Mender

NEAR = 12  # characters between two words that say something together
ENDS = "。！？!?；;"
PHRASE, LONG, TOGETHER = 1.0, 1.3, 1.5  # what a phrase is worth; of four characters or more; a pair
OFTEN = 12  # of one word, the first so many are looked at for words beside them
MOST = 4.0  # what all words together can be worth to one code


class Entry(NamedTuple):
    """A phrase for a code, as it is written: `井盖`, `井盖^0.7`, `井盖/窨井&丢/没了`.

    `/` says or, `&` says that one of each must stand near the others in one sentence, `^` what it
    is worth.
    """

    code: str
    written: str


class Hit(NamedTuple):
    """Words of a plain text that speak for a code: characters `start` up to `end`."""

    code: str
    start: int
    end: int
    worth: float


class _Rule(NamedTuple):
    code: str
    groups: tuple[frozenset[str], ...]
    worth: float


class Lexicon:
    """Entries, ready to be found. Their order does not matter.

    `whole`: each word counts alike wherever it stands, in names of roads too.
    """

    def __init__(self, entries: Iterable[Entry], *, whole: bool = False) -> None:
        self._whole = whole
        self._alone: dict[str, dict[str, float]] = defaultdict(dict)
        self._together: dict[str, list[_Rule]] = defaultdict(list)
        words: set[str] = set()
        for rule in sorted({_parsed(entry) for entry in entries}, key=_order):
            words.update(*rule.groups)
            for word in sorted(rule.groups[0]):
                if len(rule.groups) > 1:
                    self._together[word].append(rule)
                else:
                    known = self._alone[word]
                    known[rule.code] = max(rule.worth, known.get(rule.code, 0.0))
        self.words = sorted(word for word in words if word)
        self._automaton = CharwiseDoubleArrayAhoCorasick(self.words or ["\0"])
        self._mender = Mender(self.words)

    def mended(self, text: str) -> str:
        """A plain text in which words that are written as they sound are read as what was meant."""
        return self._mender.mended(text)

    def hits(self, text: str) -> list[Hit]:
        """What speaks for which code in a plain text, in the order of codes and places.

        Roads and marks that say where are passed over; what else something is at, and what a
        second matter says, is worth less.
        """
        if not self.words:
            return []
        text = text.encode("utf-8", "replace").decode()  # half a character is as long as `?`
        text = text if self._whole else aside.blanked(text)
        found = [
            (start, end, self.words[at])
            for start, end, at in self._automaton.find_overlapping(text)
        ]
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, end, word in found:
            if len(places[word]) < OFTEN:
                places[word].append((start, end))
        hits = self._single(found)
        for word in places:
            for rule in self._together.get(word, ()):
                hits.extend(_joined(rule, word, places, text))
        if self._whole:
            return sorted(set(hits))
        second = aside.besides(text)
        return sorted({_weighed(hit, text, second) for hit in hits})

    def _single(self, found: list[tuple[int, int, str]]) -> list[Hit]:
        """Phrases that say it alone; what lies within a longer one says nothing of its own."""
        alone = [one for one in found if one[2] in self._alone]
        alone.sort(key=lambda one: (one[0], -one[1]))
        hits, reach = [], 0
        for start, end, word in alone:
            if end <= reach:
                continue
            reach = end
            known = self._alone[word]
            share = 1.0 / len(known) ** 0.5
            hits += [Hit(code, start, end, worth * share) for code, worth in known.items()]
        return hits


def scores(hits: Iterable[Hit]) -> dict[str, float]:
    """What the hits are worth to each code: the same words count once, at most MOST in all."""
    by_code: dict[str, dict[tuple[int, int], float]] = defaultdict(dict)
    for hit in hits:
        known = by_code[hit.code]
        known[hit.start, hit.end] = max(hit.worth, known.get((hit.start, hit.end), 0.0))
    return {
        code: min(MOST, sum(sorted(worths.values(), reverse=True)[:6]))
        for code, worths in by_code.items()
    }


def _weighed(hit: Hit, text: str, second: int) -> Hit:
    share = aside.BESIDES_WORTH if hit.start >= second else 1.0
    if aside.is_where(text, hit.end):
        share *= aside.AT_WORTH
    if any(start <= hit.start and hit.end <= end for start, end in aside.passing(text)):
        share *= aside.PASSING_WORTH
    return hit if share == 1.0 else hit._replace(worth=hit.worth * share)


def _parsed(entry: Entry) -> _Rule:
    written, _, worth = entry.written.partition("^")
    groups = tuple(
        frozenset(word for one in group.split("/") if (word := plain(one)))
        for group in written.split("&")
    )
    groups = tuple(group for group in groups if group) or (frozenset(),)
    told = float(worth) if worth else 0.0
    longest = max((len(word) for word in groups[0]), default=0)
    usual = TOGETHER if len(groups) > 1 else LONG if longest >= 4 else PHRASE
    return _Rule(entry.code, groups, told or usual)


def _order(rule: _Rule) -> tuple[str, list[list[str]], float]:
    return rule.code, [sorted(group) for group in rule.groups], rule.worth


def _joined(
    rule: _Rule, word: str, places: dict[str, list[tuple[int, int]]], text: str
) -> Iterable[Hit]:
    """One hit for each place of `word` that has one word of every other group near it."""
    others = [
        [at for one in group if one in places for at in places[one]] for group in rule.groups[1:]
    ]
    if not all(others):
        return
    for start, end in places[word]:
        spans = [(start, end)]
        for group in others:
            near = [at for at in group if _near((start, end), at, text)]
            if not near:
                break
            spans.append(min(near, key=lambda at: (abs(at[0] - start), at)))
        else:
            first, last = min(one[0] for one in spans), max(one[1] for one in spans)
            yield Hit(rule.code, first, last, rule.worth)


def _near(one: tuple[int, int], other: tuple[int, int], text: str) -> bool:
    """Whether two words stand in one sentence, apart, and not too far."""
    left, right = (one, other) if one <= other else (other, one)
    gap = right[0] - left[1]
    if gap < 0 or gap > NEAR:
        return False
    return gap == 0 or not any(text.find(end, left[1], right[0]) >= 0 for end in ENDS)
