"""What is read in photos supports a place, says one only by its number, and never shouts."""

import pytest

from city.db import Point
from city.places.context import Context
from city.places.coordinates import distance
from city.places.gazetteer import Gazetteer
from city.places.geocoder import geocode
from city.places.lexicon import Name
from city.places.signs import seen

POLE, GATE, SHOP = Point(112.5052, 37.8601), Point(112.5104, 37.8603), Point(112.5110, 37.8606)
LINE = [(112.50, 37.86), (112.52, 37.86)]


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    """A road with numbers, a pole, an estate and a shop beside it."""
    names = [
        (
            "和平路",
            Name("road", 1, "和平路", Point(*LINE[0]), {"type": "LineString", "coordinates": LINE}),
        ),
        ("LD-00231", Name("asset", 2, "LD-00231", POLE)),
        ("桃园小区", Name("estate", 3, "桃园小区", GATE)),
        ("永安百货大楼", Name("landmark", 4, "永安百货大楼", SHOP)),
    ]
    numbers = [("和平路", 10, Point(112.503, 37.8598)), ("和平路", 50, Point(112.507, 37.8598))]
    return Gazetteer(names, numbers)


def read(town: Gazetteer, words: str, *lines: str) -> Point | None:
    best = geocode(town, words, Context(signs=lines)).best
    return best.at if best else None


def test_a_number_on_a_pole_is_a_place_by_itself(town: Gazetteer) -> None:
    found = read(town, "灯不亮了", "高压危险", "LD-00231")
    assert found == pytest.approx(POLE, abs=1e-6)


@pytest.mark.parametrize("plate", ["和平路30号", "和平路 30", "和 平 路 30 号"])
def test_a_plate_of_a_house_is_a_place_by_itself(town: Gazetteer, plate: str) -> None:
    found = read(town, "门前有垃圾", plate)
    assert found
    assert distance(found, Point(112.505, 37.8598)) < 20


def test_a_name_on_a_gate_or_a_shop_is_only_a_guess(town: Gazetteer) -> None:
    answer = geocode(town, "有垃圾", Context(signs=("桃园小区",)))
    assert answer.best is None
    assert (answer.guesses[0].names, answer.guesses[0].note) == (("桃园小区",), "桃园小区")
    assert "照片" in answer.guesses[0].reason["zh"]


def test_the_same_sign_in_nine_photos_is_one_sign(town: Gazetteer) -> None:
    assert read(town, "有垃圾", *["桃园小区"] * 9) is None


def test_two_different_signs_beside_each_other_are_enough(town: Gazetteer) -> None:
    assert read(town, "有垃圾", "桃园小区", "永安百货大楼") is not None


def test_a_gate_supports_words_that_alone_are_not_enough(town: Gazetteer) -> None:
    words = "桃圆小区门口有垃圾"
    alone = geocode(town, words)
    assert alone.best is None
    assert read(town, words, "桃园小区") == pytest.approx(GATE, abs=2e-4)


@pytest.mark.parametrize(
    "line", ["和平路", "中国银行和平路支行营业厅", "严禁烟火", "", "13812345678"]
)
def test_what_is_no_sign_of_a_place_says_nothing(town: Gazetteer, line: str) -> None:
    assert seen(town, [line]) == []


def test_good_words_are_not_overruled_by_a_sign_far_away(town: Gazetteer) -> None:
    found = read(town, "永安百货大楼门口有垃圾", "和平路10号")
    assert found == pytest.approx(SHOP, abs=3e-4)
