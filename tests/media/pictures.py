"""Pictures that a test can recognise whichever way they come out: four colours, one a quarter."""

import io
import struct
from collections.abc import Mapping
from functools import cache
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

from media.picture import Prepared

pillow_heif.register_heif_opener()

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 200, 40), (30, 40, 220), (230, 220, 40)
QUARTERS = (RED, GREEN, BLUE, YELLOW)
SIZE = (96, 64)
UNDONE_BY = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # by which of Pillow's ways


@cache
def quarters(size: tuple[int, int] = SIZE) -> Image.Image:
    """Red and green above, blue and yellow below."""
    image = Image.new("RGB", size)
    wide, high = size[0] // 2, size[1] // 2
    for place, colour in enumerate(QUARTERS):
        box = (wide * (place % 2), high * (place // 2))
        image.paste(colour, (*box, size[0], size[1]))
        if place % 2 == 0:
            image.paste(colour, (0, box[1], wide, size[1]))
    return image


def saved(image: Image.Image, file_format: str, **options: Any) -> bytes:
    """The bytes of an image file."""
    out = io.BytesIO()
    image.save(out, file_format, **options)
    return out.getvalue()


def turned(orientation: int) -> Image.Image:
    """The quarters as a camera stores them that writes this orientation beside."""
    image = quarters()
    return image.transpose(Image.Transpose(UNDONE_BY[orientation])) if orientation > 1 else image


def shown(made: Prepared) -> Image.Image:
    """The display, opened."""
    return Image.open(io.BytesIO(made.display))


def assert_quarters(image: Image.Image, most: int = 45, grey: bool = False) -> None:
    """Each quarter has its colour in its middle (its brightness, where grey)."""
    assert image.mode == "RGB"
    for place, colour in enumerate(QUARTERS):
        x = image.width * (1 + 2 * (place % 2)) // 4
        y = image.height * (1 + 2 * (place // 2)) // 4
        wanted = (round(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]),) * 3
        found = image.getpixel((x, y))
        assert isinstance(found, tuple)
        apart = max(abs(a - b) for a, b in zip(found, wanted if grey else colour, strict=True))
        assert apart <= most, f"quarter {place}: {found}"


def assert_clean(body: bytes) -> None:
    """A JPEG with nothing in it but pixels: no EXIF, XMP, ICC, comment, nothing behind."""
    at = 2
    assert body[:2] == b"\xff\xd8"
    while body[at + 1] != 0xDA:
        assert body[at] == 0xFF
        assert body[at + 1] not in (*range(0xE1, 0xF0), 0xFE), hex(body[at + 1])
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    assert body.count(b"\xff\xd9") == 1
    assert body.endswith(b"\xff\xd9")


def swapped_profile() -> bytes:
    """An ICC profile whose red shows as green and whose green shows as red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))
    count = struct.unpack_from(">I", profile, 128)[0]
    table = {profile[at : at + 4]: at for at in range(132, 132 + 12 * count, 12)}
    mixed = bytearray(profile)
    red, green = table[b"rXYZ"], table[b"gXYZ"]
    mixed[red + 4 : red + 12], mixed[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(mixed)


Entry = tuple[int, int, bytes]  # type, count, the value's bytes


def text(words: str) -> Entry:
    """An ASCII value."""
    return 2, len(words) + 1, words.encode() + b"\0"


def short(number: int, order: str = "<") -> Entry:
    """One 16-bit number."""
    return 3, 1, struct.pack(order + "H", number)


def ratios(*pairs: tuple[int, int], order: str = "<") -> Entry:
    """Fractions, each above and below."""
    flat = [number for pair in pairs for number in pair]
    return 5, len(pairs), struct.pack(f"{order}{len(flat)}I", *flat)


def exif(
    main: Mapping[int, Entry],
    inner: Mapping[int, Entry] | None = None,
    gps: Mapping[int, Entry] | None = None,
    order: str = "<",
) -> bytes:
    """An EXIF block of three directories, with its mark."""
    parts = {0x8769: inner or {}, 0x8825: gps or {}}
    at = 8 + _room({**main, **dict.fromkeys(parts, (4, 1, b"\0" * 4))})
    heads: dict[int, Entry] = dict(main)
    blocks = []
    for pointer, entries in parts.items():
        heads[pointer] = (4, 1, struct.pack(order + "I", at))
        blocks.append(_directory(entries, at, order))
        at += len(blocks[-1])
    start = b"II*\0" if order == "<" else b"MM\0*"
    body = start + struct.pack(order + "I", 8) + _directory(heads, 8, order) + b"".join(blocks)
    return b"Exif\0\0" + body


def _room(entries: Mapping[int, Entry]) -> int:
    return 6 + 12 * len(entries) + sum(len(v) for _, _, v in entries.values() if len(v) > 4)


def _directory(entries: Mapping[int, Entry], at: int, order: str) -> bytes:
    head, tail = struct.pack(order + "H", len(entries)), b""
    behind = at + 6 + 12 * len(entries)
    for tag, (kind, count, value) in sorted(entries.items()):
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place = struct.pack(order + "I", behind + len(tail))
            tail += value
        head += struct.pack(order + "HHI", tag, kind, count) + place
    return head + b"\0" * 4 + tail
