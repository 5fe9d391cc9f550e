"""Workbooks with a stray cell far away, row by row: slow, but never the whole at once."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import openpyxl

from city.tables import workbooks
from city.tables.sheet import Cells, Limits, Sheet, Unreadable


def sheets(body: bytes, limits: Limits) -> Iterator[Sheet]:
    """As workbooks.sheets, for .xlsx and .xlsm; others go the usual way. Raises Unreadable."""
    if not body.startswith(b"PK") or "xl/workbook.xml" not in _names(body, limits):
        yield from workbooks.sheets(body, limits)
        return
    try:
        book = openpyxl.load_workbook(BytesIO(body), read_only=True, data_only=True)
    except Exception as error:  # whatever openpyxl makes of a broken file
        raise Unreadable("damaged", type(error).__name__) from error
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()
            yield Sheet(sheet.title, _near(sheet.iter_rows(values_only=True), limits))


def _names(body: bytes, limits: Limits) -> list[str]:
    return workbooks.unpacked(body, limits).namelist()


def _near(rows: Iterable[tuple[Any, ...]], limits: Limits) -> Iterator[Cells]:
    """What stands within the limits; blank rows only where others follow them."""
    blank = 0
    for row in rows:
        cells = ["" if cell is None else cell for cell in row[: limits.columns]]
        if all(cell in ("", " ") for cell in cells):
            blank += 1
            continue
        if blank > limits.rows:
            return
        yield from ([] for _ in range(blank))
        blank = 0
        yield cells
