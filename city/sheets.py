"""Spreadsheets as cities send them: the first sheet's cells as text."""

import csv
import io
from collections.abc import Sequence

from python_calamine import CalamineError, load_workbook

SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls


def rows(raw: bytes) -> list[list[str]]:
    """The cells of an Excel or ODS file's first sheet, or of a CSV in UTF-8 or GB 18030.

    Raises ValueError for what is neither.
    """
    if raw.startswith(SHEETS):
        try:
            sheet = load_workbook(io.BytesIO(raw)).get_sheet_by_index(0)
        except CalamineError as wrong:
            raise ValueError(str(wrong)) from wrong
        return [_cells(row) for row in sheet.to_python(skip_empty_area=False)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines())]


def _cells(row: Sequence[object]) -> list[str]:
    return [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
