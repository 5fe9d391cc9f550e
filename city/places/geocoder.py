"""Words, and what is known beside them → a place that says how it was found and how sure it is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from city.db import Point
from city.places import signs, why
from city.places.candidates import ROAD as ROAD_ALONE
from city.places.candidates import Candidate
from city.places.context import NOTHING, Context, weighed
from city.places.coordinates import distance
from city.places.gazetteer import Gazetteer
from city.places.grid import Grid, Located
from city.places.heard import SIGN
from city.places.normal import Normal, normalise
from city.places.reading import Reading
from city.places.streets import apart

BAR = 0.6  # below it nothing is claimed
WIDEST = 500.0  # metres of doubt beyond which a place is no answer
LONGEST = 2000  # characters that are read; hotline records are a tenth of it
SAME_SPOT = 300.0  # metres
GPS_DOUBT = 50.0  # metres, when a device gave no accuracy
ROUGH = 200.0  # metres of accuracy beyond which good words are better than the position
COMPONENT_DOUBT = 15.0  # metres
MOST = 8  # candidates that are told


class Matched(NamedTuple):
    """A name that was found: what stands there, characters `start` up to `end` of the original."""

    text: str
    name: str
    kind: str
    start: int
    end: int
    role: str


class Found:
    """A candidate as told; nothing is worked out before it is asked, for most never are."""

    __slots__ = ("_candidate", "_city")

    def __init__(self, city: Gazetteer, candidate: Candidate) -> None:
        self._city, self._candidate = city, candidate

    @property
    def at(self) -> Point:
        """Degrees, WGS-84."""
        return self._city.plane.to_degrees(self._candidate.at)

    @property
    def radius(self) -> float:
        """The radius of doubt in metres."""
        return round(self._candidate.radius, 1)

    @property
    def kind(self) -> str:
        """crossing, section, number, road, or what kind of landmark it is."""
        return self._candidate.kind

    @property
    def score(self) -> float:
        """How good a candidate it is, 0 to 1."""
        return round(self._candidate.score, 3)

    @property
    def role(self) -> str:
        """The part that it plays in the text: problem, caller, direction or reference."""
        return self._candidate.role

    @property
    def names(self) -> tuple[str, ...]:
        """The standard names that it was made from."""
        return tuple(self._city.names[at].name for at in self._candidate.names)

    @property
    def note(self) -> str:
        """The line of a photo that it was read from; empty for what was said."""
        return self._candidate.note if self.role == SIGN else ""

    @property
    def reason(self) -> dict[str, str]:
        """A sentence why, in Chinese and English."""
        return why.reason(self._city, self._candidate)


class Answer:
    """What words alone say: the best candidate where it is good enough, and the others."""

    __slots__ = ("_normal", "_reading", "best", "guesses")

    def __init__(
        self, best: Found | None, guesses: Sequence[Found], reading: Reading, normal: Normal
    ):
        self.best, self.guesses = best, guesses  # nothing is claimed for guesses; best first
        self._reading, self._normal = reading, normal

    @property
    def matched(self) -> tuple[Matched, ...]:
        """The names in the text, and where they stand in it as it was written."""
        return _matched(self._reading, self._normal)


class Placement(NamedTuple):
    """Where a report is. `doubt` in metres; `how` is position, not_found or a candidate's kind."""

    at: Point | None
    doubt: float | None
    how: str
    areas: Located
    matched: tuple[str, ...]
    apart: float | None  # metres between the words and the position, where they disagree
    answer: Answer | None = None

    def evidence(self) -> dict[str, Any]:
        """What an operator is shown of the reasons."""
        told: dict[str, Any] = {"how": self.how, "matched": list(self.matched), "apart": self.apart}
        if self.answer is None:
            return told
        guesses = [_evidence(each) for each in self.answer.guesses]
        best = self.answer.best and _evidence(self.answer.best)
        return told | {"words": best, "guesses": guesses[:3]}


