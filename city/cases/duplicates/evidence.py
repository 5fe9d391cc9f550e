"""What two sightings tell of being one thing: each piece by itself, not weighed yet. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import log
from typing import NamedTuple

from city.cases.duplicates import lexicon, wording
from city.cases.duplicates.compare import Held, held
from city.cases.duplicates.kinship import alike_sorts
from city.cases.duplicates.lexicon import Named
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import together
from city.cases.duplicates.whereabouts import place, spoken

LONGEST_AGE = 5.0  # halvings that count, times log 2
SAID_MOST = 0.6  # from here on words are as alike as two people's can be
ANEW = re.compile(
    r"又(?!一[直样]|.{1,2}又)(?<!又.又)(?<!又..又)|再次(?!反映|来电|投诉)|今晚|今天|今早|今日"
)
STILL = re.compile(r"还没|仍|依然|至今|一直没|还是没|那个|那堆|再次(?:反映|来电|投诉)|多次反映")
ANEW_AFTER, STILL_AFTER = timedelta(hours=8), timedelta(hours=2)
AGAIN_FROM = 0.3  # the same person: says the same again, or speaks of something else
PHOTOS = ((3, 8.0), (8, 5.0), (12, 2.0))  # differing bits of 64, weight


class Evidence(NamedTuple):
    """One piece. `values`: how much of each kind of `weights`; `facts`: what is told of it."""

    name: str
    values: Mapping[str, float]
    facts: dict[str, object]


def evidence(one: Sighting, other: Sighting) -> list[Evidence]:
    """All that speaks for and against. Symmetric."""
    compared = held(one.marks, other.marks)
    said = wording.alike(one.wording, other.wording)
    called = wording.name(one.wording, other.wording)
    found = [
        _category(one, other),
        _located(one, other, spoken(one.told.spot, other.told.spot, compared, called)),
        _time(one, other),
        _words(said),
        Evidence("name", {"name": 1.0}, {"written": called}) if called else None,
        _person(one, other, said),
        _photos(one, other),
        _named("state", one.states, other.states),
        _named("thing", one.things, other.things),
        _later(one, other),
        *(_mark(each) for each in compared),
    ]
    return [each for each in found if each]


def _category(one: Sighting, other: Sighting) -> Evidence:
    near, how = alike_sorts(one.may_be, other.may_be)
    return Evidence("category", {"category": near}, {"how": how})


def _located(one: Sighting, other: Sighting, named: float) -> Evidence:
    worth, metres, doubt = place(one.told, other.told, named)
    return Evidence("place", {"place": worth}, {"metres": metres, "doubt": doubt})


def age(one: Told, other: Told) -> tuple[float, float]:
    """How far gone the one would be when the other is told, 0 to LONGEST_AGE; hours apart."""
    hours = abs((one.received_at - other.received_at).total_seconds()) / 3600
    half_life = together(one.sort.code, other.sort.code).half_life
    return min(LONGEST_AGE, log(2) * hours / half_life), hours


def _time(one: Sighting, other: Sighting) -> Evidence:
    gone, hours = age(one.told, other.told)
    return Evidence(
        "time", {"time": -gone}, {"hours": round(hours, 1), "minutes": round(hours * 60)}
    )


def _words(said: float | None) -> Evidence | None:
    if said is None:
        return None
    values = {"words": min(said, SAID_MOST), "words.told": 1.0}
    return Evidence("words", values, {"share": round(said, 2)})


def _person(one: Sighting, other: Sighting, said: float | None) -> Evidence | None:
    if not one.told.senders & other.told.senders:
        return None
    again = said is None or said >= AGAIN_FROM
    return Evidence(
        "person", {"person.again" if again else "person.another": 1.0}, {"again": again}
    )


def _photos(one: Sighting, other: Sighting) -> Evidence | None:
    nearest = min(
        ((mine ^ theirs) & (2**64 - 1) for mine in one.told.photos for theirs in other.told.photos),
        key=int.bit_count,
        default=None,
    )
    if nearest is None:
        return None
    bits = nearest.bit_count()
    worth = next((worth for most, worth in PHOTOS if bits <= most), 0.0)
    return Evidence("photos", {"photos": worth}, {"bits": bits}) if worth else None


def _named(name: str, one: Sequence[Named], other: Sequence[Named]) -> Evidence | None:
    both = lexicon.shared(one, other)
    told = both or lexicon.apart(f"{name}s", one, other)
    if told is None:
        return None
    akin = None if both else lexicon.akin(one, other)
    kind, (mine, theirs) = ("same" if both else "akin" if akin else "other"), akin or told
    facts = {"agrees": kind != "other", "akin": kind == "akin", "one": mine, "other": theirs}
    return Evidence(name, {f"{name}.{kind}": 1.0}, facts)


def _later(one: Sighting, other: Sighting) -> Evidence | None:
    """Of two tellings the later says 又, 今天: it has come again; or 还没, 至今: it is still so."""
    earlier, later = sorted((one.told, other.told), key=lambda told: told.received_at)
    apart = later.received_at - earlier.received_at
    still = STILL.search(later.words)
    if still:
        told = apart >= STILL_AFTER
        return Evidence("still", {"still": 1.0}, {"written": still[0]}) if told else None
    anew = ANEW.search(later.words)
    told = anew is not None and apart >= ANEW_AFTER
    return Evidence("anew", {"anew": 1.0}, {"written": anew[0]}) if anew and told else None


def _mark(each: Held) -> Evidence:
    facts = {"agrees": each.agrees, "one": each.one, "other": each.other}
    kind = f"mark.{each.kind}.{'same' if each.agrees else 'other'}"
    return Evidence(f"mark.{each.kind}", {kind: abs(each.degree)}, facts)
