"""Tables written for people: no cell is ever a formula, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from city.tables import package
from city.tables.package import TRIGGERS

Cell = package.Cell
Row = Sequence[Cell | None]


def workbook(sheets: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """Sheets by name, each of rows, as .xlsx; "" and None leave a cell empty."""
    return package.written(sheets)


def text(rows: Iterable[Row]) -> bytes:
    """Rows as CSV in UTF-8 with its mark, so that Excel reads the signs; a formula gets a quote."""
    out = StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: Cell | None) -> Cell | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(TRIGGERS) else cell
