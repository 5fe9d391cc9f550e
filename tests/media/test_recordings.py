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


def page(inside: bytes, granule: int) -> bytes:
    head = b"OggS\0\0" + struct.pack("<qIIIB", granule, 7, 0, 0, 1)
    return head + bytes((len(inside),)) + inside


def element(name: int, inside: bytes, known: bool = True) -> bytes:
    size = len(inside) | 1 << 28 if known else (1 << 29) - 1
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + struct.pack(">I", size) + inside


def webm(codec: bytes, known: bool = True) -> bytes:
    tracks = element(0x1654AE6B, element(0xAE, element(0x86, codec)))
    cluster = element(0x1F43B675, element(0xA3, bytes(200)), known)
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    return head + element(0x18538067, tracks + cluster, known)


AMR = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 10
OGG = page(b"OpusHead" + bytes(11), 0) + page(bytes(90), 96_000)
MP3 = (b"\xff\xfb\x90\0" + bytes(413)) * 3
AAC = (b"\xff\xf1\x50\x80\x04\x1f\xfc" + bytes(25)) * 4


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
        (AMR, "voice", "audio/amr", 0.2),
        (b"#!AMR-WB\n" + (b"\x44" + bytes(60)) * 50, "voice", "audio/amr", 1),
        (OGG, "voice", "audio/ogg", 2),
        (b"ID3\4\0\0\0\0\0\5" + bytes(5) + MP3, "voice", "audio/mpeg", None),
        (MP3, "voice", "audio/mpeg", None),
        (AAC, "voice", "audio/aac", None),
        (webm(b"V_VP9"), "film", "video/webm", None),
        (webm(b"A_OPUS", known=False), "voice", "audio/webm", None),
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
        (AMR[:-1], "truncated"),
        (AMR + b"\x48", "damaged"),
        (b"#!AMR\n", "truncated"),
        (b"#!AMR of another kind", "not_a_recording"),
        (OGG[:-1], "truncated"),
        (OGG.replace(b"OpusHead", b"fishead\0"), "not_a_recording"),
        (b"ID3\4" + bytes(400), "not_a_recording"),
        (MP3[:4] + bytes(900), "not_a_recording"),
        (AAC[:-1], "truncated"),
        (AAC[:40] + bytes(90), "not_a_recording"),
        (webm(b"V_VP9")[:-1], "truncated"),
        (webm(b"V_VP9")[:30], "truncated"),
        (webm(b"S_TEXT"), "not_a_recording"),
        (webm(b"V_VP9").replace(b"webm", b"mkv "), "not_a_recording"),
        (b"\x1aE\xdf\xa3\x9f" + bytes(60), "truncated"),
        (b"\x1aE\xdf\xa3\x80" + b"\xec\x80" * 60_000, "too_long"),
        (b"#!AMR\n" + b"\x7c" * 60_000, "too_long"),
        ((page(b"", 0)[:26] + b"\0") * 60_000, "too_long"),
        (film() + box(b"free") * 60_000, "damaged"),
        (film(seconds=181), "too_long"),
        (voice(150), "too_large"),
        (film() + b"<script>alert(1)</script>", "polyglot"),
    ],
)
def test_what_is_no_recording_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        examine(body, RecordingLimits(bytes=2_000_000))
    assert caught.value.code == code
    assert caught.value.words("en")


@given(st.binary(max_size=200), st.sampled_from([b"", film()[:40], b"RIFF", voice()[:30]]))
def test_any_bytes_are_known_or_refused(noise: bytes, start: bytes) -> None:
    with suppress(Refused):
        assert examine(start + noise).kind in ("film", "voice")
