"""Datums: GCJ-02 and BD-09 become WGS-84 here, at the edge, and nowhere else.

The GCJ-02 offset is the published series on the Krasovsky 1940 ellipsoid; BD-09 is a rotation and
a stretch on top of it. The way back is found by fixed-point iteration, to well under a centimetre.
"""

import enum
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from city.db import Point

SEMI_MAJOR = 6378245.0  # metres, Krasovsky 1940
ECCENTRICITY_SQUARED = 0.00669342162296594323
BD_TURN = pi * 3000.0 / 180.0
EARTH_RADIUS = 6371008.8  # metres, mean


class Datum(enum.StrEnum):
    """How a sender's degrees are meant."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def to_wgs84(lon: float, lat: float, datum: Datum) -> Point:
    """Degrees in `datum` → degrees in WGS-84, within 1 cm."""
    if datum is Datum.WGS84:
        return Point(lon, lat)
    if datum is Datum.BD09:
        lon, lat = _bd09_to_gcj02(lon, lat)
    return _undo_gcj02(lon, lat)


def distance(a: Point, b: Point) -> float:
    """Metres between two points (equirectangular; under 0.1 % off within a city)."""
    east = radians(b.lon - a.lon) * cos(radians((a.lat + b.lat) / 2))
    return EARTH_RADIUS * hypot(east, radians(b.lat - a.lat))


def from_wgs84(at: Point, datum: Datum) -> Point:
    """Degrees in WGS-84 → degrees in `datum`, the inverse of `to_wgs84` within 1 cm."""
    if datum is Datum.WGS84:
        return at
    there = to_gcj02(at[0], at[1])
    return there if datum is Datum.GCJ02 else _gcj02_to_bd09(*there)


def to_gcj02(lon: float, lat: float) -> Point:
    """Degrees in WGS-84 → degrees in GCJ-02, as Chinese map apps want them."""
    east, north = _offset(lon, lat)
    return Point(lon + east, lat + north)


def _undo_gcj02(lon: float, lat: float) -> Point:
    guess = Point(lon, lat)
    for _ in range(6):
        there = to_gcj02(*guess)
        guess = Point(guess.lon - (there.lon - lon), guess.lat - (there.lat - lat))
    return guess


def _gcj02_to_bd09(lon: float, lat: float) -> Point:
    length = hypot(lon, lat) + 0.00002 * sin(lat * BD_TURN)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * BD_TURN)
    return Point(length * cos(angle) + 0.0065, length * sin(angle) + 0.006)


def _bd09_to_gcj02(lon: float, lat: float) -> Point:
    guess = Point(lon - 0.0065, lat - 0.006)
    for _ in range(6):
        there = _gcj02_to_bd09(*guess)
        guess = Point(guess.lon - (there.lon - lon), guess.lat - (there.lat - lat))
    return guess


def _offset(lon: float, lat: float) -> tuple[float, float]:
    """Degrees by which GCJ-02 moves a point east and north."""
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    latitude = radians(lat)
    curve = 1 - ECCENTRICITY_SQUARED * sin(latitude) ** 2
    meridian = SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (curve * sqrt(curve))
    return (
        east * 180.0 / (SEMI_MAJOR / sqrt(curve) * cos(latitude) * pi),
        north * 180.0 / (meridian * pi),
    )