def geocode(city: Gazetteer, words: str, context: Context = NOTHING) -> Answer:
    """Where the words say that it is. Never raises; only the first 2,000 characters count."""
    normal = normalise(words[:LONGEST])
    reading = Reading(city, normal.text)
    read = signs.seen(city, context.signs) if context.signs else ()
    made = [*_components(city, context), *reading.candidates(), *read]
    found = _ranked(weighed(city, reading, made, context)) if made else []
    told = [Found(city, each) for each in found[:MOST]]
    if found and found[0].score >= BAR and found[0].radius <= WIDEST:
        return Answer(told[0], told[1:], reading, normal)
    return Answer(None, told, reading, normal)


def place(
    city: Gazetteer, words: str, at: Point | None, accuracy: float | None, grid: Grid,
    context: Context = NOTHING,
) -> Placement:  # fmt: skip
    """The phone's position where there is a good one, else what the words name; no wild guess."""
    doubt = accuracy or GPS_DOUBT
    if at is not None:
        context = context._replace(at=at, accuracy=doubt)
    answer = geocode(city, words, context)
    best = answer.best
    matched = tuple(dict.fromkeys(each.name for each in answer.matched if each.role != "area"))
    if at is None:
        if best is None:
            return Placement(None, None, "not_found", Located(), matched, None, answer)
        return Placement(
            best.at, round(best.radius), best.kind, grid.locate(best.at), matched, None, answer
        )
    between = distance(at, best.at) if best else None
    differ = best is not None and between is not None and between > doubt + best.radius
    if best and not differ and doubt > ROUGH and best.radius < doubt:
        return Placement(
            best.at, round(best.radius), best.kind, grid.locate(best.at), matched, None, answer
        )
    told = round(between) if differ and between is not None else None
    return Placement(at, doubt, "position", grid.locate(at), matched, told, answer)


def _components(city: Gazetteer, context: Context) -> list[Candidate]:
    return [
        Candidate(city.plane.to_metres(at), COMPONENT_DOUBT, "component", 0.97, (), (), note=code)
        for code, at in context.components
    ]


def _ranked(found: list[Candidate]) -> list[Candidate]:
    """The best first: those that agree strengthen one another, those that contradict weaken."""
    if not found:
        return found
    order = sorted(range(len(found)), key=lambda at: (-round(found[at].score, 3), at))
    best = found[order[0]]
    score = best.score
    finest = best
    for at in order[1:]:
        other = found[at]
        if _agree(best, other):
            if other.kind != ROAD_ALONE and not _shares(best, other):
                score = 1 - (1 - score) * (1 - other.score * 0.5)
                if other.radius < finest.radius and other.score >= best.score * 0.9:
                    finest = other
        elif other.score >= best.score * 0.88 and other.kind != ROAD_ALONE:
            score *= 0.62 if _shares(best, other) else 0.93
    top = finest._replace(score=min(score, 0.99))
    rest = [found[at] for at in order if found[at] is not finest]
    return [top, *_unlike(top, rest)]


def _shares(one: Candidate, other: Candidate) -> bool:
    return any(span in other.spans for span in one.spans)


def _agree(one: Candidate, other: Candidate) -> bool:
    return apart(one.at, other.at) <= max(one.radius + other.radius, SAME_SPOT / 2)


def _unlike(top: Candidate, rest: Sequence[Candidate]) -> list[Candidate]:
    kept = [top]
    for each in rest:
        if all(apart(each.at, other.at) > 20 or each.kind != other.kind for other in kept):
            kept.append(each)
    return kept[1:]


def _matched(reading: Reading, normal: Normal) -> tuple[Matched, ...]:
    roles, names = dict(zip(reading.named, reading.roles, strict=True)), reading.city.names
    return tuple(
        Matched(
            normal.text[span.start : span.end],
            names[span.meanings[0].at].name,
            names[span.meanings[0].at].kind,
            *normal.span(span.start, span.end),
            roles.get(span, "area"),
        )
        for span in reading.spans
    )


def _evidence(found: Found) -> dict[str, Any]:
    return {
        "lon": found.at.lon,
        "lat": found.at.lat,
        "radius": found.radius,
        "kind": found.kind,
        "score": found.score,
        "names": list(found.names),
        "why": found.reason,
    }
