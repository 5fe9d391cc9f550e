"""EXIF, XMP, ICC and MPF that nobody should trust, in photos that are right all the same."""

import math
import struct
from collections.abc import Iterator

from tests.media.pictures import exif, quarters, ratios, saved, short, swapped_profile, text
from tests.media.sample import Sample, chunk, jpeg_with, whole


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
    yield "zone +99:99", exif({}, {0x9003: text("2026:11:22 08:00:00"), 0x9011: text("+99:99")})
    yield "zone of letters", exif({}, {0x9003: text("2026:11:22 08:00:00"), 0x9011: text("CST")})
    yield "zone of no count", exif({}, {0x9003: text("2026:11:22 08:00:00"), 0x9011: (2, 0, b"")})
    yield "seconds below seconds, endless", exif({}, {0x9291: text("9" * 5000)})
    yield "time of 9999", exif({}, {0x9003: text("9999:12:31 23:59:59"), 0x9011: text("-14:00")})
    yield "orientation 65535", exif({0x0112: short(65535)})
    yield "orientation of half a turn", exif({0x0112: (11, 1, struct.pack("<f", 6.5))})
    yield "orientation of the thumbnail alone", thumbnail_turned(of_photo=None)
    yield "orientation twice, the first counts", twice_turned()
    yield "directory at infinity", exif({0x8769: (11, 1, struct.pack("<f", math.inf))})
    yield "directory nowhere", exif({0x8825: (12, 1, struct.pack("<d", math.nan))})
    yield "GPS of NaN", exif({}, {}, _doubles(math.nan, 1.0))
    yield "GPS of infinity", exif({}, {}, _doubles(1.0, math.inf))
    yield "GPS below zero", exif({}, {}, _doubles(-37.0, 112.0))
    yield "GPS beyond the pole", exif({}, {}, _gps((91, 1), (112, 1)))
    yield "GPS of a clock without zone", exif({}, {}, {7: ratios((99, 0), (0, 0), (1, 0))})
    yield "mark written twice", b"Exif\0\0" + good
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


def _doubles(lat: float, lon: float) -> dict[int, tuple[int, int, bytes]]:
    """Positions as numbers that no camera writes so."""
    wide = {2: (12, 1, struct.pack("<d", lat)), 4: (12, 1, struct.pack("<d", lon))}
    return {1: text("N"), 3: text("E"), **wide}


def _turn(orientation: int) -> bytes:
    return struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)


def thumbnail_turned(of_photo: int | None) -> bytes:
    """A block whose second directory, the thumbnail's, says that it lies on its side."""
    main = b"" if of_photo is None else _turn(of_photo)
    first = struct.pack("<H", len(main) // 12) + main
    after = struct.pack("<I", 8 + len(first) + 4)
    second = struct.pack("<H", 1) + _turn(6) + bytes(4)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + first + after + second


def twice_turned() -> bytes:
    """A directory that holds the same tag twice."""
    both = struct.pack("<H", 2) + _turn(1) + _turn(6) + bytes(4)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + both


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
