"""What holds for every text, whatever somebody types."""

import time
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from city.places.gazetteer import Gazetteer
from city.places.geocoder import geocode
from city.places.normal import normalise, plain
from city.places.numerals import chinese, number
from tests.places.scoring import labelled
from tests.places.town import centre, gazetteer, grid, names, numbers

PIECES = [road.name for road in centre().roads[:40]] + [
    *"与和、，。往东南西北角口路街号米第从到至（）-/ \n\u3000",
    *(
        "交叉口",
        "路口",
        "附近",
        "对面",
        "50米",
        "38号",
        "家住",
        "方向",
        "太原市",
        "迎泽区",
        "小区",
        "东门",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
)


@given(st.text(max_size=200))
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once
    assert plain(text) == once


@given(TEXTS)
def test_offsets_lead_back_to_what_was_written(text: str) -> None:
    for match in geocode(gazetteer(), text).matched:
        assert plain(text[match.start : match.end]) == match.text


@given(st.integers(0, 9999))
def test_numerals_go_there_and_back(value: int) -> None:
    assert number(chinese(value)) == value
    assert number(str(value)) == value


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_text_raises(text: str) -> None:
    answer = geocode(gazetteer(), text)
    for found in [*answer.guesses, *([answer.best] if answer.best else [])]:
        assert 0 <= found.score <= 1
        assert found.radius > 0
        assert found.reason["zh"]
        assert found.reason["en"]


def test_a_shuffled_lexicon_gives_the_same_answers() -> None:
    town = centre()
    known, houses = names(town), list(numbers(town))
    Random(7).shuffle(known)
    Random(8).shuffle(houses)
    shuffled = Gazetteer(known, houses, grid(town))
    for row in labelled()[::3]:
        one, other = geocode(gazetteer(), row["text"]), geocode(shuffled, row["text"])
        assert (one.best and one.best.at) == (other.best and other.best.at)
        assert (one.best and one.best.score) == (other.best and other.best.score)


def test_the_longest_text_is_read_in_time() -> None:
    """Fifty milliseconds on a machine of one's own; the best of five, for neighbours."""
    hard = [
        "".join(Random(3).choices(PIECES, k=6000))[:10_000],
        "迎泽大街与解放路" * 1250,
        "路" * 10_000,
        "与" * 10_000,
        "从" + "一" * 9_999,
        "往东" * 5000,
        "健设路" * 3333,
    ]
    for text in hard:
        took = []
        for _ in range(5):
            began = time.process_time()
            geocode(gazetteer(), text)
            took.append(time.process_time() - began)
        assert min(took) < 0.05, (text[:20], min(took))
