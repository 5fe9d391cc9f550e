"""How far two places speak for one spot: by their distance and doubts, or by shared names. Pure."""

from collections.abc import Sequence
from math import exp, hypot, log, pi

from city.cases.duplicates.compare import PLACES, Held
from city.cases.duplicates.sighting import Spot, Told
from city.cases.duplicates.tables import together
from city.places.coordinates import distance

DOUBT = 50.0  # metres, where none was told
DEVIATION = 0.7  # of a radius of doubt: the spread of one coordinate
STRAY, WIDE = 0.05, 300.0  # a share of positions is simply wrong, by so many metres
CITY = 200.0  # square kilometres of streets, for what has no position
EXPLAINED = 2.0  # times both doubts and the extent, from where on a distance speaks for two
SPOTS = {"crossing": 7.5, "number": 8.0, "section": 5.0, "road": 3.0}
LANDMARK, CALLED = 6.0, 6.0
ECHO = 0.2  # of a shared place phrase, beside a position that says the same


def place(here: Told, there: Told, named: float) -> tuple[float, int | None, int | None]:
    """The logarithm of odds, never more for a greater distance; metres apart; metres of both
    doubts together."""
    known = together(here.sort.code, there.sort.code)
    blind = named - log(known.per_km2 * CITY)
    if here.at is None or there.at is None:
        return blind, None, None
    doubt = hypot(here.doubt or DOUBT, there.doubt or DOUBT)
    variance = (DEVIATION * doubt) ** 2 + known.extent**2
    metres = distance(here.at, there.at)
    near = _density(metres, variance, known.per_km2)
    strayed = min(8.0, metres**2 / (18 * variance))
    weight = max(near + ECHO * named, blind - strayed)
    return weight, round(metres), round(doubt)


def is_beyond(here: Told, there: Told) -> bool:
    """Whether they are farther apart than both doubts and the thing itself can explain."""
    if here.at is None or there.at is None:
        return False
    doubt = hypot(here.doubt or DOUBT, there.doubt or DOUBT)
    extent = together(here.sort.code, there.sort.code).extent
    return distance(here.at, there.at) > EXPLAINED * (doubt + extent)


def spoken(
    one: Spot | None, other: Spot | None, compared: Sequence[Held], called: str = ""
) -> float:
    """How far shared names say where it is; 0 for none. `called`: a rare name in both texts."""
    told = [CALLED if called else 0.0]
    told += [PLACES[each.kind] for each in compared if each.agrees and each.kind in PLACES]
    if one and other and one.kind == other.kind and one.names & other.names:
        whole = one.names == other.names
        told.append(SPOTS.get(one.kind, LANDMARK) if whole else SPOTS["road"])
    return max(told)


def _density(metres: float, variance: float, per_km2: float) -> float:
    """Log of odds of two positions so far apart: about one spot, or anywhere in the street."""
    wide = variance + WIDE**2
    spread = (1 - STRAY) * exp(-(metres**2) / (2 * variance)) / (2 * pi * variance)
    stray = STRAY * exp(-(metres**2) / (2 * wide)) / (2 * pi * wide)
    return log((spread + stray + 1e-12) / (per_km2 / 1e6))
