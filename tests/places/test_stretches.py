"""Stretches between things beside a road, and crossings of three roads."""

import pytest

from city.db import Point
from city.places.coordinates import distance
from city.places.gazetteer import Gazetteer
from city.places.geocoder import geocode
from city.places.lexicon import Name

ROADS = {
    1: ("和平路", [(112.50, 37.86), (112.53, 37.86)]),
    2: ("光明街", [(112.51, 37.85), (112.51, 37.87)]),
    3: ("星河路", [(112.505, 37.855), (112.515, 37.865)]),
    4: ("远山街", [(112.528, 37.85), (112.528, 37.87)]),
}
MIDDLE = Point(112.51, 37.86)
ESTATE, HOSPITAL = Point(112.5150, 37.8605), Point(112.5190, 37.8594)


@pytest.fixture(scope="module")
def town() -> Gazetteer:
    """Four roads, three of which meet in one spot, an estate and a hospital by the first."""
    names = [
        (name, Name("road", at, name, Point(*line[0]), {"type": "LineString", "coordinates": line}))
        for at, (name, line) in ROADS.items()
    ]
    names += [
        ("桃园小区", Name("estate", 5, "桃园小区", ESTATE)),
        ("仁爱医院", Name("landmark", 6, "仁爱医院", HOSPITAL)),
        ("北山小区", Name("estate", 7, "北山小区", Point(112.56, 37.90))),
    ]
    return Gazetteer(names)


@pytest.mark.parametrize(
    "words",
    [
        "和平路（桃园小区至仁爱医院段）路灯不亮",
        "和平路从桃园小区到仁爱医院之间路灯不亮",
        "和平路桃园小区到仁爱医院路段人行道破损",
    ],
)
def test_a_stretch_between_two_things_beside_a_road(town: Gazetteer, words: str) -> None:
    best = geocode(town, words).best
    assert best
    assert best.kind == "section"
    assert best.names == ("和平路", "桃园小区", "仁爱医院")
    assert distance(best.at, Point(112.5170, 37.86)) < 20
    assert 150 < best.radius < 260  # half of its 350 metres, and a crossing's width


def test_a_stretch_from_a_road_to_a_thing(town: Gazetteer) -> None:
    best = geocode(town, "和平路(光明街至桃园小区)积水").best
    assert best
    assert distance(best.at, Point(112.5125, 37.86)) < 20


def test_what_does_not_stand_by_the_road_ends_no_stretch(town: Gazetteer) -> None:
    found = geocode(town, "和平路（北山小区至桃园小区段）路灯不亮")
    assert found.best is None or found.best.kind != "section"


@pytest.mark.parametrize(
    "words",
    [
        "和平路、光明街、星河路交叉口信号灯坏了",
        "和平路与光明街与星河路交汇处井盖破损",
        "和平路光明街星河路路口有垃圾",
        "和平路、光明街和星河路三岔路口积水",
        "光明街与和平路、星河路五岔路口",
    ],
)
def test_three_roads_that_meet_in_one_spot(town: Gazetteer, words: str) -> None:
    best = geocode(town, words).best
    assert best
    assert best.kind == "crossing"
    assert distance(best.at, MIDDLE) < 30


def test_three_roads_that_do_not_meet_are_no_one_crossing(town: Gazetteer) -> None:
    best = geocode(town, "和平路、光明街、远山街都有垃圾").best
    assert best is None or best.radius > 60
