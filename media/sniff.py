"""What a file is by its content, whether it is whole, and whether it is something else besides."""

from collections.abc import Iterator

from media import png
from media.picture import Refused

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
AVIF_BRANDS = {b"avif", b"avis"}
NEEDED = {b"ftyp", b"meta", b"mdat", b"moov"}
OTHER_PICTURES = (
    *(b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"8BPS"),
    *(b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51", b"\0\0\1\0"),
)
FRAMES = {0xF7, *range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # ITU-T T.81, table B.1; JPEG-LS
COMMON = {0xC0, 0xC1, 0xC2, 0xC9, 0xCA}
SCRIPTS = (
    *(b"<script", b"<html", b"<!doctype", b"<svg ", b"<svg>", b"<svg\n", b"<iframe"),
    *(b"<?php", b"__halt_compiler("),
)
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
ZIP_END = b"PK\5\6"
PDF_END = 1024  # bytes in which readers look for its end (ISO 32000-1, Annex H)
MOST_BOXES = 50_000  # outermost ones: a photo has four, a film in pieces some thousands
EDGE = 66_000  # a ZIP is found by its end within 65,557 bytes; scripts hide in metadata or tail


def kind(body: bytes) -> str:
    """One of "JPEG", "PNG", "WEBP", "HEIF", "AVIF"; refused when it is none of them."""
    if not body:
        raise Refused("empty")
    if body.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if body.startswith(png.MARK):
        return "PNG"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "WEBP"
    brands = _brands(body)
    if brands & AVIF_BRANDS:
        return "AVIF"
    if brands & HEIF_BRANDS:
        return "HEIF"
    raise Refused("unsupported" if body.startswith(OTHER_PICTURES) else "not_a_photo")


def _brands(body: bytes) -> set[bytes]:
    if body[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(body[:4], "big"), 1024)
    return {body[8:12], *(body[i : i + 4] for i in range(16, end, 4))}


def check_whole(body: bytes, file_kind: str) -> None:
    """Refuse what is cut short or altered, as far as the container tells; a JPEG's decoder does."""
    if file_kind == "PNG":
        png.check_chunks(body)
    elif file_kind == "WEBP" and len(body) < int.from_bytes(body[4:8], "little") + 8:
        raise Refused("truncated", "RIFF")
    elif file_kind in ("HEIF", "AVIF"):
        _check_boxes(body)


def is_uncommon(body: bytes) -> bool:
    """Whether a JPEG is of a process that photos are not of: lossless, 12-bit, of two colours."""
    at = 2
    while at + 10 < len(body) and body[at] == 0xFF:
        if body[at + 1] in FRAMES:
            return body[at + 1] not in COMMON or body[at + 4] != 8 or body[at + 9] not in (1, 3, 4)
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return False


def boxes(body: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The outermost ISO boxes: name, start and end in bytes; an end may lie beyond the file.

    Raises Refused for more of them than anything has.
    """
    at = 0
    for _ in range(MOST_BOXES):
        if at + 8 > len(body):
            return
        size, name = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(body[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(body) - at
        yield name, at, at + size
        if size < 8:
            return
        at += size
    raise Refused("damaged", "boxes")


def _check_boxes(body: bytes) -> None:
    found = set()
    for name, _start, end in boxes(body):
        found.add(name)
        if end > len(body) and name in NEEDED:  # what a phone adds behind need be no box
            raise Refused("truncated", "box")
    if b"meta" not in found:
        raise Refused("truncated", "no meta box")


def check_single(body: bytes) -> None:
    """Refuse a photo that is also an archive, a document or a page (a polyglot).

    A motion photo's film or a gain map behind the picture is usual and passes.
    """
    edges = body[:EDGE] + b"\0" + body[-EDGE:]
    if b"%PDF-" in edges or b"startxref" in body[-PDF_END:]:
        raise Refused("polyglot", "PDF")
    if any(mark in edges for mark in ARCHIVES):
        raise Refused("polyglot", "archive")
    edges = edges.lower()
    if any(mark in edges for mark in SCRIPTS):
        raise Refused("polyglot", "script")
    at = body.rfind(ZIP_END, max(0, len(body) - EDGE))
    if at >= 0 and at + 22 + int.from_bytes(body[at + 20 : at + 22], "little") <= len(body):
        raise Refused("polyglot", "ZIP")
