"""Laws of likeness: who is asked first does not matter, and distance never helps."""

from datetime import UTC, datetime, timedelta
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from city.cases.duplicates import said
from city.cases.duplicates.candidates import Candidate
from city.cases.duplicates.evidence import ANEW, STILL
from city.cases.duplicates.find import judged
from city.cases.duplicates.kinship import may_be_one
from city.cases.duplicates.labelled import Pair, pairs, sorts, tellings
from city.cases.duplicates.likeness import at_most, likeness, share
from city.cases.duplicates.rules import each_once, is_mass
from city.cases.duplicates.sighting import Sighting, Told
from city.cases.duplicates.tables import UNKNOWN
from city.cases.duplicates.verdict import Verdict, contradicted, verdict
from city.cases.duplicates.whereabouts import DOUBT
from city.db import Point, new_id
from city.places.coordinates import distance

NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
WORDS = [telling.sighting.told.words for telling in tellings()]
SORTS = [UNKNOWN, *list(sorts().values())[:40]]


@st.composite
def sightings(draw: st.DrawFn) -> Sighting:
    """Anything that may be told, anywhere near."""
    at = draw(st.none() | st.tuples(st.floats(112.50, 112.53), st.floats(37.80, 37.82)))
    return Sighting(
        Told(
            Point(*at) if at else None,
            draw(st.none() | st.floats(1, 500)),
            NOON + timedelta(minutes=draw(st.integers(0, 20_000))),
            draw(st.sampled_from(WORDS) | st.text(max_size=40)),
            draw(st.sampled_from(SORTS)),
            senders=draw(st.frozensets(st.sampled_from(["a", "b", "phone:1"]), max_size=2)),
            likely=draw(
                st.sampled_from([(), ((SORTS[1], 0.7),), ((SORTS[2], 0.5), (SORTS[3], 0.3))])
            ),
            photos=draw(st.frozensets(st.integers(-(2**63), 2**63 - 1), max_size=2)),
        )
    )


@given(sightings(), sightings())
@settings(max_examples=150, deadline=None)
def test_it_does_not_matter_who_is_asked_first(one: Sighting, other: Sighting) -> None:
    here, there = likeness(one, other), likeness(other, one)
    assert abs(here.share - there.share) < 1e-9
    assert [part.name for part in here.parts] == [part.name for part in there.parts]
    assert 0 <= here.share <= 1


@given(sightings(), sightings(), st.floats(0, 0.02), st.floats(0, 0.02))
@settings(max_examples=150, deadline=None)
def test_distance_never_helps(one: Sighting, other: Sighting, near: float, far: float) -> None:
    here = one.told.at or Point(112.5, 37.8)
    near, far = sorted((near, far))

    def moved(east: float) -> float:
        at = Point(here.lon + east, here.lat)
        told = other.told._replace(at=at)
        return likeness(Sighting(one.told._replace(at=here)), Sighting(told)).share

    assert moved(far) <= moved(near) + 1e-9


@given(sightings(), sightings(), st.floats(0, 200), st.floats(0, 200))
@settings(max_examples=100, deadline=None)
def test_time_never_helps(one: Sighting, other: Sighting, soon: float, late: float) -> None:
    soon, late = sorted((soon, late))

    def after(hours: float) -> float:
        at = one.told.received_at + timedelta(hours=hours)
        return likeness(one, Sighting(other.told._replace(received_at=at))).share

    words = one.told.words + other.told.words
    if not ANEW.search(words) and not STILL.search(words):
        assert after(late) <= after(soon) + 1e-9


def test_the_order_of_candidates_does_not_matter() -> None:
    one, *others = (telling.sighting for telling in tellings()[:40])
    found = [Candidate(new_id(), each) for each in others]
    told = [(each.case_id, each.likeness.share) for each in judged(one, found)]
    again = [(each.case_id, each.likeness.share) for each in judged(one, found[::-1])]
    assert told == again
    assert told


def test_what_is_left_out_early_would_not_have_been_shown() -> None:
    for pair in pairs():
        one, other = pair.one.sighting, pair.other.sighting
        assert likeness(one, other).share <= share(at_most(one, other)) + 1e-9, pair


