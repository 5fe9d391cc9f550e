"""Datums there and back within a centimetre, all over China."""

from hypothesis import given
from hypothesis import strategies as st

from city.db import Point
from city.places.coordinates import Datum, distance, from_wgs84, to_wgs84

CHINA = st.tuples(st.floats(74, 134), st.floats(18, 53)).map(lambda pair: Point(*pair))


@given(CHINA, st.sampled_from(Datum))
def test_there_and_back_within_a_centimetre(at: Point, datum: Datum) -> None:
    there = from_wgs84(at, datum)
    assert distance(to_wgs84(there.lon, there.lat, datum), at) < 0.01


@given(CHINA, st.sampled_from(Datum))
def test_back_and_there_within_a_centimetre(at: Point, datum: Datum) -> None:
    assert distance(from_wgs84(to_wgs84(at.lon, at.lat, datum), datum), at) < 0.01


def test_the_offsets_are_the_published_ones() -> None:
    """Tiananmen, as converters of several makers give it."""
    at = Point(116.3912757, 39.9074177)
    assert distance(from_wgs84(at, Datum.GCJ02), Point(116.397519, 39.908821)) < 3
    assert distance(from_wgs84(at, Datum.BD09), Point(116.403893, 39.915161)) < 8
