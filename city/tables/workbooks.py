"""Workbooks → rows: .xlsx, .xlsm, .xlsb, .xls and .ods by calamine."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from city.tables.sheet import Cells, Limits, Sheet, Unreadable

DATE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
BIFF_1904 = b"\x22\x00\x02\x00\x01\x00"
RATIO = 200  # unpacked : packed; a sheet of equal cells reaches some 80


def sheets(body: bytes, limits: Limits) -> Iterator[Sheet]:
    """The visible sheets of a workbook, merged cells filled. Raises Unreadable."""
    parts = unpacked(body, limits) if body.startswith(b"PK") else None
    try:
        book = CalamineWorkbook.from_object(BytesIO(body))
    except PasswordError:
        raise Unreadable("locked") from None
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("locked" if _is_encrypted(body) else "damaged", str(error)) from error
    yield from _read(book, _is_1904(body, parts), limits)


def _read(book: CalamineWorkbook, is_1904: bool, limits: Limits) -> Iterator[Sheet]:
    for place, about in enumerate(book.sheets_metadata):
        if (
            about.typ is not SheetTypeEnum.WorkSheet
            or about.visible is not SheetVisibleEnum.Visible
        ):
            continue
        try:
            sheet = book.get_sheet_by_index(place)
        except (CalamineError, OSError, ValueError) as error:
            raise Unreadable("damaged", str(error)) from error
        if sheet.start is None:
            continue
        _check(sheet, limits)
        rows: Iterable[Cells] = sheet.iter_rows()
        if sheet.merged_cell_ranges:
            rows = _filled(sheet)
        elif sheet.start[0]:  # iter_rows begins at row 1 whatever is there
            rows = sheet.to_python(skip_empty_area=False)
        yield Sheet(about.name, rows, 1, is_1904)


def _check(sheet: CalamineSheet, limits: Limits) -> None:
    if sheet.height > limits.rows or sheet.width > limits.columns:
        raise Unreadable("too_many", f"{sheet.height} × {sheet.width}")


def _filled(sheet: CalamineSheet) -> list[Cells]:
    """All rows; what stands in a merged cell's corner stands in all of its places."""
    rows: list[Cells] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [value] * len(row[left : right + 1])
    return rows


def unpacked(body: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, when what it unpacks to is reasonable. Raises Unreadable."""
    try:
        parts = zipfile.ZipFile(BytesIO(body))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable("damaged", str(error)) from error
    size = sum(part.file_size for part in parts.infolist())
    if size > limits.unpacked or (size > 64 * 2**20 and size > RATIO * len(body)):
        raise Unreadable("bomb", f"{size} bytes")
    return parts


def _is_encrypted(body: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in body


def _is_1904(body: bytes, parts: zipfile.ZipFile | None) -> bool:
    if parts is None:
        return BIFF_1904 in body[:65536]
    try:
        return bool(DATE_1904.search(parts.read("xl/workbook.xml")))
    except (KeyError, OSError, zipfile.BadZipFile):
        return False
