"""Films and voices are known by content; what is cut, too long or no recording is refused."""

import io
import struct
import wave
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.picture import Refused
from media.recordings import RecordingLimits, examine


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def film(brand: bytes = b"mp42", seconds: int = 12, handler: bytes = b"vide") -> bytes:
    header = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler)))
    start = box(b"ftyp", brand + bytes(4) + brand)
    return start + box(b"moov", header + track) + box(b"mdat", bytes(500))


def voice(seconds: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16000 * seconds))
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "kind", "content_type", "seconds"),
    [
        (film(), "film", "video/mp4", 12),
        (film(b"qt  "), "film", "video/quicktime", 12),
        (film(b"3gp4"), "film", "video/mp4", 12),
        (film(b"M4A ", handler=b"soun"), "voice", "audio/mp4", 12),
        (film(handler=b"soun"), "voice", "audio/mp4", 12),
        (film(seconds=0), "film", "video/mp4", None),
        (voice(), "voice", "audio/wav", 2),
        (b"#!AMR\n" + bytes(400), "voice", "audio/amr", None),
        (b"OggS" + bytes(400), "voice", "audio/ogg", None),
        (b"ID3\4" + bytes(400), "voice", "audio/mpeg", None),
        (b"\xff\xfb\x90" + bytes(400), "voice", "audio/mpeg", None),
        (b"\xff\xf1\x50" + bytes(400), "voice", "audio/aac", None),
        (b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"V_VP9" + bytes(99), "film", "video/webm", None),
        (b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"A_OPUS" + bytes(99), "voice", "audio/webm", None),
    ],
)
def test_recording_is_known(
    body: bytes, kind: str, content_type: str, seconds: float | None
) -> None:
    found = examine(body)
    assert (found.kind, found.content_type) == (kind, content_type)
    assert found.seconds == (seconds and pytest.approx(seconds, rel=0.01))
    assert found.suffix.startswith(".")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"words" * 50, "not_a_recording"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "not_a_recording"),
        (film()[:-1], "truncated"),
        (film()[:-508], "truncated"),
        (voice()[:-1], "truncated"),
        (film(seconds=181), "too_long"),
        (voice(40), "too_large"),
        (film() + b"<script>alert(1)</script>", "polyglot"),
    ],
)
def test_what_is_no_recording_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        examine(body, RecordingLimits(bytes=600_000))
    assert caught.value.code == code
    assert caught.value.words("en")


@given(st.binary(max_size=200), st.sampled_from([b"", film()[:40], b"RIFF", voice()[:30]]))
def test_any_bytes_are_known_or_refused(noise: bytes, start: bytes) -> None:
    with suppress(Refused):
        assert examine(start + noise).kind in ("film", "voice")
