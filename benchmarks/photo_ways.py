"""Other ways to make a photo ready: what a first try looks like, libvips, and the floor."""

import importlib
import io
import os
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import simplejpeg
from PIL import Image, ImageOps

DISPLAY, THUMBNAIL = (1600, 1200), (320, 240)
QUALITY = ((DISPLAY, 85), (THUMBNAIL, 80))


def pillow(body: bytes) -> object:
    """What a first try looks like."""
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(body))).convert("RGB")
    for size, quality in QUALITY:
        picture.resize(size, Image.Resampling.LANCZOS).save(io.BytesIO(), "JPEG", quality=quality)
    grey = np.asarray(picture.convert("L").resize((9, 8)))
    return grey[:, 1:] > grey[:, :-1]


def turbo(body: bytes) -> object:
    """The floor: decode at half scale, encode as many pixels as are wanted; nothing resized."""
    half = simplejpeg.decode_jpeg(body, "RGB", min_width=DISPLAY[0], min_height=DISPLAY[1])
    for (width, height), quality in QUALITY:
        part = np.ascontiguousarray(half[:height, :width])
        simplejpeg.encode_jpeg(part, quality, "RGB", "420")
    return half


def vips() -> Callable[[bytes], object] | None:
    """By libvips on one thread, as we are: it shrinks while it decodes. None where it is absent."""
    os.environ.setdefault("VIPS_CONCURRENCY", "1")
    try:
        pyvips: Any = importlib.import_module("pyvips")
    except ImportError as error:
        print(f"pyvips: {error} (pip install '.[bench]')", file=sys.stderr)
        return None
    pyvips.cache_set_max(0)  # the same bytes come again, and nobody shall remember them

    def made(body: bytes) -> object:
        shown = pyvips.Image.thumbnail_buffer(body, DISPLAY[0])
        shown = shown.copy_memory()
        small = shown.thumbnail_image(THUMBNAIL[0])
        for picture, (_size, quality) in zip((shown, small), QUALITY, strict=True):
            picture.jpegsave_buffer(Q=quality, keep="none")
        grey = np.asarray(small.colourspace("b-w").resize(9 / small.width, vscale=8 / small.height))
        return grey[:, 1:] > grey[:, :-1]

    return made
