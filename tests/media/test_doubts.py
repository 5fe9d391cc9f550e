"""Honest photos raise no doubt; each disagreement raises its own."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.doubts import WORDS, Said, distance, doubts
from media.likeness import alike
from media.picture import Evidence

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=8)))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SHOT = Evidence(NOON, True, 112.5490, 37.8700, 10.0, camera="HUAWEI P60")
SAID = Said(NOON + 2 * MINUTE, NOON, 112.5491, 37.8701, 15.0)


def codes(evidence: Evidence, said: Said = SAID, file_format: str = "JPEG") -> list[str]:
    return [doubt.code for doubt in doubts(evidence, said, file_format)]


@pytest.mark.parametrize(
    "evidence", [SHOT, Evidence(), replace(SHOT, lon=None, lat=None), replace(SHOT, camera=None)]
)
def test_honest_photo_raises_none(evidence: Evidence) -> None:
    assert codes(evidence) == []


@pytest.mark.parametrize(
    ("evidence", "wanted"),
    [
        (replace(SHOT, taken_at=NOON - 11 * MINUTE), ["time_off"]),
        (replace(SHOT, taken_at=NOON - 9 * MINUTE), []),
        (replace(SHOT, taken_at=NOON - 30 * HOUR), ["old", "time_off"]),
        (replace(SHOT, taken_at=NOON + 1 * HOUR), ["future", "time_off"]),
        (replace(SHOT, taken_at=NOON - 8 * HOUR, zone_known=False), []),
        (replace(SHOT, taken_at=NOON - 8 * HOUR), ["time_off"]),
        (replace(SHOT, lat=37.8800), ["place_off"]),
        (replace(SHOT, lat=37.8710), []),
        (replace(SHOT, software="Adobe Photoshop 27.1"), ["edited"]),
        (replace(SHOT, software="美图秀秀 11"), ["edited"]),
        (replace(SHOT, software="Screenshot"), ["screenshot"]),
    ],
)
def test_disagreement_is_named(evidence: Evidence, wanted: list[str]) -> None:
    assert codes(evidence) == wanted


def test_png_from_no_camera_is_perhaps_a_screenshot() -> None:
    assert codes(Evidence(), file_format="PNG") == ["screenshot"]
    assert codes(SHOT, file_format="PNG") == []


def test_amounts_are_told() -> None:
    (doubt,) = doubts(replace(SHOT, lat=37.8800), SAID, "JPEG")
    assert doubt.amount == pytest.approx(1101, abs=2)
    assert doubt.words() == WORDS["place_off"]["zh"]
    assert doubt.words("en") == WORDS["place_off"]["en"]


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
def test_distance_is_a_distance(lon: float, lat: float, east: float, north: float) -> None:
    metres = distance(lon, lat, east, north)
    assert 0 <= metres <= 20_016_000
    assert metres == pytest.approx(distance(east, north, lon, lat))
    assert distance(lon, lat, lon, lat) == 0


def test_older_photos_that_look_alike_are_found_nearest_first() -> None:
    others = {"same": 0b1011, "near": 0b1000, "far": 2**63 - 1}
    assert alike(0b1011, others) == [("same", 0), ("near", 2)]
