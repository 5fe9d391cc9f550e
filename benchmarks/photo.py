"""Photos to send: real JPEGs, each with bytes of its own, made before the clock runs."""

import base64
import hashlib
import io
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import cv2
import numpy as np
from PIL import Image

END = b"\xff\xd9"
COMMENT = b"\xff\xfe\x00\x12"  # a comment of 16 bytes
QUALITIES = range(96, 40, -4)


class Photo(NamedTuple):
    """A JPEG in two pieces: what all share, and what only it has."""

    shared: bytes
    own: bytes
    digest: bytes

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.shared) + len(self.own)

    @property
    def sha256(self) -> str:
        """In hex."""
        return self.digest.hex()

    @property
    def checksum(self) -> str:
        """As tus's Upload-Checksum says it."""
        return f"sha256 {base64.b64encode(self.digest).decode()}"


def like(body: bytes, names: Iterator[UUID]) -> Iterator[Photo]:
    """The same JPEG with another comment at its end for each name: other bytes, another hash."""
    shared = body.removesuffix(END)
    begun = hashlib.sha256(shared)
    for name in names:
        own = COMMENT + name.bytes + END
        whole = begun.copy()
        whole.update(own)
        yield Photo(shared, own, whole.digest())


def noise(width: int, height: int, seed: int = 0) -> np.ndarray:
    """A picture (height x width x 3) with detail at every scale, as a street has."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for grain, strength in ((256, 60), (64, 30), (16, 18), (4, 12), (1, 5)):
        coarse = rng.standard_normal((height // grain + 1, width // grain + 1, 3), np.float32)
        picture += strength * cv2.resize(coarse, (width, height))
    return np.clip(picture + 120, 0, 255).astype(np.uint8)


def jpeg(pixels: np.ndarray, most_bytes: int) -> bytes:
    """The best JPEG (with a camera's EXIF) of at most so many bytes."""
    picture = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Bench", "2026:11:22 08:30:00"
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, exif=exif)
        if out.tell() <= most_bytes:
            break
    return out.getvalue()
