"""The proposal: what it is and what said so, or for whom it is, or that nobody can tell. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from city.places.normal import Normal, normalise, plain
from city.triage import aside, filing, urgency
from city.triage.features import Grams, grams, many
from city.triage.filing import Condition
from city.triage.lexicon import Hit, Lexicon, scores
from city.triage.linear import Floats, Weights, soft
from city.triage.mood import Mood, mood

ELSEWHERE = "elsewhere-"
MOST = 3  # categories that are proposed
BAR = 0.3  # below this share nobody can tell
LEAST = 0.03  # a category less likely is not worth a line
NOT_OURS = 0.5  # all places elsewhere together
SEEN, TOLD, NAMED = 0.4, 0.8, 3.0  # worth of a photo's and a channel's words, of a category's name
SHARP = 2.2  # how a score of the lexicon alone becomes a share
NONE = 1.0  # the score of "none of these"
HAN = re.compile(r"[\u4e00-\u9fff]")  # what was learned was learned from these


class Reason(NamedTuple):
    """Words that said so: where they stand (`words`, `photo`, `channel`), from where to where."""

    source: str
    start: int
    end: int
    words: str


class Choice(NamedTuple):
    """A category, or a place elsewhere; how likely, why, and the condition that fits best."""

    code: str
    share: float
    reasons: tuple[Reason, ...]
    condition: int | None


class Alarm(NamedTuple):
    """A kind of danger, and the words that tell of it."""

    kind: str
    reason: Reason


class Proposal(NamedTuple):
    """What triage makes of a message. `sure`: the first choice is above the bar."""

    choices: tuple[Choice, ...]
    elsewhere: Choice | None
    sure: bool
    alarms: tuple[Alarm, ...]
    mood: Mood
    moved_by: tuple[Reason, ...]

    @property
    def urgent(self) -> bool:
        """Whether it cannot wait."""
        return bool(self.alarms)


class Known(NamedTuple):
    """What a proposal is made from; `names` of categories lead to their codes."""

    lexicon: Lexicon
    codes: tuple[str, ...]
    names: Mapping[str, str]
    conditions: Mapping[str, Sequence[Condition]]
    weights: Weights | None
    model: int | None
    version: str


class _Source(NamedTuple):
    """One of the texts: as written, made plain, and what the lexicon finds in it."""

    name: str
    written: str
    normal: Normal
    hits: list[Hit]

    def reason(self, start: int, end: int) -> Reason:
        first, last = self.normal.span(start, end)
        return Reason(self.name, first, last, self.written[first:last])


def propose(
    known: Known, words: str, seen: Sequence[str] = (), told: Sequence[str] = ()
) -> Proposal:
    """What `words` are about; `seen` was read in photos, `told` are types that the channel gave."""
    said = _source(known.lexicon, "words", words)
    others = [_source(known.lexicon, "photo", one) for one in seen]
    others += [_channel(known.lexicon, one) for one in told]
    return _proposal(known, said, others, grams(aside.matter(said.normal.text)))


def propose_many(known: Known, messages: Iterable[tuple[str, Sequence[str]]]) -> list[Proposal]:
    """What messages are about, each of its words and the types that the channel gave."""
    read = [
        (_source(known.lexicon, "words", words), [_channel(known.lexicon, one) for one in told])
        for words, told in messages
    ]
    runs = many([aside.matter(said.normal.text) for said, _ in read])
    return [
        _proposal(known, said, others, own) for (said, others), own in zip(read, runs, strict=True)
    ]


def _proposal(known: Known, said: _Source, others: Sequence[_Source], runs: Grams) -> Proposal:
    found = _scores(known, said, others)
    shares = _shares(known, said.normal.text, runs, found)
    elsewhere = sum(share for code, share in shares.items() if code.startswith(ELSEWHERE))
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    best = [code for code in ranked if not code.startswith(ELSEWHERE) and shares[code] >= LEAST]
    away = next((code for code in ranked if code.startswith(ELSEWHERE)), None)
    is_away = away is not None and elsewhere > NOT_OURS
    alarms = _alarms([said, *(one for one in others if one.name == "photo")])
    if best and not is_away:
        alarms = (*alarms, *_of_category(known, best[0], shares[best[0]], said, alarms))

    def choice(code: str, share: float) -> Choice:
        why = _reasons(known, code, [said, *others])
        condition = filing.best(said.normal.text, known.conditions.get(code, ()), bool(alarms))
        return Choice(code, round(share, 3), why, condition.id if condition else None)

    felt = mood(said.normal.text)
    return Proposal(
        tuple(choice(code, shares[code]) for code in best[:MOST]),
        choice(away, elsewhere) if is_away and away else None,
        is_away or bool(best and shares[best[0]] >= BAR),
        alarms,
        felt,
        tuple(said.reason(hit.start, hit.end) for hit in felt.hits),
    )


def _source(lexicon: Lexicon, name: str, written: str) -> _Source:
    normal = normalise(written)
    normal = normal._replace(text=lexicon.mended(normal.text))
    return _Source(name, written, normal, lexicon.hits(normal.text))


@lru_cache(maxsize=1024)
def _channel(lexicon: Lexicon, written: str) -> _Source:
    """A channel has few types and names them with every message."""
    return _source(lexicon, "channel", written)


def _scores(known: Known, said: _Source, others: Iterable[_Source]) -> dict[str, float]:
    found = dict(scores(said.hits))
    for one in others:
        share = SEEN if one.name == "photo" else TOLD
        for code, score in scores(one.hits).items():
            found[code] = found.get(code, 0.0) + share * score
        named = known.names.get(one.normal.text) if one.name == "channel" else None
        if named:
            found[named] = found.get(named, 0.0) + NAMED
    return found


def _shares(known: Known, text: str, runs: Grams, found: Mapping[str, float]) -> dict[str, float]:
    """How likely each code is. What was never learned has its share by the lexicon alone."""
    weights = known.weights
    if weights is None or not HAN.search(text):
        return _by_words(found)
    learned = weights.shares(runs, found)
    new: dict[str, float] = {}
    if not found.keys() <= weights.places().keys():
        by_words = _by_words(found)
        new = {code: by_words[code] for code in found.keys() - weights.places().keys()}
    rest = 1.0 - sum(new.values())
    likely = np.flatnonzero(learned > LEAST / 3)
    return new | {weights.codes[at]: float(learned[at]) * rest for at in likely}


def _by_words(found: Mapping[str, float]) -> dict[str, float]:
    codes = sorted(found)
    sums: Floats = np.array([NONE, *(found[code] for code in codes)], dtype=np.float32)
    return dict(zip(codes, soft(SHARP * sums)[1:].tolist(), strict=True))


def _reasons(known: Known, code: str, sources: Sequence[_Source]) -> tuple[Reason, ...]:
    """The words that spoke for `code`, the weightiest first, none twice; else what was learned."""
    told = sorted(
        (-hit.worth, at, hit.start, hit.end)
        for at, one in enumerate(sources)
        for hit in one.hits
        if hit.code == code
    )
    reasons: list[Reason] = []
    for _, at, start, end in told:
        reason = sources[at].reason(start, end)
        if not any(_overlap(reason, other) for other in reasons):
            reasons.append(reason)
        if len(reasons) == MOST:
            break
    return tuple(reasons) or _learned(known.weights, code, sources[0])


def _learned(weights: Weights | None, code: str, said: _Source) -> tuple[Reason, ...]:
    """The runs of two characters or more that weighed most for `code` in the model."""
    if weights is None or code not in weights.codes:
        return ()
    runs = grams(aside.matter(said.normal.text))
    buckets, values = weights.values(runs)
    worth = values * weights.runs[buckets, weights.codes.index(code)]
    at = dict(zip(runs.buckets.tolist(), zip(runs.starts, runs.sizes, strict=True), strict=True))
    reasons: list[Reason] = []
    for place in np.argsort(-worth)[:6]:
        start, size = at[int(buckets[place])]
        reason = said.reason(int(start), int(start + size))
        if size > 1 and worth[place] > 0 and not any(_overlap(reason, other) for other in reasons):
            reasons.append(reason)
    return tuple(reasons[:MOST])


def _overlap(one: Reason, other: Reason) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _alarms(sources: Iterable[_Source]) -> tuple[Alarm, ...]:
    """One for each kind of danger, with the first words that tell of it."""
    found: dict[str, Alarm] = {}
    for one in sources:
        for hit in urgency.urgent(one.normal.text):
            found.setdefault(hit.code, Alarm(hit.code, one.reason(hit.start, hit.end)))
    return tuple(found.values())


def _of_category(
    known: Known, code: str, share: float, said: _Source, told: Sequence[Alarm]
) -> Iterator[Alarm]:
    """The alarm of a category that is a danger by itself, where no word has alarmed yet."""
    kind = urgency.by_category(said.normal.text, code, share)
    why = _reasons(known, code, [said]) if kind and not told else ()
    if kind and why:
        yield Alarm(kind, why[0])


def named(names: Mapping[str, str]) -> dict[str, str]:
    """Names by which a channel may call a category, made plain → its code."""
    return {plain(name): code for name, code in names.items()}
