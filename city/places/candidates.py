"""A place that words may mean, and the making of such from crossings, numbers and landmarks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from city.places.crossings import Crossing
from city.places.cues import Tail
from city.places.gazetteer import Gazetteer
from city.places.lexicon import Meaning, Span
from city.places.normal import plain
from city.places.streets import Metres, apart, middle, shifted
from city.places.weight import WEAK, weight

CROSSING, SECTION, NUMBER = "crossing", "section", "number"
LANDMARK, ROAD, AREA = "landmark", "road", "area"
CORNER, SIDE, ONWARD = 14.0, 12.0, 35.0  # metres
WIDE = 30.0  # metres: half a large crossing
NEARLY = 250.0  # metres: two crossings of the same roads so near are told apart by nobody
OFF_ROAD = 350.0  # metres from a road at which a landmark is still "on" it
CONFIRMED = 0.75  # two doubtful names that cross confirm one another
SAID_BY_ROAD = 1.5  # how much better a name of many is where its road is named
LONG = 250.0  # metres of half a road, beyond which the road alone is no place


class Candidate(NamedTuple):
    """A place that the words may mean: metres, radius of doubt in metres, score from 0 to 1."""

    at: Metres
    radius: float
    kind: str
    score: float
    spans: tuple[Span, ...]
    names: tuple[int, ...]
    tail: Tail = Tail(0)
    role: str = "problem"
    number: int | None = None
    note: str = ""


def at_crossings(
    city: Gazetteer, first: Span, second: Span, tail: Tail, score: float
) -> Iterator[Candidate]:
    """The crossings of two roads that are named together."""
    for one in first.meanings:
        for two in second.meanings:
            found = city.crossing(one.at, two.at)
            quality = score * (one.quality * two.quality) ** CONFIRMED
            for place, crossing in enumerate(found):
                certain = 1.0 if len(found) == 1 else _of_several(found, place)
                made = _at_crossing(city, crossing, one, two, tail, quality * certain)
                yield made._replace(spans=(first, second))


def _of_several(found: Sequence[Crossing], place: int) -> float:
    widest = max(apart(found[0].at, other.at) for other in found)
    if widest <= NEARLY:
        return 0.97 if place == 0 else 0.5
    clear = found[0].lines > found[1].lines or found[0].gap < found[1].gap
    return (0.85 if clear else 0.6) if place == 0 else 0.55


def _at_crossing(
    city: Gazetteer, crossing: Crossing, one: Meaning, two: Meaning, tail: Tail, score: float
) -> Candidate:
    radius = WIDE + crossing.spread * 0.5 + crossing.gap * 0.5
    at, radius = moved(city, crossing.at, (one.at, two.at), tail, radius)
    return Candidate(at, radius, CROSSING, score, (), (one.at, two.at), tail)


def at_section(
    city: Gazetteer, along: Span, ends: tuple[Span, Span], score: float
) -> Iterator[Candidate]:
    """The stretch of one road between two others, or between two things beside it.

    Its middle, doubtful by half its length.
    """
    for own in along.meanings:
        for one in ends[0].meanings:
            for two in ends[1].meanings:
                start, end = _beside(city, own.at, one.at), _beside(city, own.at, two.at)
                if not start or not end or one.at == two.at:
                    continue
                a, b = min(((x, y) for x in start for y in end), key=lambda pair: apart(*pair))
                half, centre = apart(a, b) / 2, middle((a, b))
                road = city.roads[own.at]
                line, place, _ = road.nearest(centre)
                spot = line.interpolate(place)
                at = Metres(spot.x, spot.y) if half else centre
                quality = score * own.quality * one.quality * two.quality
                names = (own.at, one.at, two.at)
                yield Candidate(at, half + WIDE, SECTION, quality, (along, *ends), names)


def _beside(city: Gazetteer, along: int, end: int) -> list[Metres]:
    """Where a road meets another road, or passes a thing that stands by it."""
    if end in city.roads or along not in city.roads:
        return [crossing.at for crossing in city.crossing(along, end)]
    line, place, away = city.roads[along].nearest(city.at[end])
    spot = line.interpolate(place)
    return [Metres(spot.x, spot.y)] if away <= OFF_ROAD else []


def at_number(
    city: Gazetteer, road: Span, number: int, tail: Tail, score: float
) -> Iterator[Candidate]:
    """A house number, where the road's numbers are known on both sides of it."""
    for own in road.meanings:
        numbers = city.numbers.get(own.at)
        found = numbers.find(number) if numbers else None
        if found:
            quality = score * own.quality * (1.0 if found.exact else 0.95)
            at, radius = moved(city, found.at, (own.at,), tail, found.doubt)
            yield Candidate(at, radius, NUMBER, quality, (road,), (own.at,), tail, number=number)


