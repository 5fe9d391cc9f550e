"""What is known beside the words: districts, a position, the channel's fields, earlier places."""

from math import exp
from typing import NamedTuple

from city.db import Point
from city.places.candidates import ROAD, Candidate
from city.places.gazetteer import Gazetteer
from city.places.heard import CALLER, WORTH, WORTH_AT_HOME
from city.places.reading import Reading
from city.places.streets import apart

STATED, DENIED = 1.05, 0.66  # a district that is named and fits, or does not
BORDER = 0.002  # degrees: about 200 metres
NEAR_BY = 1500.0  # metres: how far people write about from where they stand
EARLIER = 400.0  # metres from a place that the same caller told before


class Context(NamedTuple):
    """Where the reporter stood (degrees, metres), 街道 and 社区 as given, and earlier places."""

    at: Point | None = None
    accuracy: float | None = None
    areas: tuple[str, ...] = ()
    earlier: tuple[Point, ...] = ()
    components: tuple[tuple[str, Point], ...] = ()  # codes that stand in the words, and where
    signs: tuple[str, ...] = ()  # lines that were read in the photos


NOTHING = Context()


def weighed(
    city: Gazetteer, reading: Reading, found: list[Candidate], context: Context
) -> list[Candidate]:
    """The same candidates with what part they play, and the context, in their scores."""
    stated = _stated(city, reading, context)
    telling = context is not NOTHING or bool(stated)
    several = any(each.role != CALLER and each.score > 0.5 for each in found)
    at_home = not several and not reading.unknown and reading.at_home
    weighted = []
    for each in found:
        worth = WORTH_AT_HOME if each.role == CALLER and at_home else WORTH[each.role]
        score = each.score * worth
        if telling:
            score *= _by_area(city, each, stated) * _by_position(city, each, context)
        weighted.append(each._replace(score=min(score, 0.99)))
    return weighted


def _stated(city: Gazetteer, reading: Reading, context: Context) -> frozenset[int]:
    """The ids of areas that words or fields name."""
    named = [meaning.at for span in reading.areas for meaning in span.meanings]
    for field in context.areas:
        named += [m.at for span in city.lexicon.found(field) for m in span.meanings]
    areas = ("district", "subdistrict", "community")
    return frozenset(city.names[at].id for at in named if city.names[at].kind in areas)


def _by_area(city: Gazetteer, each: Candidate, stated: frozenset[int]) -> float:
    if not stated or city.grid is None or each.kind == ROAD:
        return 1.0
    located = city.grid.locate(city.plane.to_degrees(each.at))
    own = {area.id for area in located if area}
    if own & stated:
        return STATED
    if city.grid.near(city.plane.to_degrees(each.at), BORDER) & stated:
        return 1.0  # roads are borders
    kinds = city.grid.kinds(stated)
    if "district" in kinds and located.district and located.district.id not in stated:
        return DENIED
    return 0.9


def _by_position(city: Gazetteer, each: Candidate, context: Context) -> float:
    weight = 1.0
    if context.at is not None:
        far = apart(city.plane.to_metres(context.at), each.at)
        far = max(
            0.0, far - (context.accuracy or 0.0) - (0.0 if each.kind == ROAD else each.radius)
        )
        weight *= 0.86 + 0.2 * exp(-far / NEAR_BY)
    if any(apart(city.plane.to_metres(at), each.at) < EARLIER for at in context.earlier):
        weight *= 1.06
    return weight
