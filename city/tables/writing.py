"""Tables written for people: no cell is ever a formula, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from tempfile import TemporaryDirectory

import xlsxwriter

TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the start of a formula, were the cell edited."""
LONGEST = 32_767  # characters that a cell can hold

Cell = str | int | float
Row = Sequence[Cell | None]


def workbook(sheets: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """Sheets by name, each of rows, as .xlsx; "" and None leave a cell empty."""
    out = BytesIO()
    with TemporaryDirectory() as folder:  # the files of sheets without a row are left there
        _write(sheets, xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": folder}))
    return out.getvalue()


def _write(sheets: Iterable[tuple[str, Iterable[Row]]], book: xlsxwriter.Workbook) -> None:
    quoted = book.add_format({"quote_prefix": True})  # stays text when it is edited, too
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    style = quoted if cell.startswith(TRIGGERS) else None
                    sheet.write_string(line, at, cell[:LONGEST], style)
                elif cell is not None:
                    sheet.write_number(line, at, cell)
    book.close()


def text(rows: Iterable[Row]) -> bytes:
    """Rows as CSV in UTF-8 with its mark, so that Excel reads the signs; a formula gets a quote."""
    out = StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: Cell | None) -> Cell | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(TRIGGERS) else cell
