"""Short films and voice as evidence: known by content, checked, kept, served as a download only."""

from dataclasses import dataclass

from media import matroska, voices
from media.picture import Refused
from media.sniff import boxes, check_single

VOICE_BRANDS = {b"M4A ", b"M4B "}
FILM_BRANDS = {
    *(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"qt  ", b"MSNV"),
    *(b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"dash", b"M4V "),
}


@dataclass(frozen=True)
class RecordingLimits:
    """What a film or a voice may cost: bytes, and seconds where the file names its length."""

    bytes: int = 50 * 2**20
    seconds: float = 180.0


RECORDING_LIMITS = RecordingLimits()


@dataclass(frozen=True)
class Recording:
    """What a recording is, by its content."""

    kind: str
    """Either "film" or "voice"."""
    content_type: str
    suffix: str
    """For the name of the download, with its dot."""
    seconds: float | None
    """None where the container does not say."""


def examine(body: bytes, limits: RecordingLimits = RECORDING_LIMITS) -> Recording:
    """Say what a recording is. Nothing is decoded. Raises Refused."""
    if not body:
        raise Refused("empty")
    if len(body) > limits.bytes:
        raise Refused("too_large")
    check_single(body)
    found = _iso(body) or _wave(body) or _webm(body) or _voice(body)
    if found is None:
        raise Refused("not_a_recording")
    if found.seconds is not None and not 0 < found.seconds <= limits.seconds:
        raise Refused("too_long")
    return found


SUFFIXES = {
    "audio/amr": ".amr",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/wav": ".wav",
    "audio/mp4": ".m4a",
    "audio/webm": ".webm",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}


def suffix(content_type: str) -> str:
    """For the name of a download of this type, with its dot; none for a type that is not ours."""
    return SUFFIXES.get(content_type, "")


def _voice(body: bytes) -> Recording | None:
    if body.startswith(b"#!AMR"):
        seconds = voices.amr(body)
        return None if seconds is None else Recording("voice", "audio/amr", ".amr", seconds)
    if body.startswith(b"OggS"):
        seconds = voices.ogg(body)
        return None if seconds is None else Recording("voice", "audio/ogg", ".ogg", seconds or None)
    if voices.is_aac(body):
        return Recording("voice", "audio/aac", ".aac", None)
    return Recording("voice", "audio/mpeg", ".mp3", None) if voices.is_mp3(body) else None


def _wave(body: bytes) -> Recording | None:
    if body[:4] != b"RIFF" or body[8:12] != b"WAVE":
        return None
    if len(body) < int.from_bytes(body[4:8], "little") + 8:
        raise Refused("truncated", "RIFF")
    rate = int.from_bytes(body[28:32], "little")  # bytes a second
    return Recording("voice", "audio/wav", ".wav", len(body) / rate if rate else None)


def _iso(body: bytes) -> Recording | None:
    brand = body[8:12]
    if body[4:8] != b"ftyp" or brand not in VOICE_BRANDS | FILM_BRANDS:
        return None
    found: dict[bytes, bytes] = {}
    for name, start, end in boxes(body):
        if end > len(body):
            raise Refused("truncated", "box")
        found.setdefault(name, body[start:end] if name == b"moov" else b"")
    if b"moov" not in found or not found.keys() & {b"mdat", b"moof"}:
        raise Refused("truncated", "no moov or mdat")
    film = b"vide" in found[b"moov"] and brand not in VOICE_BRANDS
    seconds = _length(found[b"moov"])
    if not film:
        return Recording("voice", "audio/mp4", ".m4a", seconds)
    if brand == b"qt  ":
        return Recording("film", "video/quicktime", ".mov", seconds)
    return Recording("film", "video/mp4", ".mp4", seconds)


def _length(moov: bytes) -> float | None:
    """Seconds by the movie header (ISO/IEC 14496-12, 8.2.2); None for 0, as fragments have it."""
    inner = moov[8:]
    for name, start, end in boxes(inner):
        if name == b"mvhd" and end - start >= 28:
            wide = inner[start + 8] == 1
            at, size = start + (28 if wide else 20), 8 if wide else 4
            scale = int.from_bytes(inner[at : at + 4], "big")
            units = int.from_bytes(inner[at + 4 : at + 4 + size], "big")
            return units / scale if scale and units else None
    return None


def _webm(body: bytes) -> Recording | None:
    film = matroska.is_film(body)
    if film is None:
        return None
    kind = "film" if film else "voice"
    content_type = "video/webm" if film else "audio/webm"
    return Recording(kind, content_type, ".webm", None)
