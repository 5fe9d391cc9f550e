"""Unusual, but true photos; and pictures of kinds that are not taken."""

import gzip
import random
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.media.coded import CODED
from tests.media.pictures import SIZE, exif, quarters, saved, short, turned
from tests.media.sample import WAYS, Fate, Sample, chunk, coloured, png, whole


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
    for mode in ("L", "RGB"):
        yield Sample(f"png in 16 bits, {mode}, nothing but clear", _clear(mode), "white")
    yield Sample("png in seven passes", _interlaced(image), "right")
    for orientation in (3, 6):
        yield from _turned_png(orientation)
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


def frames() -> Iterator[Sample]:
    """JPEGs of processes that no camera uses, or that claim to be of one."""
    body = whole("jpeg")
    at = body.find(b"\xff\xc0")
    for bits in (2, 12, 16):
        changed = body[: at + 4] + bytes((bits,)) + body[at + 5 :]
        yield Sample(f"jpeg of {bits} bits", changed, "refused", "unsupported")
    for process in (*(0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF), 0xF7):
        changed = body[: at + 1] + bytes((process,)) + body[at + 2 :]
        yield Sample(f"jpeg of process {process:x}", changed, "refused", "unsupported")
    for process in (0xC2, 0xC9, 0xCA):
        changed = body[: at + 1] + bytes((process,)) + body[at + 2 :]
        yield Sample(f"jpeg that is not of process {process:x}", changed, "either")
    for count in (0, 2, 5, 255):
        changed = body[: at + 9] + bytes((count,)) + body[at + 10 :]
        yield Sample(f"jpeg of {count} colours", changed, "refused")
    for coding, coded in CODED.items():
        fate: Fate = "refused" if coding == "of 12 bits" else "right"
        yield Sample(f"jpeg, {coding}", coded, fate)
        yield Sample(f"jpeg, {coding}, half of it", coded[: len(coded) // 2], "refused")
    yield Sample("jpeg with filling between", body[:2] + b"\xff\xff\xff" + body[2:], "right")
    yield Sample("jpeg that begins twice", body[:2] + body, "either")
    yield Sample("jpeg behind a jpeg", body + whole("progressive"), "right")
    yield Sample("jpeg of nothing", b"\xff\xd8\xff\xd9", "refused")


def _turned_png(orientation: int) -> Iterator[Sample]:
    """The turn stands before the picture, behind it, or with a mark that has no place there."""
    body = saved(turned(orientation), "PNG")
    block = exif({0x0112: short(orientation)})
    for where, at in (("before", 33), ("behind", len(body) - 12)):
        for name, told in (("", block[6:]), (" and marked", block)):
            changed = body[:at] + chunk(b"eXIf", told) + body[at:]
            yield Sample(f"png turned {orientation}, said {where}{name}", changed, "right")


def _interlaced(image: Image.Image) -> bytes:
    """A PNG in the seven passes of Adam7."""
    rows = bytearray()
    for x0, y0, dx, dy in (
        *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
        *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
    ):
        for y in range(y0, image.height, dy):
            row = [image.getpixel((x, y)) for x in range(x0, image.width, dx)]
            rows += b"\0" + b"".join(bytes(pixel) for pixel in row)  # type: ignore[arg-type]
    return coloured(*image.size, zlib.compress(bytes(rows)), passes=1)


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
    return coloured(*image.size, zlib.compress(b"".join(rows)), depth=16)


def _clear(mode: str) -> bytes:
    """A PNG of 16 bits in one colour, which tRNS calls clear."""
    colour = b"\x12\x34" * len(mode)
    rows = (b"\0" + colour * SIZE[0]) * SIZE[1]
    head = struct.pack(">IIBBBBB", *SIZE, 16, 2 if mode == "RGB" else 0, 0, 0, 0)
    pieces = (b"IHDR", head), (b"tRNS", colour), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, body) for name, body in pieces)


def _rows(body: bytes, wide: int) -> list[bytes]:
    return [body[at : at + wide] for at in range(0, len(body), wide)]


def strangers() -> Iterator[Sample]:
    """No photos of a kind we take, whatever they are called."""
    image = quarters()
    for way in ("GIF", "BMP", "TIFF", "ICO", "JPEG2000"):
        yield Sample(way, saved(image, way), "refused", "unsupported")
    for way, head in (("JPEG XL", b"\xff\x0a"), ("PSD", b"8BPS"), ("BigTIFF", b"II+\0")):
        yield Sample(way, head + bytes(500), "refused", "unsupported")
    yield Sample("nothing", b"", "refused", "empty")
    for name, body in (
        ("words", "照片 photo".encode() * 50),
        ("one byte", b"\xff"),
        ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("PDF", b"%PDF-1.7\n"),
        ("gzip", gzip.compress(b"a" * 1000)),
        ("CR3", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(500)),
        ("page", b"<!doctype html><script>alert(1)</script>"),
        ("program", b"MZ" + bytes(500)),
        ("animation", b"\x8aMNG\r\n\x1a\n" + bytes(500)),
        ("jpeg behind a mark", b"\xef\xbb\xbf" + whole("jpeg")),
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
