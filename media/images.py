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
from media.screens import is_screen

__all__ = ["LIMITS", "Evidence", "Limits", "Prepared", "Refused", "prepare"]

Pixels = NDArray[np.uint8]
DISPLAY, THUMBNAIL, PLACEHOLDER = 1600, 320, 16
TRANSPOSED = (5, 6, 7, 8)
FLIP = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}  # OpenCV's codes: 1 mirrors, 0 upends, -1 both
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
    source_width, source_height = source[::-1] if turn in TRANSPOSED else source
    return Prepared(
        display=encoded(picture, DISPLAY_QUALITY),
        thumbnail=encoded(small, THUMBNAIL_QUALITY),
        width=picture.shape[1],
        height=picture.shape[0],
        source_width=source_width,
        source_height=source_height,
        placeholder=placeholder(small),
        fingerprint=fingerprint(small),
        format=found.format,
        evidence=said,
        screen=is_screen(found.pixels) if found.mode != "CMYK" else None,
    )


def fit(pixels: Pixels, longest: int) -> Pixels:
    """Shrink a picture (height x width [x channels]) so that no side is longer; never enlarge."""
    height, width = pixels.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return pixels
    # down to a half, linear reads every pixel and is five times as quick as averaging areas
    while scale < 0.5:
        pixels = _resized(pixels, (width + 1) // 2, (height + 1) // 2)
        scale, (height, width) = scale * 2, pixels.shape[:2]
    last = longest / max(height, width)
    return _resized(pixels, max(1, round(width * last)), max(1, round(height * last)))


def _resized(pixels: Pixels, width: int, height: int) -> Pixels:
    return np.asarray(
        cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8
    )


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turn and mirror a picture as EXIF's orientation, 1 to 8, asks."""
    if orientation in TRANSPOSED:
        pixels = np.asarray(cv2.transpose(pixels), dtype=np.uint8)
    if orientation in FLIP:
        pixels = np.asarray(cv2.flip(pixels, FLIP[orientation]), dtype=np.uint8)
    return pixels


def placeholder(pixels: Pixels) -> str:
    """A blur of the picture as a data URI of about 150 characters, drawn by any <img>."""
    out = io.BytesIO()
    blur = Image.fromarray(fit(pixels, PLACEHOLDER))
    blur.save(out, "WEBP", quality=PLACEHOLDER_QUALITY, method=0)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()


def encoded(pixels: Pixels, quality: int) -> bytes:
    """An RGB picture as a JPEG with nothing in it but pixels; quality 1 to 100."""
    return bytes(simplejpeg.encode_jpeg(pixels, quality, "RGB", "420"))
