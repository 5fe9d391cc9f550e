"""Makes files as strangers send them: cut, altered, lying, doubled, swollen. Nothing is stored."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PIL import Image

from media.sniff import boxes
from tests.media.pictures import SIZE, exif, quarters, ratios, saved, short, swapped_profile, text

Fate = Literal["refused", "right", "either"]
WAYS = {
    "jpeg": {"file_format": "JPEG", "quality": 90},
    "progressive": {"file_format": "JPEG", "quality": 90, "progressive": True},
    "restarts": {"file_format": "JPEG", "quality": 90, "restart_marker_blocks": 2},
    "png": {"file_format": "PNG"},
    "webp": {"file_format": "WEBP", "quality": 90},
    "webp_lossless": {"file_format": "WEBP", "lossless": True},
    "heic": {"file_format": "HEIF", "quality": 90},
    "avif": {"file_format": "AVIF", "quality": 90},
}


@dataclass(frozen=True)
class Sample:
    """One file, and what must become of it."""

    name: str
    body: bytes
    fate: Fate
    code: str | None = None
    """The reason it must be refused for, where only one will do."""
    grey: bool = False


@cache
def whole(way: str) -> bytes:
    """The quarters, properly saved."""
    return saved(quarters(), **WAYS[way])  # type: ignore[arg-type]


def corpus() -> Iterator[Sample]:
    """Every sample, always the same."""
    for family in (cuts, flips, bombs, sides, metadata, doubles, kinds, strangers):
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


def chunk(name: bytes, body: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, data: bytes, depth: int = 8, *more: bytes) -> bytes:
    """A grey PNG of these raw rows."""
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    rows = chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + rows


def jpeg_sized(body: bytes, width: int, height: int) -> bytes:
    """The same JPEG, claiming to be of another size."""
    frame = max(body.find(b"\xff\xc0"), body.find(b"\xff\xc2"))
    return body[: frame + 5] + struct.pack(">HH", height, width) + body[frame + 9 :]


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


def broken_blocks() -> Iterator[tuple[str, bytes]]:
    """EXIF blocks that no reader should trust."""
    good = exif({0x010F: text("Nokia")}, {0x9003: text("2026:11:22 08:00:00")})
    yield "empty", b"Exif\0\0"
    yield "no order", b"Exif\0\0XX*\0\x08\0\0\0" + bytes(20)
    yield "wrong endianness", good.replace(b"II*\0", b"MM\0*")
    yield "order of the other, magic of this", good.replace(b"II*\0", b"MM*\0")
    yield "first directory beyond the end", b"Exif\0\0II*\0\xff\xff\xff\x7f"
    yield "first directory at itself", b"Exif\0\0II*\0\0\0\0\0" + bytes(60)
    yield "65535 entries", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(200)
    yield "huge counts", exif({0x010F: (2, 0xFFFFFFFF, b"12345")})
    yield "unknown types", exif({0x0112: (99, 1, b"1234"), 0x010F: (0, 1, b"1234")})
    yield "orientation 0", exif({0x0112: short(0)})
    yield "orientation 9", exif({0x0112: short(9)})
    yield "orientation of no count", exif({0x0112: (3, 0, b"")})
    yield "orientation in words", exif({0x0112: text("up")})
    yield "directory pointing at itself", exif({0x8769: (4, 1, struct.pack("<I", 8))})
    yield "GPS 0/0", exif({}, {}, _gps((0, 0), (0, 0)))
    yield "GPS at the null island", exif({}, {}, _gps((0, 1), (0, 1)))
    yield "GPS of 4294967295 degrees", exif({}, {}, _gps((0xFFFFFFFF, 1), (0xFFFFFFFF, 1)))
    yield "GPS without halves", exif({}, {}, {1: text("N"), 2: ratios((37, 1), (52, 1), (0, 1))})
    yield "GPS with absurd letters", exif({}, {}, _gps((37, 1), (112, 1), "Q", "Z"))
    yield "time of month 13", exif({}, {0x9003: text("2026:13:41 25:61:61")})
    yield "time of blanks", exif({}, {0x9003: text("    :  :     :  :  ")})
    yield "time of zeros", exif({}, {0x9003: text("0000:00:00 00:00:00")})
    yield "NUL and bells in words", exif({0x010F: (2, 9, b"\x07\x1b[2J\xff\xfe\0\0")})
    for at in range(7, len(good), 11):
        yield f"cut at {at}", good[:at]


def _gps(
    lat: tuple[int, int], lon: tuple[int, int], north: str = "N", east: str = "E"
) -> dict[int, tuple[int, int, bytes]]:
    zero = (0, 1)
    return {
        1: text(north),
        2: ratios(lat, zero, zero),
        3: text(east),
        4: ratios(lon, zero, zero),
        17: ratios((0, 0)),
        31: ratios((0, 0)),
    }


def jpeg_with(block: bytes, marker: int = 0xE1) -> bytes:
    """The quarters with one more segment."""
    segment = bytes((0xFF, marker)) + struct.pack(">H", len(block) + 2) + block
    return whole("jpeg")[:2] + segment + whole("jpeg")[2:]


def metadata() -> Iterator[Sample]:
    """Broken EXIF, XMP, ICC: the picture is right all the same."""
    for name, block in broken_blocks():
        yield Sample(f"jpeg, EXIF {name}", jpeg_with(block), "right")
        yield Sample(
            f"webp, EXIF {name}", saved(quarters(), "WEBP", quality=90, exif=block), "right"
        )
        at = len(whole("png")) - 12
        body = whole("png")[:at] + chunk(b"eXIf", block[6:]) + whole("png")[at:]
        yield Sample(f"png, EXIF {name}", body, "right")
    for name, block in (
        ("ICC of noise", b"ICC_PROFILE\0\1\1" + bytes(range(256)) * 4),
        ("ICC part 7 of 3", b"ICC_PROFILE\0\7\3" + bytes(500)),
        ("ICC cut", b"ICC_PROFILE\0\1\1" + swapped_profile()[:200]),
    ):
        yield Sample(f"jpeg, {name}", jpeg_with(block, 0xE2), "right")
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + b"<a>" * 9000
    yield Sample("jpeg, XMP never closed", jpeg_with(xmp), "right")
    yield Sample("jpeg, MPF of noise", jpeg_with(b"MPF\0" + bytes(range(200)), 0xE2), "right")
    yield Sample(
        "jpeg, a film behind", whole("jpeg") + b"\0\0\0\x18ftypmp42" + bytes(9000), "right"
    )


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
        for name, more in (("ZIP", archive.getvalue()), ("page", page), ("PHP", php), ("RAR", rar)):
            yield Sample(f"{way} and {name} behind", whole(way) + more, "refused", "polyglot")
    for name, block in (("PDF", pdf), ("page", page), ("PHP", php)):
        yield Sample(f"jpeg and {name} inside", jpeg_with(block, 0xFE), "refused", "polyglot")
        body = png(8, 8, zlib.compress(bytes(72)), 8, chunk(b"tEXt", b"a\0" + block))
        yield Sample(f"png and {name} inside", body, "refused", "polyglot")


def kinds() -> Iterator[Sample]:
    """Unusual, but true photos."""
    image = quarters()
    alpha = image.convert("RGBA")
    for name in WAYS:
        yield Sample(name, whole(name), "right")
    for sampling in ("4:4:4", "4:2:2", "4:2:0"):
        yield Sample(f"jpeg {sampling}", saved(image, "JPEG", subsampling=sampling), "right")
    yield Sample("jpeg kept in RGB", saved(image, "JPEG", keep_rgb=True, quality=90), "right")
    yield Sample("jpeg in CMYK", saved(image.convert("CMYK"), "JPEG", quality=95), "right")
    yield Sample("jpeg in grey", saved(image.convert("L"), "JPEG"), "right", grey=True)
    for mode in ("P", "RGBA"):
        yield Sample(f"png in {mode}", saved(image.convert(mode), "PNG"), "right")
    for mode in ("L", "LA"):
        yield Sample(f"png in {mode}", saved(image.convert(mode), "PNG"), "right", grey=True)
    yield Sample("png in one bit", saved(image.convert("1"), "PNG"), "either")
    yield Sample("png in 16-bit grey", _sixteen(image), "right", grey=True)
    yield Sample("png in 16-bit colour", _sixteen_colour(image), "right")
    clear = image.quantize(8)
    yield Sample("png, palette and clear", saved(clear, "PNG", transparency=250), "right")
    yield Sample("webp with alpha", saved(alpha, "WEBP", lossless=True), "right")
    yield Sample("avif with alpha", saved(alpha, "AVIF", quality=90), "right")
    yield Sample("heic with alpha", saved(alpha, "HEIF", quality=90), "right")
    others = [Image.new("RGB", SIZE, "black") for _ in range(3)]
    for way in ("PNG", "WEBP", "AVIF"):
        body = saved(image, way, save_all=True, append_images=others, duration=100)
        yield Sample(f"animated {way}", body, "right" if way != "AVIF" else "either")
    both = saved(image, "MPO", save_all=True, append_images=others[:1], quality=90)
    yield Sample("jpeg of two pictures", both, "right")


def _sixteen(image: Image.Image) -> bytes:
    rows = [
        b"\0" + b"".join(bytes((value, 77)) for value in row)
        for row in _rows(image.convert("L").tobytes(), image.width)
    ]
    return png(image.width, image.height, zlib.compress(b"".join(rows)), 16)


def _sixteen_colour(image: Image.Image) -> bytes:
    rows = [
        b"\0" + b"".join(bytes((value, 99)) for value in row)
        for row in _rows(image.tobytes(), image.width * 3)
    ]
    head = struct.pack(">IIBBBBB", *image.size, 16, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"".join(rows)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


def _rows(body: bytes, wide: int) -> list[bytes]:
    return [body[at : at + wide] for at in range(0, len(body), wide)]


def strangers() -> Iterator[Sample]:
    """No photos of a kind we take, whatever they are called."""
    image = quarters()
    for way in ("GIF", "BMP", "TIFF", "ICO", "JPEG2000"):
        yield Sample(way, saved(image, way), "refused", "unsupported")
    yield Sample("nothing", b"", "refused", "empty")
    for name, body in (
        ("words", "照片 photo".encode() * 50),
        ("one byte", b"\xff"),
        ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("PDF", b"%PDF-1.7\n"),
        ("gzip", gzip.compress(b"a" * 1000)),
        ("film", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(900)),
        ("noise", random.Random(4).randbytes(5000)),
        ("webp head alone", b"RIFF\x10\0\0\0WAVE" + bytes(40)),
    ):
        yield Sample(name, body, "refused", "not_a_photo")
    for name, head in (
        ("jpeg", b"\xff\xd8\xff\xe0"),
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("webp", b"RIFF\xff\0\0\0WEBP"),
        ("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"),
    ):
        for size in (0, 300):
            noise = random.Random(size).randbytes(size)
            yield Sample(f"{name} head and {size} bytes of noise", head + noise, "refused")
