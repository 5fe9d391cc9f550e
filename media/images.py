"""One photo made ready: upright, sRGB, stripped; display, thumbnail, placeholder, fingerprint."""

import base64
import io

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from media.colours import to_srgb
from media.decode import decode
from media.exif import evidence
from media.fingerprint import fingerprint
from media.picture import LIMITS, Evidence, Limits, Prepared, Refused

__all__ = ["LIMITS", "Evidence", "Limits", "Prepared", "Refused", "prepare"]

Pixels = NDArray[np.uint8]
DISPLAY, THUMBNAIL, PLACEHOLDER = 1600, 320, 16
DISPLAY_QUALITY, THUMBNAIL_QUALITY, PLACEHOLDER_QUALITY = 85, 80, 10


def prepare(body: bytes, limits: Limits = LIMITS) -> Prepared:
    """Make a photo ready from the bytes of a JPEG, PNG, WebP, HEIC or AVIF file.

    Nothing is enlarged; of several pictures the first is taken. Raises Refused. Decodes in this
    very process: for a stranger's file call media.safely.prepare_in_child.
    """
    found = decode(body, limits, DISPLAY)
    said = evidence(found.exif)
    # HEIF decoders turn the picture themselves, and what EXIF says counts for nothing
    turn = 1 if found.format == "HEIF" else said.orientation
    fitted = fit(found.pixels, DISPLAY)
    picture = upright(to_srgb(fitted, found.mode, found.profile), turn)
    small = fit(picture, THUMBNAIL)
    source = (found.width, found.height)
    source_width, source_height = source[::-1] if turn >= 5 else source
    return Prepared(
        display=_jpeg(picture, DISPLAY_QUALITY),
        thumbnail=_jpeg(small, THUMBNAIL_QUALITY),
        width=picture.shape[1],
        height=picture.shape[0],
        source_width=source_width,
        source_height=source_height,
        placeholder=placeholder(small),
        fingerprint=fingerprint(small),
        format=found.format,
        evidence=said,
    )


def fit(pixels: Pixels, longest: int) -> Pixels:
    """Shrink a picture (height x width [x channels]) so that no side is longer; never enlarge."""
    height, width = pixels.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    # down to a half, linear reads every pixel and is five times as quick as averaging areas
    how = cv2.INTER_LINEAR if scale >= 0.5 else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, size, interpolation=how), dtype=np.uint8)


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turn and mirror a picture as EXIF's orientation, 1 to 8, asks."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)


def placeholder(pixels: Pixels) -> str:
    """A blur of the picture as a data URI of about 150 characters, drawn by any <img>."""
    out = io.BytesIO()
    blur = Image.fromarray(fit(pixels, PLACEHOLDER))
    blur.save(out, "WEBP", quality=PLACEHOLDER_QUALITY, method=0)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    return bytes(simplejpeg.encode_jpeg(pixels, quality, "RGB", "420"))
