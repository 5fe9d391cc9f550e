"""A file's bytes → its sheets, by content: what a name ends in is not believed."""

from collections.abc import Callable, Iterator

from city.tables import delimited, markup, workbooks
from city.tables.encodings import decoded
from city.tables.sheet import LIMITS, Limits, Sheet, Unreadable

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
START = 4096
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GIF8")


Books = Callable[[bytes, Limits], Iterator[Sheet]]


def sheets(
    body: bytes, limits: Limits = LIMITS, books: Books = workbooks.sheets
) -> Iterator[Sheet]:
    """The sheets of a file; `books` reads workbooks. Raises Unreadable, also between rows."""
    if len(body) > limits.bytes:
        raise Unreadable("too_large")
    if not body.strip(b"\0 \r\n\t"):
        raise Unreadable("empty")
    if body.startswith(OTHERS):
        raise Unreadable("unknown")
    if body.startswith((b"PK", COMPOUND)) or body[:2] in OLD_BIFF:
        return books(body, limits)
    return _text(body)


def cells(body: bytes) -> list[list[str]]:
    """The first sheet's cells as text; what is a whole number has no point. Raises Unreadable."""
    first = next(sheets(body), None)
    return _text_of(first) if first else []


def all_cells(body: bytes) -> list[tuple[str, list[list[str]]]]:
    """The name and the cells of every visible sheet, as `cells` tells them. Raises Unreadable."""
    return [(sheet.name, _text_of(sheet)) for sheet in sheets(body)]


def _text_of(sheet: Sheet) -> list[list[str]]:
    return [[_said(cell) for cell in row] for row in sheet.rows]


def _said(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _text(body: bytes) -> Iterator[Sheet]:
    if body[:START].lstrip().lower().startswith(b"mime-version:"):
        return markup.archive(body)
    text = decoded(body)
    start = text[:START].lstrip("\ufeff \r\n\t").lower()
    if start.startswith("<") and markup.SPREADSHEET in start:
        return markup.spreadsheet(body)
    if start.startswith("<") and ("<table" in start or "<html" in start or "<!doctype" in start):
        return markup.html(text)
    if _is_binary(text):
        raise Unreadable("unknown")
    return iter([Sheet("", delimited.rows(text))])


def _is_binary(text: str) -> bool:
    """Whether most of it is no text in any encoding."""
    start = text[:START]
    odd = sum(sign == "\ufffd" or (sign < " " and sign not in "\r\n\t\0\f\v") for sign in start)
    return odd > len(start) / 10
