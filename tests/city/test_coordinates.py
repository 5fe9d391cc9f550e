"""Datums: there and back within a centimetre, over all of China."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.db import Point
from city.places.coordinates import Datum, distance, to_gcj02, to_wgs84

CHINA = st.builds(Point, st.floats(73.7, 135.0), st.floats(18.2, 53.5))
CENTIMETRE = 0.01


def to_bd09(point: Point) -> Point:
    """GCJ-02 → BD-09, by Baidu's published formula (the way out; ours is the way back)."""
    turn = math.pi * 3000 / 180
    length = math.hypot(*point) + 0.00002 * math.sin(point.lat * turn)
    angle = math.atan2(point.lat, point.lon) + 0.000003 * math.cos(point.lon * turn)
    return Point(length * math.cos(angle) + 0.0065, length * math.sin(angle) + 0.006)


@given(CHINA)
def test_gcj02_there_and_back(true: Point) -> None:
    shifted = to_gcj02(*true)
    assert 10 < distance(true, shifted) < 1000
    assert distance(to_wgs84(*shifted, Datum.GCJ02), true) < CENTIMETRE


@given(CHINA)
def test_bd09_there_and_back(true: Point) -> None:
    shifted = to_bd09(to_gcj02(*true))
    assert distance(to_wgs84(*shifted, Datum.BD09), true) < 1.0  # Baidu's own formula is inexact


@given(CHINA)
def test_wgs84_is_left_alone(true: Point) -> None:
    assert to_wgs84(*true, Datum.WGS84) == true


def test_a_known_pair() -> None:
    """Tian'anmen, by the published algorithm: 116.397428, 39.90923 in GCJ-02."""
    found = to_wgs84(116.397428, 39.90923, Datum.GCJ02)
    assert found == pytest.approx((116.391184, 39.907827), abs=2e-5)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert distance(Point(112.5, 37.0), Point(112.5, 38.0)) == pytest.approx(111_195, rel=1e-4)
    east = distance(Point(112.0, 37.87), Point(113.0, 37.87))
    assert east == pytest.approx(111_195 * math.cos(math.radians(37.87)), rel=1e-4)