def test_nothing_joins_by_itself_across_classes_or_against_a_contradiction() -> None:
    for pair in pairs():
        one, other = pair.one.sighting, pair.other.sighting
        found = likeness(one, other)
        if verdict(one, other, found) is Verdict.JOIN:
            assert may_be_one(one.told.may_be, other.told.may_be), pair
            mine, theirs = (
                {sort.class_code for sort, _ in each.told.may_be} for each in (one, other)
            )
            assert not mine or not theirs or mine & theirs, pair
            assert not contradicted(found), pair


def test_what_is_quoted_stands_in_the_words_and_the_distance_is_the_distance() -> None:
    quoted = measured = 0
    for pair in pairs():
        for part in likeness(pair.one.sighting, pair.other.sighting).parts:
            quoted += _check_quotes(pair, part)
            if part.name == "place" and part.facts["metres"] is not None:
                ends = [each.sighting.told.at for each in (pair.one, pair.other)]
                assert ends[0] is not None
                assert ends[1] is not None
                assert part.facts["metres"] == round(distance(ends[0], ends[1]))
                sentence = said.told(part, pair.one.sighting, pair.other.sighting)["words"]
                assert f"相距 {part.facts['metres']} 米" in sentence["zh"]
                doubts = [each.sighting.told.doubt or DOUBT for each in (pair.one, pair.other)]
                assert f"合计约 {round(hypot(*doubts))} 米" in sentence["zh"]
                measured += 1
    assert quoted > 300
    assert measured > 300


def test_the_hours_are_the_hours_and_a_same_category_is_the_same() -> None:
    for pair in pairs():
        one, other = pair.one.sighting, pair.other.sighting
        found = likeness(one, other)
        apart = abs((one.told.received_at - other.told.received_at).total_seconds()) / 3600
        sentences = {part.name: said.told(part, one, other)["words"]["zh"] for part in found.parts}
        minutes = round(apart * 60)
        told = f"{minutes} 分钟" if minutes < 60 else f"{round(apart, 1)} 小时"
        assert sentences["time"] == f"相隔 {told}"
        codes = {each.may_be[0][0].code for each in (one, other) if each.may_be}
        assert (sentences["category"] == "类别相同") == (
            len(codes) == 1 and bool(one.may_be) and bool(other.may_be)
        )


def test_the_very_same_words_from_afar_are_two_cases() -> None:
    words, cover = "人行道上的污水井盖丢了，晚上很危险", sorts()["component-0102"]

    def at(east: float) -> Sighting:
        return Sighting(Told(Point(112.5 + east / 87_900, 37.8), 8, NOON, words, cover))

    near, far = (verdict(at(0), at(metres), likeness(at(0), at(metres))) for metres in (10, 160))
    assert near is Verdict.JOIN
    assert far is not Verdict.JOIN


def test_one_angry_person_is_not_many() -> None:
    many = [(NOON + timedelta(minutes=n), f"phone {n}") for n in range(40)]
    assert is_mass("component-0102", each_once(many))
    assert each_once((at, "one phone") for at, _ in many) == [NOON]
    assert len(each_once((at, None) for at, _ in many)) == 40


def _check_quotes(pair: Pair, part: object) -> int:
    one, other = pair.one.sighting, pair.other.sighting
    sentence = said.told(part, one, other)  # type: ignore[arg-type]
    quotes = [piece.split("”")[0] for piece in sentence["words"]["zh"].split("“")[1:]]
    quotes = [quote for quote in quotes if quote.strip("*")]
    texts = one.told.words, other.told.words
    if sentence["name"] == "words" or sentence["name"] == "name":
        assert all(quote in text for quote in quotes for text in texts), (quotes, texts)
    elif sentence["name"] in ("anew", "still"):
        assert all(any(quote in text for text in texts) for quote in quotes)
    elif len(quotes) == 1:
        assert all(quotes[0] in text for text in texts), quotes
    else:
        assert all(quote in text for quote, text in zip(quotes, texts, strict=False)), quotes
    return len(quotes)
