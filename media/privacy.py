"""Veils faces, plates and whatever a person marks, so that nothing of them can be brought back."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray

from media.boxes import Box
from media.images import (
    DISPLAY_QUALITY,
    THUMBNAIL,
    THUMBNAIL_QUALITY,
    encoded,
    fit,
    placeholder,
)

__all__ = ["Box", "Veiled", "veil"]

Pixels = NDArray[np.uint8]
CELLS = 4  # of a veiled box's longer side: all that is left of it
MARGIN = 0.1  # of a box's sides, added all round


@dataclass(frozen=True)
class Veiled:
    """The public version of a photo."""

    display: bytes
    """JPEG, as large as the display that it was made from."""
    thumbnail: bytes
    placeholder: str


def veil(display: bytes, boxes: Iterable[Box]) -> Veiled:
    """Make the public version of a display JPEG of ours, with these boxes veiled.

    Each box keeps the mean colours of at most 4 x 4 cells; thumbnail and placeholder are made
    from the veiled picture. Always begin from the sealed display, never from a veiled one.
    Without boxes the display is public as it is.
    """
    boxes = list(boxes)
    pixels: Pixels = np.asarray(simplejpeg.decode_jpeg(display, "RGB"))
    for box in boxes:
        _veil(pixels, box)
    small = fit(pixels, THUMBNAIL)
    shown = encoded(pixels, DISPLAY_QUALITY) if boxes else display
    return Veiled(shown, encoded(small, THUMBNAIL_QUALITY), placeholder(small))


def _veil(pixels: Pixels, box: Box) -> None:
    """Replace a box, in place, by a smooth blur of its few cells."""
    left, right = _span(box.left, box.right, pixels.shape[1])
    top, bottom = _span(box.top, box.bottom, pixels.shape[0])
    if left >= right or top >= bottom:
        return
    width, height = right - left, bottom - top
    step = max(width, height) / CELLS
    cells = max(1, round(width / step)), max(1, round(height / step))
    few = cv2.resize(pixels[top:bottom, left:right], cells, interpolation=cv2.INTER_AREA)
    pixels[top:bottom, left:right] = cv2.resize(
        few, (width, height), interpolation=cv2.INTER_LINEAR
    )


def _span(start: float, end: float, length: int) -> tuple[int, int]:
    """A side of a box in pixels, with its margin, inside the picture."""
    start, end = sorted((start, end))
    margin = (end - start) * MARGIN
    first, last = int((start - margin) * length), int(np.ceil((end + margin) * length))
    return max(0, first), min(length, last)
