"""A photo is made upright, sRGB, stripped and small, and never larger than it was."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from media.colours import over_white
from media.fingerprint import fingerprint
from media.images import LIMITS, Limits, Refused, fit, prepare, upright
from media.likeness import distance
from tests.media.pictures import (
    SIZE,
    assert_clean,
    assert_quarters,
    exif,
    quarters,
    saved,
    short,
    shown,
    swapped_profile,
    text,
    turned,
)

AT_HAND = Path(__file__).resolve().parents[3] / "shared" / "data" / "photos"
PLAIN = {"JPEG": {"quality": 90}, "PNG": {}, "WEBP": {"quality": 90}}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("way", PLAIN)
def test_every_orientation_comes_out_upright(way: str, orientation: int) -> None:
    block = exif({0x0112: short(orientation)})
    made = prepare(saved(turned(orientation), way, exif=block, **PLAIN[way]))
    assert (made.width, made.height) == (made.source_width, made.source_height) == SIZE
    assert made.evidence.orientation == orientation
    assert_quarters(shown(made))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("way", ["HEIF", "AVIF"])
def test_boxes_turn_too(way: str, orientation: int) -> None:
    block = exif({0x0112: short(orientation)})
    made = prepare(saved(turned(orientation), way, exif=block, quality=90))
    assert (made.width, made.height) == (made.source_width, made.source_height) == SIZE
    assert_quarters(shown(made))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_upright_is_what_pillow_does(orientation: int) -> None:
    block = exif({0x0112: short(orientation)})
    image = Image.open(io.BytesIO(saved(quarters(), "PNG", exif=block)))
    wanted = np.asarray(ImageOps.exif_transpose(image))
    assert np.array_equal(upright(np.asarray(quarters()), orientation), wanted)


def test_large_photo_becomes_display_and_thumbnail() -> None:
    made = prepare(saved(quarters((4000, 3000)), "JPEG", exif=exif({0x0112: short(6)})))
    assert (made.width, made.height) == (1200, 1600)
    assert (made.source_width, made.source_height) == (3000, 4000)
    assert Image.open(io.BytesIO(made.thumbnail)).size == (240, 320)
    assert made.format == "JPEG"


def test_small_photo_is_not_enlarged() -> None:
    made = prepare(saved(quarters((30, 20)), "JPEG"))
    assert (made.width, made.height) == (30, 20)
    assert Image.open(io.BytesIO(made.thumbnail)).size == (30, 20)


def test_nothing_but_pixels_goes_out() -> None:
    block = exif({0x010F: text("Nokia")}, {0x9003: text("2026:11:22 08:00:00")})
    body = saved(
        *(quarters(), "JPEG"), exif=block, icc_profile=swapped_profile(), comment=b"secret"
    )
    made = prepare(body)
    assert made.evidence.camera == "Nokia"
    for made_body in (made.display, made.thumbnail):
        assert_clean(made_body)
        assert b"Nokia" not in made_body


def test_profile_is_applied_then_dropped() -> None:
    red = Image.new("RGB", (40, 40), (230, 20, 20))
    for way in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF"):
        made = prepare(saved(red, way, icc_profile=swapped_profile(), quality=95))
        pixel = shown(made).getpixel((20, 20))
        assert isinstance(pixel, tuple)
        assert pixel[1] > 180 > 90 > pixel[0], f"{way}: {pixel}"


def test_transparent_lies_on_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (0, 0, 20, 40))
    for way in ("PNG", "WEBP", "AVIF"):
        image = shown(prepare(saved(clear, way, lossless=True)))
        assert min(image.getpixel((32, 20))) > 245, way  # type: ignore[arg-type, type-var]
        assert image.getpixel((8, 20))[0] > 180, way  # type: ignore[index]


def test_palette_entry_can_be_clear() -> None:
    image = Image.new("P", (40, 40), 1)
    image.putpalette([200, 0, 0, 0, 0, 0])
    made = prepare(saved(image, "PNG", transparency=1))
    assert min(shown(made).getpixel((20, 20))) > 245  # type: ignore[arg-type, type-var]


def test_half_clear_is_half_white() -> None:
    premultiplied = np.full((1, 1, 4), 100, np.uint8)
    assert over_white(premultiplied).tolist() == [[[255, 255, 255]]]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(bytes=100), "too_large"),
        (Limits(pixels=100), "too_many_pixels"),
        (Limits(side=50), "too_many_pixels"),
    ],
)
def test_limits_are_settings(limits: Limits, code: str) -> None:
    with pytest.raises(Refused) as caught:
        prepare(saved(quarters(), "JPEG"), limits)
    assert caught.value.code == code
    assert caught.value.words("zh") != caught.value.words("en")


def test_jpeg_may_be_larger_than_what_is_decoded_whole() -> None:
    limits = Limits(pixels_whole=1000)
    assert prepare(saved(quarters(), "JPEG"), limits)
    with pytest.raises(Refused, match="too_many_pixels"):
        prepare(saved(quarters(), "PNG"), limits)


@given(st.integers(1, 3000), st.integers(1, 3000), st.sampled_from([1600, 320, 16]))
def test_fit_keeps_the_shape(width: int, height: int, longest: int) -> None:
    made = fit(np.zeros((height, width, 3), np.uint8), longest)
    scale = min(1.0, longest / max(width, height))
    assert max(made.shape[:2]) == min(longest, max(width, height))
    assert abs(made.shape[1] - width * scale) <= 1.5
    assert abs(made.shape[0] - height * scale) <= 1.5


def picture(seed: int) -> Image.Image:
    """A smooth picture of its own."""
    noise = np.random.default_rng(seed).integers(0, 256, (9, 12, 3), np.uint8)
    return Image.fromarray(noise).resize((640, 480), Image.Resampling.BICUBIC)


def test_fingerprint_knows_a_picture_again() -> None:
    for seed in range(20):
        image = picture(seed)
        prints = [
            prepare(saved(each, "JPEG", quality=quality)).fingerprint
            for each, quality in ((image, 90), (image, 30), (image.resize((900, 675)), 80))
        ]
        stranger = prepare(saved(picture(seed + 100), "JPEG")).fingerprint
        assert max(distance(prints[0], other) for other in prints) <= 8
        assert distance(prints[0], stranger) >= 16


def test_fingerprint_of_one_colour() -> None:
    assert fingerprint(np.zeros((4, 4, 3), np.uint8)) >= 0


def as_pillow_shows(path: Path) -> Image.Image:
    """Decoded whole, upright, in sRGB."""
    image = Image.open(path)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image).convert("RGB")
    if profile:
        srgb = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, io.BytesIO(profile), srgb)
        assert changed is not None
        return changed
    return image


@pytest.mark.skipif(not AT_HAND.is_dir(), reason=f"no photos at hand in {AT_HAND}")
def test_photos_at_hand_are_right() -> None:
    """As Pillow shows each of them, upright, within what resampling and JPEG change."""
    found = [path for path in AT_HAND.iterdir() if path.suffix in (".jpg", ".heic")]
    assert found
    for path in found:
        made = prepare(path.read_bytes(), LIMITS)
        wanted = as_pillow_shows(path)
        assert (made.source_width, made.source_height) == wanted.size, path.name
        assert_clean(made.display)
        small = (64, 64)
        apart = np.asarray(shown(made).resize(small), int) - np.asarray(wanted.resize(small), int)
        assert np.abs(apart).mean() < 6, path.name
        if path.name == "DSCN0010.jpg":
            assert (made.evidence.lon, made.evidence.lat) == pytest.approx((11.88513, 43.46745))
        if path.name == "IMG_1034.heic":
            assert made.evidence.zone_known
            assert made.evidence.camera == "Apple iPhone 8"
            assert made.evidence.lat == pytest.approx(23.17792, abs=1e-5)
