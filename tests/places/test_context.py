"""What is known beside the words settles what they leave open, and disagreement is told."""

from math import hypot

import pytest

from city.db import Point
from city.places.context import Context
from city.places.coordinates import distance
from city.places.gazetteer import Gazetteer
from city.places.geocoder import geocode, place
from city.places.lexicon import Name
from tests.places.town import centre, gazetteer, grid

ROADS = {
    1: ("和平路", [(112.50, 37.86), (112.52, 37.86)]),
    2: ("光明街", [(112.51, 37.85), (112.51, 37.87)]),
}
SHOPS = [Point(112.5105, 37.8602), Point(112.59, 37.90)]


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    """Two roads, and two shops of one name, one of them on the roads."""
    names = [
        (
            name,
            Name(
                "road", number, name, Point(*line[0]), {"type": "LineString", "coordinates": line}
            ),
        )
        for number, (name, line) in ROADS.items()
    ]
    names += [("永安超市", Name("landmark", at, "永安超市", shop)) for at, shop in enumerate(SHOPS)]
    return Gazetteer(names)


def test_of_two_of_one_name_neither_is_claimed_without_more(town: Gazetteer) -> None:
    answer = geocode(town, "永安超市门口有垃圾")
    assert answer.best is None
    assert {guess.at for guess in answer.guesses} == set(SHOPS)


def test_a_road_beside_it_settles_which(town: Gazetteer) -> None:
    best = geocode(town, "和平路永安超市门口有垃圾").best
    assert best
    assert best.at == pytest.approx(SHOPS[0])


@pytest.mark.parametrize(
    "words",
    ["和平路匝道与光明街交叉口", "和平路出口匝道光明街口井盖坏了", "和平路桥下与光明街路口积水"],
)
def test_ramps_and_bridges_stand_in_nobodys_way(town: Gazetteer, words: str) -> None:
    best = geocode(town, words).best
    assert best
    assert distance(best.at, Point(112.51, 37.86)) < 30


def test_where_the_reporter_stands_settles_which(town: Gazetteer) -> None:
    here = Context(at=Point(112.5905, 37.9003), accuracy=20)
    first = geocode(town, "永安超市门口有垃圾", here)
    told = first.best or first.guesses[0]
    assert told.at == pytest.approx(SHOPS[1])


@pytest.mark.parametrize("shop", SHOPS)
def test_where_the_same_sender_was_before_puts_that_one_first(town: Gazetteer, shop: Point) -> None:
    before = Context(earlier=(Point(shop.lon + 0.001, shop.lat),))
    answer = geocode(town, "永安超市门口有垃圾", before)
    told = answer.best or answer.guesses[0]
    assert told.at == pytest.approx(shop)


def test_words_and_position_that_disagree_are_both_kept() -> None:
    city = gazetteer()
    words = "迎泽大街与解放路交叉口井盖破损"
    there = geocode(city, words).best
    assert there
    far = Point(there.at.lon + 0.02, there.at.lat)
    found = place(city, words, far, 15.0, grid(centre()))
    assert (found.how, found.at) == ("position", far)
    assert found.apart == pytest.approx(distance(far, there.at), abs=1)
    kept = found.evidence()["words"]
    assert hypot(kept["lon"] - there.at.lon, kept["lat"] - there.at.lat) == 0
    near = place(city, words, Point(there.at.lon + 0.0002, there.at.lat), 15.0, grid(centre()))
    assert near.apart is None


def test_a_rough_position_gives_way_to_good_words_within_it() -> None:
    city = gazetteer()
    words = "迎泽大街与解放路交叉口井盖破损"
    there = geocode(city, words).best
    assert there
    rough = Point(there.at.lon + 0.003, there.at.lat)
    found = place(city, words, rough, 900.0, grid(centre()))
    assert (found.how, found.at) == ("crossing", there.at)


def test_a_component_is_where_its_code_says() -> None:
    code, at = "1401060101000123", Point(112.57, 37.86)
    best = geocode(gazetteer(), f"{code}号井盖丢失", Context(components=((code, at),))).best
    assert best
    assert (best.kind, best.at) == ("component", pytest.approx(at, abs=1e-6))
    assert code in best.reason["zh"]
