"""Photos for these stories: as phones take them, as strangers doctor them, and small recordings."""

import hashlib
import struct
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from deploy.walk import new_id
from tests.media.pictures import exif, saved, text

SOFTWARE, ORIGINAL, OFFSET = 0x0131, 0x9003, 0x9011


def street(
    seed: str | None = None, size: tuple[int, int] = (800, 600), board: bool = False
) -> Image.Image:
    """A picture like no other: one that its seed always draws again; with a black board.

    Its spots are large, soft, grey and pale: others are now and then taken for a plate or a face.
    """
    sign = seed or f"{time.time_ns()} {new_id()}"
    shades = bytes(96 + one // 4 for one in hashlib.shake_256(sign.encode()).digest(8 * 6))
    spots = Image.frombytes("L", (8, 6), shades)
    picture = spots.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    draw = ImageDraw.Draw(picture)
    if board:
        wide, high = size
        draw.rectangle((wide * 3 // 8, high // 8, wide * 7 // 8, high * 7 // 8), fill="black")
    return picture


def shot(taken_at: datetime | None = None, software: str = "", **how: Any) -> bytes:
    """A JPEG with the EXIF of a camera."""
    at = (taken_at or datetime.now(UTC)).astimezone(UTC)
    block = exif(
        {SOFTWARE: text(software)} if software else {},
        {ORIGINAL: text(f"{at:%Y:%m:%d %H:%M:%S}"), OFFSET: text("+00:00")},
    )
    return saved(street(**how), "JPEG", quality=85, exif=block)


def voice(seconds: int = 2) -> bytes:
    """A WAV of so many seconds, like no other."""
    rate, sound = 8000, new_id().bytes * (500 * seconds)
    head = struct.pack("<4sIHHIIHH4sI", b"fmt ", 16, 1, 1, rate, rate, 1, 8, b"data", len(sound))
    return b"RIFF" + struct.pack("<I", len(sound) + 36) + b"WAVE" + head + sound


def long_ago(hours: float) -> datetime:
    """A moment before now."""
    return datetime.now(UTC) - timedelta(hours=hours)