def at_place(
    city: Gazetteer, place: Span, tail: Tail, radius: float, score: float
) -> Iterator[Candidate]:
    """A landmark or estate, one candidate for each of its meanings."""
    for own in place.meanings:
        size = city.names[own.at].size
        at, doubt = moved(city, city.at[own.at], (), tail, max(radius, size))
        kind = city.names[own.at].kind
        yield Candidate(at, doubt, kind, score * own.quality, (place,), (own.at,), tail)


def on_road(city: Gazetteer, road: Span, score: float) -> Iterator[Candidate]:
    """A road and nothing more: its middle; as doubtful as it is long."""
    for own in road.meanings:
        known = city.roads.get(own.at)
        if known:
            half = known.length / 2
            quality = score * own.quality**2 * (1.0 if half <= LONG else 0.4)
            at = city.middles[own.at]
            yield Candidate(at, half + WIDE, ROAD, quality, (road,), (own.at,))


def moved(
    city: Gazetteer, at: Metres, roads: Iterable[int], tail: Tail, radius: float
) -> tuple[Metres, float]:
    """From a place to its corner, so far along the road that runs in a direction, to a side."""
    known = [city.roads[road] for road in roads if road in city.roads]
    if tail.corner is not None:
        at = shifted(at, tail.corner, CORNER)
    if tail.way is not None:
        way, far = tail.way, ONWARD if tail.metres is None else tail.metres
        straight = shifted(Metres(0, 0), way, 1.0)
        ahead = [(road, road.toward(at, way)) for road in known]
        best = max(
            ahead,
            key=lambda pair: sum(
                a * b for a, b in zip(shifted(Metres(0, 0), pair[1], 1.0), straight, strict=True)
            ),
            default=None,
        )
        at = best[0].walk(at, best[1], far) if best else shifted(at, way, far)
        radius += far * (0.15 if best else 0.25) + (ONWARD if tail.metres is None else 0.0)
    if tail.side is not None:
        at = shifted(at, tail.side, SIDE)
    return at, radius


def near_roads(
    city: Gazetteer, found: list[Candidate], roads: list[Span], touching: bool
) -> list[Candidate]:
    """Of a name's meanings those on the roads that are named beside it; others count for less.

    A name of many (麦当劳) is a place by itself where its road is named right before it.
    """
    known = [meaning.at for road in roads for meaning in road.meanings]
    if not known or not found:
        return found
    far = [min(city.from_road(road, each.at) for road in known) for each in found]
    if min(far) > OFF_ROAD:
        penalty = 0.55 if min(far) > 2 * OFF_ROAD else 0.9
        return [each._replace(score=each.score * penalty) for each in found]
    return [
        each._replace(score=min(each.score * (_lift(city, each) if touching else 1.0), 0.99))
        for each, distance in zip(found, far, strict=True)
        if distance <= OFF_ROAD
    ]


def _lift(city: Gazetteer, each: Candidate) -> float:
    name = city.names[each.names[0]]
    return SAID_BY_ROAD if weight(name.kind, plain(name.name)) == WEAK else 1.05
