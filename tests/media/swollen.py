"""Small files that would grow, sides that are absurd, boxes and heads that lie."""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.media.pictures import SIZE, saved
from tests.media.sample import Sample, chunk, jpeg_sized, png, whole


def bombs() -> Iterator[Sample]:
    """Small files that would grow."""
    big = "too_many_pixels"
    nothing = zlib.compress(bytes(10_000_000), 9)
    yield Sample("png claims 50000 x 50000", png(50_000, 50_000, nothing), "refused", big)
    yield Sample("png of 400 MP in one bit", png(20_000, 20_000, nothing, 1), "refused", big)
    yield Sample("jpeg claims 65500 x 65500", jpeg_sized(whole("jpeg"), 65_500, 65_500), "refused")
    yield Sample("jpeg claims 10000 x 10000", jpeg_sized(whole("jpeg"), 10_000, 10_000), "refused")
    yield Sample("jpeg claims 0 x 0", jpeg_sized(whole("jpeg"), 0, 0), "refused")
    for name, most in (("heic", 60_000), ("avif", 60_000)):
        body, at = bytearray(whole(name)), whole(name).find(b"ispe") + 8
        struct.pack_into(">II", body, at, most, most)
        yield Sample(f"{name} claims {most} x {most}", bytes(body), "refused")
    for name in (b"zTXt", b"iTXt", b"iCCP"):
        packed = zlib.compress(bytes(80_000_000), 9)
        middle = {b"iTXt": b"a\0\1\0\0\0"}.get(name, b"a\0\0")
        yield Sample(
            f"png with a swollen {name.decode()}",
            png(8, 8, zlib.compress(bytes(72)), 8, chunk(name, middle + packed)),
            "either",
        )
    scan_at = whole("progressive").rfind(b"\xff\xda")
    scan = whole("progressive")[scan_at:-2]
    body = whole("progressive")[:-2] + scan * 5000 + b"\xff\xd9"
    yield Sample("jpeg of 5000 scans", body, "refused", "too_slow")
    frames = [Image.new("P", (4, 4), n % 250) for n in range(600)]
    many = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    yield Sample("png of 600 frames", many, "refused", "too_many_frames")


def sides() -> Iterator[Sample]:
    """Very long, very thin, very small."""
    for width, height in ((65_500, 1), (1, 65_500), (65_500, 64)):
        for way in ("JPEG", "PNG"):
            body = saved(Image.new("L", (width, height)), way)
            yield Sample(f"{way} of {width} x {height}", body, "refused", "too_many_pixels")
    for width, height in ((20_000, 1), (1, 20_000), (1, 1), (2, 3), (3200, 3), (7, 7), (6401, 33)):
        for way in ("JPEG", "PNG"):
            body = saved(Image.new("RGB", (width, height)), way)
            yield Sample(f"{way} of {width} x {height}", body, "either")
    yield Sample("jpeg of 65535 x 1", jpeg_sized(whole("jpeg"), 65_535, 1), "refused")


def heads() -> Iterator[Sample]:
    """PNG and WebP heads and chunks that do not fit what follows."""
    rows = zlib.compress(bytes(72))
    for depth, colours in ((3, 2), (16, 3), (8, 5), (8, 255), (0, 0)):
        head = struct.pack(">IIBBBBB", 8, 8, depth, colours, 0, 0, 0)
        body = _chunks(chunk(b"IHDR", head), chunk(b"IDAT", rows))
        yield Sample(f"png of depth {depth}, colours {colours}", body, "refused")
    palette = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 3, 0, 0, 0))
    yield Sample("png without its palette", _chunks(palette, chunk(b"IDAT", rows)), "refused")
    yield Sample("png without data", _chunks(palette), "refused")
    yield Sample("png of half its rows", png(8, 8, zlib.compress(bytes(36))), "refused")
    yield Sample("png of an unknown filter", png(8, 8, zlib.compress(b"\7" * 72)), "refused")
    yield Sample("png of 100 MB more", png(8, 8, zlib.compress(bytes(10**8))), "either")
    words = chunk(b"tEXt", b"a\0" + b"x" * 100)
    yield Sample("png of 20000 texts", png(8, 8, rows, 8, words * 20_000), "either")
    for name in (b"gAMA", b"cHRM", b"sBIT", b"tRNS", b"bKGD", b"hIST", b"tIME", b"acTL", b"fcTL"):
        for size in (0, 1, 26, 32):
            odd = chunk(name, bytes(size))
            title = f"png, {name.decode()} of {size} zeros"
            yield Sample(title, png(8, 8, rows, 8, odd), "either")
    for name, size in (("nothing", 0), ("all", 0xFFFFFFFF), ("odd", 0x7FFFFFFF)):
        body = whole("webp")[:4] + struct.pack("<I", size) + whole("webp")[8:]
        yield Sample(f"webp that holds {name}", body, "refused")
    for name, flags, sides, more in (
        ("a huge canvas", 0, (16_384, 16_384), whole("webp")[12:]),
        ("a tiny canvas", 0, (1, 1), whole("webp")[12:]),
        ("nothing in its canvas", 0, SIZE, b""),
        ("a film of no frames", 2, SIZE, b"ANIM" + struct.pack("<I", 6) + bytes(6)),
        ("a profile that is not there", 32, SIZE, whole("webp")[12:]),
    ):
        yield Sample(f"webp of {name}", _extended(flags, sides, more), "either")


def lies() -> Iterator[Sample]:
    """HEIC and AVIF boxes of other sizes than they have."""
    names = (b"meta", b"iloc", b"iinf", b"ipco", b"ipma", b"ispe", b"pitm", b"hdlr", b"mdat")
    for way in ("heic", "avif"):
        for name in (*names, b"hvcC" if way == "heic" else b"av1C"):
            at = whole(way).find(name) - 4
            for size in (0, 1, 8, 0x7FFFFFFF, 0xFFFFFFFF):
                body = bytearray(whole(way))
                struct.pack_into(">I", body, at, size)
                title = f"{way}, {name.decode()} of {size} bytes"
                yield Sample(title, bytes(body), "either")


def _chunks(*pieces: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces) + chunk(b"IEND", b"")


def _extended(flags: int, sides: tuple[int, int], more: bytes) -> bytes:
    """An extended WebP (VP8X) of these flags and this canvas."""
    width, height = (struct.pack("<I", side - 1)[:3] for side in sides)
    head = b"VP8X" + struct.pack("<I", 10) + bytes((flags, 0, 0, 0)) + width + height
    return b"RIFF" + struct.pack("<I", 4 + len(head + more)) + b"WEBP" + head + more
