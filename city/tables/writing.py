"""Tables written for people: no cell is ever a formula, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_767  # characters that a cell can hold
PLAIN = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}

Cell = str | int | float
Row = Sequence[Cell]


def workbook(sheets: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """Sheets by name, each of rows, as .xlsx."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **PLAIN})
    quoted = book.add_format({"quote_prefix": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    write_text(sheet, line, at, cell, quoted)
                else:
                    sheet.write_number(line, at, cell)
    book.close()
    return out.getvalue()


def text(rows: Iterable[Row]) -> bytes:
    """Rows as CSV in UTF-8 with its mark, so that Excel reads the signs; a formula gets a quote."""
    out = StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_text(sheet: Worksheet, line: int, at: int, text: str, quoted: Format) -> None:
    """As text, whatever it begins with: what looks like a formula stays text when edited too."""
    sheet.write_string(line, at, text[:LONGEST], quoted if text.startswith(TRIGGERS) else None)


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(TRIGGERS) else cell
