"""Brings pixels to sRGB: profiles are applied and dropped, inks become light."""

import io
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8]
LARGEST_PROFILE = 4 * 2**20
PLAIN = {"sRGB", "sRGB built-in", "sRGB IEC61966-2.1", "sRGB2014"}
SRGB = ImageCms.createProfile("sRGB")


def to_srgb(pixels: Pixels, mode: str, profile: bytes | None) -> Pixels:
    """RGB of pixels in Pillow's mode "L", "RGB", "CMYK" or "RGBa" (shown over white).

    A profile that is broken, or of another kind than the pixels, counts as absent.
    """
    if mode == "RGBa":
        pixels, mode = over_white(pixels), "RGB"
    change = _change(profile, mode) if profile and len(profile) <= LARGEST_PROFILE else None
    if change is None and mode == "RGB":
        return pixels
    image = Image.fromarray(pixels, mode)
    return np.asarray(change.apply(image) if change else image.convert("RGB"))


def over_white(premultiplied: Pixels) -> Pixels:
    """A transparent picture laid on white paper."""
    return premultiplied[..., :3] + (255 - premultiplied[..., 3:])


@lru_cache(maxsize=8)
def _change(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from a profile to sRGB; None where there is none to go."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if mode == "RGB" and _is_srgb(source):
            return None
        return ImageCms.buildTransform(source, SRGB, mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return (profile.profile.profile_description or "").strip("\0 ") in PLAIN
