"""The values that go in and out of the darkroom: limits, what was made, what the file says."""

from dataclasses import dataclass
from datetime import datetime

from media.words import say


@dataclass(frozen=True)
class Limits:
    """What a stranger's file may cost us. Sizes in bytes, sides in pixels, times in seconds."""

    bytes: int = 30 * 2**20
    pixels: int = 120_000_000
    """Of a JPEG, which is decoded at a fraction of its size."""
    pixels_whole: int = 50_000_000
    """Of every other kind, which must be decoded whole."""
    side: int = 30_000
    frames: int = 500
    scans: int = 100
    """Of a progressive JPEG: each one is a pass over the whole picture."""
    seconds: float = 4.0
    """Of a processor: a busy machine makes no photo a bad one."""
    patience: float = 60.0
    """By the clock, whatever the child does meanwhile."""
    memory: int = 2**30
    """Address space of the child that decodes."""


LIMITS = Limits()


class Refused(Exception):
    """This file is not taken. `code` says why; `words` says it to the sender."""

    def __init__(self, code: str, note: str = "") -> None:
        super().__init__(code, note)
        self.code = code
        self.note = note

    def words(self, language: str = "zh") -> str:
        """The reason as the sender reads it, in "zh" or "en"."""
        return say(self.code, language)

    def __str__(self) -> str:
        return f"{self.code} ({self.note})" if self.note else self.code


@dataclass(frozen=True)
class Evidence:
    """What the file itself says about the shot. Anyone can write it: evidence, never truth."""

    taken_at: datetime | None = None
    """Always with an offset; where the file names none, China's is assumed."""
    zone_known: bool = False
    """True where the offset is written in the file or follows from its GPS clock."""
    lon: float | None = None
    """Degrees east; the datum is what the phone took for WGS-84."""
    lat: float | None = None
    accuracy: float | None = None
    """Metres."""
    heading: float | None = None
    """Degrees clockwise from north, 0 <= heading < 360."""
    camera: str | None = None
    software: str | None = None
    orientation: int = 1
    """EXIF's 1 to 8, as written; 1 where absent or absurd."""


@dataclass(frozen=True)
class Prepared:
    """One photo made ready: upright, sRGB, nothing in it but pixels."""

    display: bytes
    """JPEG, longest side at most 1600."""
    thumbnail: bytes
    """JPEG, longest side at most 320."""
    width: int
    """Of the display, in pixels."""
    height: int
    source_width: int
    """Of the original as it is looked at, upright."""
    source_height: int
    placeholder: str
    """A data URI of at most 400 characters that an <img> draws as it is."""
    fingerprint: int
    """Likeness in 63 bits, never negative, so it fits a bigint; see media.fingerprint."""
    format: str
    """One of "JPEG", "PNG", "WEBP", "HEIF", "AVIF", by content."""
    evidence: Evidence
    screen: float | None = None
    """How surely it is a photo of a screen (media.screens); none: no sign of it."""
