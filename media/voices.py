"""Whether what calls itself AMR, Ogg, MP3, AAC or WebM is built like it, and how long it lasts."""

from collections.abc import Iterator

from media.picture import Refused

AMR_BYTES = (13, 14, 16, 18, 20, 21, 27, 32, 6)  # of a frame by its type (RFC 4867, 3.6; TS 26.101)
AMR_WIDE = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6)  # TS 26.201
AMR_EMPTY, AMR_SECONDS = (14, 15), 0.02
OGG_VOICES = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
OPUS_RATE = 48_000
MOST = 50_000  # frames or pages: three minutes of AMR have 9,000
MP3_BYTES = {  # kilobits a second by MPEG-1, else 2 and 2.5; layer III (ISO 11172-3, 13818-3)
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MP3_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def amr(body: bytes) -> float | None:
    """Seconds of an AMR voice; None for what is none. Raises Refused where it is cut."""
    wide = body.startswith(b"#!AMR-WB\n")
    at = 9 if wide else 6
    if not wide and not body.startswith(b"#!AMR\n"):
        return None
    sizes, frames = AMR_WIDE if wide else AMR_BYTES, 0
    while at < len(body) and frames <= MOST:
        kind = body[at] >> 3 & 15
        if kind >= len(sizes) and kind not in AMR_EMPTY:
            raise Refused("damaged", "AMR frame")
        at += 1 if kind in AMR_EMPTY else sizes[kind]
        frames += 1
    if at > len(body) or not frames:
        raise Refused("truncated", "AMR frame")
    return frames * AMR_SECONDS


def ogg(body: bytes) -> float | None:
    """Seconds of a voice in Ogg (0 where its rate is not known); None for what is none.

    Raises Refused where a page is cut.
    """
    first, last = b"", 0
    for head, inside in _pages(body):
        first = first or inside
        granule = int.from_bytes(head[6:14], "little", signed=True)
        last = max(last, granule)
    if not first.startswith(OGG_VOICES):
        return None
    return last / OPUS_RATE if first.startswith(b"OpusHead") else 0.0


def _pages(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Head and inside of each page (RFC 3533, 6)."""
    at = 0
    for _ in range(MOST):
        if body[at : at + 4] != b"OggS":
            return
        count = body[at + 26] if at + 27 <= len(body) else 0
        start = at + 27 + count
        end = start + sum(body[at + 27 : start])
        if end > len(body) or start > len(body) or at + 27 > len(body):
            raise Refused("truncated", "Ogg page")
        yield body[at:start], body[start:end]
        at = end
    raise Refused("too_long", "Ogg pages")


def is_mp3(body: bytes) -> bool:
    """Whether two frames follow each other, behind an ID3 tag or at once."""
    at = 0
    if body.startswith(b"ID3"):
        at = 10 + sum(
            (part & 127) << shift for part, shift in zip(body[6:10], (21, 14, 7, 0), strict=False)
        )
    size = _mp3_frame(body, at)
    return bool(size and (at + size == len(body) or _mp3_frame(body, at + size)))


def _mp3_frame(body: bytes, at: int) -> int:
    """Bytes of the frame that stands there; 0 for none."""
    head = int.from_bytes(body[at : at + 4], "big")
    version, layer, rate, speed = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or speed == 3:
        return 0
    samples = 144 if version == 3 else 72
    kilobits = MP3_BYTES[version == 3][rate]
    return samples * kilobits * 1000 // MP3_RATES[version][speed] + (head >> 9 & 1)


def is_aac(body: bytes) -> bool:
    """Whether ADTS frames follow each other to the end (ISO 13818-7, 6.2). Raises Refused: cut."""
    at = frames = 0
    while len(body) - at >= 7 and body[at] == 0xFF and body[at + 1] & 0xF6 == 0xF0:
        size = int.from_bytes(body[at + 3 : at + 6], "big") >> 5 & 0x1FFF
        if size < 7:
            return False
        at, frames = at + size, frames + 1
        if frames > MOST:
            raise Refused("too_long", "AAC frames")
    if frames and at > len(body):
        raise Refused("truncated", "AAC frame")
    return frames > 0 and at == len(body)
