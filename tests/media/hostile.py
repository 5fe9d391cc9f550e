"""Makes files as strangers send them: cut, altered, lying, doubled, swollen. Nothing is stored."""

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Iterator

from media.sniff import boxes
from tests.media.blocks import metadata
from tests.media.grids import grids
from tests.media.kinds import frames, kinds, strangers
from tests.media.pictures import exif, quarters, saved, short, text
from tests.media.sample import WAYS, Sample, chunk, jpeg_with, png, whole
from tests.media.swollen import bombs, heads, lies, sides


def corpus() -> Iterator[Sample]:
    """Every sample, always the same."""
    for family in (
        *(cuts, flips, bombs, sides, heads, lies, metadata, doubles, tails),
        *(kinds, frames, strangers, grids),
    ):
        yield from family()


def markers(body: bytes) -> list[int]:
    """Where a JPEG's markers stand, restarts included."""
    places = range(len(body) - 1)
    return [at for at in places if body[at] == 0xFF and body[at + 1] not in (0x00, 0xFF)]


def cuts() -> Iterator[Sample]:
    """Ended early: at every marker, chunk and box, and between them."""
    block = exif({0x010F: text("Nokia"), 0x0112: short(1)})
    with_exif = saved(quarters(), "JPEG", quality=90, exif=block)
    for name, body in (
        ("jpeg", with_exif),
        ("progressive", whole("progressive")),
        ("restarts", whole("restarts")),
    ):
        for at in markers(body):
            yield Sample(f"{name} cut at marker {at}", body[:at], "refused")
            if at + 3 < len(body):
                yield Sample(f"{name} cut in marker {at}", body[: at + 3], "refused")
    for name in ("png", "webp", "webp_lossless", "heic", "avif"):
        body = whole(name)
        places = {len(body) * n // 12 for n in range(1, 12)} | {len(body) - 1}
        if name in ("heic", "avif"):
            places |= {end for _, _, end in boxes(body)} - {len(body)}
        for at in sorted(places):
            yield Sample(f"{name} cut at {at} of {len(body)}", body[:at], "refused")


def flips() -> Iterator[Sample]:
    """A few bits altered anywhere."""
    for name in WAYS:
        chance = random.Random(name)
        for turn in range(12):
            body = bytearray(whole(name))
            for _ in range(1 + turn % 4):
                body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
            yield Sample(f"{name} flipped {turn}", bytes(body), "either")


def doubles() -> Iterator[Sample]:
    """Photos that are something else besides."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.class", b"\xca\xfe\xba\xbe" * 50_000)
    pdf = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
    page = b"<html><script>alert(1)</script></html>"
    php = b"<?php system($_GET[0]); ?>"
    rar = b"Rar!\x1a\x07\x01\0" + bytes(100)
    for way in ("jpeg", "png", "webp", "heic", "avif"):
        for name, more in (
            ("ZIP", archive.getvalue()),
            ("page", page),
            ("PHP", php),
            ("RAR", rar),
            ("PDF", pdf),
        ):
            yield Sample(f"{way} and {name} behind", whole(way) + more, "refused", "polyglot")
    for name, block in (("PDF", pdf), ("page", page), ("PHP", php)):
        yield Sample(f"jpeg and {name} inside", jpeg_with(block, 0xFE), "refused", "polyglot")
        body = png(8, 8, zlib.compress(bytes(72)), 8, chunk(b"tEXt", b"a\0" + block))
        yield Sample(f"png and {name} inside", body, "refused", "polyglot")


def tails() -> Iterator[Sample]:
    """What is no picture behind one: it stays with the sealed original and is never shown."""
    for name, more in (
        ("zeros", bytes(9000)),
        ("a program", b"\x7fELF" + bytes(900)),
        ("a voice", b"ID3\3" + bytes(900)),
        ("gzip", gzip.compress(b"a" * 999)),
        ("half a page", b"<body onload=alert(1)>"),
    ):
        for way in ("jpeg", "png", "webp"):
            yield Sample(f"{way} and {name} behind", whole(way) + more, "right")
