"""What is veiled is gone, and nothing else is touched."""

import io
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from media.privacy import Box, veil
from tests.media.pictures import assert_clean, saved

SHARE = st.floats(-0.5, 1.5)


def street(plate: str) -> bytes:
    """A grey street with a number plate in its middle."""
    image = Image.new("RGB", (800, 600), (120, 130, 140))
    draw = ImageDraw.Draw(image)
    draw.rectangle((300, 250, 500, 310), fill=(20, 60, 200))
    draw.text((310, 255), plate, fill="white", font_size=44)
    return saved(image, "JPEG", quality=90)


def pixels(body: bytes) -> Any:
    return np.asarray(Image.open(io.BytesIO(body)).convert("RGB"), int)


PLATE = Box(0.375, 0.41, 0.625, 0.52, "plate")


def test_two_plates_cannot_be_told_apart() -> None:
    one, other = (veil(street(plate), [PLATE]) for plate in ("A 12345", "A 12346"))
    apart = np.abs(pixels(one.display) - pixels(other.display))
    assert apart.max() <= 16
    assert apart.mean() < 0.5
    inside = pixels(one.display)[255:305, 305:495]
    assert np.abs(np.diff(inside, axis=1)).max() <= 12


def test_the_rest_stays_as_it_was() -> None:
    before, after = pixels(street("A 12345")), pixels(veil(street("A 12345"), [PLATE]).display)
    assert before.shape == after.shape
    assert np.abs(before[:200] - after[:200]).max() <= 4
    assert np.abs(before[360:] - after[360:]).max() <= 4


def test_thumbnail_and_placeholder_are_veiled_too() -> None:
    shown, hidden = veil(street("A 12345"), []), veil(street("A 12345"), [PLATE])
    assert hidden.thumbnail != shown.thumbnail
    assert_clean(hidden.display)
    assert_clean(hidden.thumbnail)
    assert max(Image.open(io.BytesIO(hidden.thumbnail)).size) == 320
    assert len(hidden.placeholder) <= 400


@settings(max_examples=40)
@given(SHARE, SHARE, SHARE, SHARE)
def test_any_box_is_survived(left: float, top: float, right: float, bottom: float) -> None:
    small = saved(Image.new("RGB", (40, 30), "red"), "JPEG")
    assert pixels(veil(small, [Box(left, top, right, bottom)]).display).shape == (30, 40, 3)
