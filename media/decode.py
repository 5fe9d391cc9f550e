"""From a file's bytes to pixels: never more of them than the display needs, where it can be so."""

import io
import struct
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
import pillow_heif
import simplejpeg
from numpy.typing import NDArray
from PIL import AvifImagePlugin, Image, UnidentifiedImageError

from media import png
from media.picture import Limits, Refused
from media.sniff import check_single, check_whole, is_uncommon, kind

Pixels = NDArray[np.uint8]
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error, zlib.error),
    *(LookupError, TypeError, ArithmeticError, AttributeError, AssertionError),
)
CUT = ("truncated", "premature end of jpeg", "unexpected end", "end of file", "end-of-file")
SCAN, END = b"\xff\xda", b"\xff\xd9"
HEAVY = ("memory", "security limit", "data too large")
HARMLESS = (
    "extraneous bytes",
    "subsampling",
    "unsupported",
    "jfif",
    "adobe",
    "sos parameters",
    "icc marker",
)

cv2.setNumThreads(1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
Image.MAX_IMAGE_PIXELS = None  # our own limits are checked before anything is decoded
pillow_heif.register_heif_opener(
    decode_threads=1, thumbnails=False, depth_images=False, aux_images=False
)


@dataclass(frozen=True)
class Decoded:
    """Pixels as they lie in the file, not yet upright, perhaps already smaller than the source."""

    pixels: Pixels
    mode: str
    """Pillow's "L", "RGB", "CMYK" or "RGBa" (alpha multiplied in)."""
    format: str
    width: int
    """Of the source, in pixels, as stored."""
    height: int
    profile: bytes | None
    exif: bytes | None


def decode(body: bytes, limits: Limits, wanted: int) -> Decoded:
    """Decode the first picture of a file, its longest side at least `wanted` if the source's is.

    Raises Refused; before decoding for what is no photo, too big, or something else besides.
    """
    if len(body) > limits.bytes:
        raise Refused("too_large")
    file_kind = kind(body)
    check_single(body)
    check_whole(body, file_kind)
    try:
        image = Image.open(io.BytesIO(body), formats=[file_kind])
        width, height = image.size
        _check_size(image, file_kind, limits, body)
        if file_kind == "PNG":
            png.check_rows(body)
        if file_kind == "JPEG" and image.mode in ("RGB", "L"):
            pixels, mode = _jpeg(body, image, wanted), "RGB"
        else:
            pixels, mode = _by_pillow(image, wanted)
    except UNREADABLE as why:
        raise _refusal(why, body, file_kind) from why
    info = image.info
    return Decoded(
        pixels, mode, file_kind, width, height, _bytes(info, "icc_profile"), _bytes(info, "exif")
    )


def _bytes(info: dict[str | tuple[int, int], object], name: str) -> bytes | None:
    value = info.get(name)
    return value if isinstance(value, bytes) else None


def _check_size(image: Image.Image, file_kind: str, limits: Limits, body: bytes) -> None:
    width, height = image.size
    most = limits.pixels if file_kind == "JPEG" else limits.pixels_whole
    if width * height > most or max(width, height) > limits.side:
        raise Refused("too_many_pixels", f"{width} x {height}")
    if min(width, height) < 1:
        raise Refused("damaged", "no pixels")
    if image.info.get("primary") is False:  # the file's own picture is not to be had, a part is
        raise Refused("damaged", "no primary picture")
    if file_kind == "JPEG":
        if "progressive" in image.info and body.count(SCAN) > limits.scans:
            raise Refused("too_slow", "scans")
    elif getattr(image, "n_frames", 1) > limits.frames:
        raise Refused("too_many_frames")


def _refusal(why: Exception, body: bytes, file_kind: str) -> Refused:
    """What a decoder's complaint means to the sender."""
    said = str(why)
    if any(sign in said.lower() for sign in HEAVY):
        return Refused("too_heavy", said[:200])
    if file_kind == "JPEG" and is_uncommon(body):
        return Refused("unsupported", said[:200])
    unended = file_kind == "JPEG" and body.rfind(END) < max(0, body.rfind(SCAN))
    cut = unended or any(sign in said.lower() for sign in CUT)
    note = type(why).__name__ if isinstance(why, UnidentifiedImageError) else said[:200]
    return Refused("truncated" if cut else "damaged", note)


def _jpeg(body: bytes, image: Image.Image, wanted: int) -> Pixels:
    """RGB at 1/1, 1/2, 1/4 or 1/8, whichever is next above the wanted side.

    The strict decoder stops at every warning; on those that some cameras are known for, Pillow's
    goes on, and it too tells a file that ends early.
    """
    sides = {}
    if max(image.size) >= 2 * wanted:  # a scale between 1/1 and 1/2 takes longer than the whole
        side = "min_width" if image.width >= image.height else "min_height"
        sides = {side: wanted, "min_factor": 2}
    try:
        return np.asarray(simplejpeg.decode_jpeg(body, "RGB", **sides))
    except ValueError as why:
        if not any(sign in str(why).lower() for sign in HARMLESS):
            raise
    image.draft("RGB", (wanted, wanted))
    return np.asarray(image.convert("RGB"))


def _by_pillow(image: Image.Image, wanted: int) -> tuple[Pixels, str]:
    if image.format in ("JPEG", "MPO"):
        image.draft(image.mode, (wanted, wanted))
    image.load()
    if image.mode.startswith("I"):
        image = _sixteen_grey(image)
    elif image.mode == "RGB" and "transparency" in image.info:
        _clear_in_eight(image)
    image = image.convert(_plain_mode(image))
    times = max(image.size) // wanted
    if times > 1:
        image = image.reduce(times)
    if image.mode == "RGBA":
        image = image.convert("RGBa")
    return np.asarray(image), image.mode


def _sixteen_grey(image: Image.Image) -> Image.Image:
    """16-bit grey in eight, which convert("L") would clip, and without the tone that is clear."""
    tones, clear = np.asarray(image), image.info.get("transparency")
    grey = (tones >> 8).astype(np.uint8)
    if not isinstance(clear, int):
        return Image.fromarray(grey)
    seen = np.where(tones == clear, 0, 255).astype(np.uint8)
    return Image.fromarray(np.dstack([grey, seen]))


def _clear_in_eight(image: Image.Image) -> None:
    """The colour that is clear as the pixels are: of 16 bits they have lost the lower eight."""
    clear = image.info["transparency"]
    if isinstance(clear, tuple) and max(clear) > 255:
        image.info["transparency"] = tuple(part >> 8 for part in clear)


def _plain_mode(image: Image.Image) -> str:
    if image.has_transparency_data:
        return "RGBA"
    return {"1": "L", "L": "L", "CMYK": "CMYK"}.get(image.mode, "RGB")
