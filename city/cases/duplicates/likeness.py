"""How likely two sightings are of one thing: a sum of evidence, each part told. Pure.

Each part is a logarithm of odds (after Fellegi and Sunter, 1969): how much likelier what is seen
is for one thing seen twice than for two things. Weights and the two figures that make a share of
the sum have no published source (待核对); docs/duplicates.md shows how they fare on labelled pairs.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from math import exp, log, pi
from typing import NamedTuple

from city.cases.duplicates import lexicon, wording
from city.cases.duplicates.compare import PLACES, Held, held
from city.cases.duplicates.lexicon import Named
from city.cases.duplicates.sighting import Sighting, Spot
from city.cases.duplicates.tables import UNKNOWN, Sort, habit
from city.places.coordinates import distance

PRIOR = -1.2  # of a report: about one in four has been had
SLOPE, SHIFT = 0.75, 0.0  # of the sum, so that shares come true; see benchmarks/duplicates.py
DOUBT = 50.0  # metres, where none was told
DEVIATION = 0.7  # of a radius of doubt: the spread of one coordinate
STRAY, WIDE = 0.05, 300.0  # a share of positions is simply wrong, by so many metres
CITY = 200.0  # square kilometres of streets, for what has no position
LONGEST_AGE = -5.0
KIN = {"class": -2.0, "book": -3.5, "other": -6.0, "unknown": 0.0}
SPOTS = {"crossing": 7.5, "number": 8.0, "section": 5.0, "road": 3.0}
LANDMARK = 6.0
ECHO = 0.2  # of a shared place phrase, beside a position that says the same
SAID, SAID_FROM, SAID_MOST, SAID_LEAST = 7.0, 0.12, 3.0, -0.8
NAMED = {"state": (1.0, -1.8), "thing": (1.0, -1.8)}
ANEW = re.compile(r"又(?!一[直样])|再次(?!反映|来电|投诉)|今晚|今天|今早|今日")
STILL = re.compile(r"还没|仍|依然|至今|一直没|还是没|那个|那堆")
ANEW_AFTER, ANEW_WEIGHT = timedelta(hours=8), -1.5
AGAIN, ANOTHER = 1.5, -2.0  # the same person: says the same again, or speaks of something else
AGAIN_FROM = 0.45
MORE = 9.0  # that words, things and marks may bring beside category, place and time
PHOTOS = ((3, 8.0), (8, 5.0), (12, 2.0))  # differing bits of 64, weight


class Part(NamedTuple):
    """One piece of evidence; `facts` are what its sentence is made of."""

    name: str
    weight: float
    facts: dict[str, object]


class Likeness(NamedTuple):
    """The share, 0 to 1, of such pairs that are one thing; and why, the weightiest first."""

    share: float
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part | None:
        """The part of this name."""
        return next((part for part in self.parts if part.name == name), None)


def likeness(one: Sighting, other: Sighting) -> Likeness:
    """How alike two sightings are. Symmetric; never grows with the distance between them."""
    compared = held(one.marks, other.marks)
    said = wording.alike(one.wording, other.wording)
    parts = [
        _category(one.told.sort, other.told.sort),
        _place(one, other, _spoken(one.told.spot, other.told.spot, compared)),
        _time(one, other),
        _words(one, other, said),
        _person(one, other, said),
        _photos(one, other),
        _named("state", one.states, other.states),
        _named("thing", one.things, other.things),
        _anew(one, other),
        *(_mark(each) for each in compared),
    ]
    told = [part for part in parts if part]
    told.sort(key=lambda part: (-abs(part.weight), part.name))
    total = PRIOR + sum(part.weight for part in told)
    return Likeness(_share(total), tuple(told))


def at_most(one: Sighting, other: Sighting) -> float:
    """What the share can be at most, from what costs little to ask: category, place and time.

    What words and photos may add is bounded; marks and shared names count as if they agreed.
    """
    told = (_category(one.told.sort, other.told.sort), _time(one, other))
    place = _place(one, other, max(PLACES.values()))
    return _share(PRIOR + place.weight + MORE + sum(part.weight for part in told))


def kinship(one: Sort, other: Sort) -> float:
    """1 for the same category, a part for neighbours whose names share pairs, 0 across books."""
    if one.code == other.code:
        return 1.0
    if one.book != other.book or one.class_code != other.class_code:
        return 0.0
    fewer = min(len(one.called), len(other.called))
    return len(one.called & other.called) / fewer if fewer else 0.0


def _share(total: float) -> float:
    return 1 / (1 + exp(-(SLOPE * total + SHIFT)))


def _category(one: Sort, other: Sort) -> Part:
    near = kinship(one, other)
    if UNKNOWN.code in (one.code, other.code):
        return Part("category", KIN["unknown"], {"how": "unknown"})
    if near == 1.0:
        return Part("category", 0.0, {"how": "same"})
    if one.book != other.book:
        return Part("category", KIN["other"], {"how": "other"})
    how = "class" if one.class_code == other.class_code else "book"
    return Part("category", KIN[how] * (1 - near), {"how": how})


def _place(one: Sighting, other: Sighting, named: float) -> Part:
    here, there = one.told, other.told
    known = max(habit(here.sort.code), habit(there.sort.code), key=lambda each: each.per_km2)
    blind = named - log(known.per_km2 * CITY)
    if here.at is None or there.at is None:
        return Part("place", blind, {"metres": None, "doubt": None})
    extent = max(habit(here.sort.code).extent, habit(there.sort.code).extent)
    doubts = [DEVIATION * (told.doubt or DOUBT) for told in (here, there)]
    variance = sum(doubt**2 for doubt in doubts) + extent**2
    metres = distance(here.at, there.at)
    near = _density(metres, variance, known.per_km2)
    strayed = min(8.0, metres**2 / (18 * variance))
    weight = max(near + ECHO * named, blind - strayed)
    return Part("place", weight, {"metres": round(metres), "doubt": round(variance**0.5)})


def _density(metres: float, variance: float, per_km2: float) -> float:
    """Log of odds of two positions so far apart: about one spot, or anywhere in the street."""
    wide = variance + WIDE**2
    spread = (1 - STRAY) * exp(-(metres**2) / (2 * variance)) / (2 * pi * variance)
    stray = STRAY * exp(-(metres**2) / (2 * wide)) / (2 * pi * wide)
    return log((spread + stray + 1e-12) / (per_km2 / 1e6))


def _spoken(one: Spot | None, other: Spot | None, compared: list[Held]) -> float:
    """How far shared names say where it is; 0 for none."""
    told = [PLACES[each.kind] for each in compared if each.agrees and each.kind in PLACES]
    if one and other and one.kind == other.kind and one.names & other.names:
        whole = one.names == other.names
        told.append(SPOTS.get(one.kind, LANDMARK) if whole else SPOTS["road"])
    return max(told, default=0.0)


def _time(one: Sighting, other: Sighting) -> Part:
    hours = abs((one.told.received_at - other.told.received_at).total_seconds()) / 3600
    half_life = min(habit(told.sort.code).half_life for told in (one.told, other.told))
    return Part("time", max(LONGEST_AGE, -log(2) * hours / half_life), {"hours": round(hours, 1)})


def _words(one: Sighting, other: Sighting, said: float | None) -> Part | None:
    if said is None:
        return None
    weight = min(SAID_MOST, max(SAID_LEAST, SAID * (said - SAID_FROM)))
    return Part("words", weight, {"share": round(said, 2)})


def _person(one: Sighting, other: Sighting, said: float | None) -> Part | None:
    if not one.told.senders & other.told.senders:
        return None
    again = said is None or said >= AGAIN_FROM
    return Part("person", AGAIN if again else ANOTHER, {"again": again})


def _photos(one: Sighting, other: Sighting) -> Part | None:
    nearest = min(
        ((mine ^ theirs) & (2**64 - 1) for mine in one.told.photos for theirs in other.told.photos),
        key=int.bit_count,
        default=None,
    )
    if nearest is None:
        return None
    bits = nearest.bit_count()
    weight = next((worth for most, worth in PHOTOS if bits <= most), 0.0)
    return Part("photos", weight, {"bits": bits}) if weight else None


def _named(name: str, one: Sequence[Named], other: Sequence[Named]) -> Part | None:
    if not one or not other:
        return None
    both = lexicon.shared(one, other)
    same, differ = NAMED[name]
    mine, theirs = both or (one[0].written, other[0].written)
    facts = {"agrees": both is not None, "one": mine, "other": theirs}
    return Part(name, same if both else differ, facts)


def _anew(one: Sighting, other: Sighting) -> Part | None:
    """又, 今天: the later of two tellings speaks of something that has come again."""
    earlier, later = sorted((one.told, other.told), key=lambda told: told.received_at)
    if later.received_at - earlier.received_at < ANEW_AFTER:
        return None
    found = ANEW.search(later.words)
    if found is None or STILL.search(later.words):
        return None
    return Part("anew", ANEW_WEIGHT, {"written": found[0]})


def _mark(each: Held) -> Part:
    facts = {"agrees": each.agrees, "one": each.one, "other": each.other}
    return Part(f"mark.{each.kind}", each.weight, facts)
