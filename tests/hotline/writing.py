"""Writes one table into every kind of file that a city sends."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[Any]]
MOMENT = "%Y-%m-%d %H:%M:%S"


def text(rows: Rows, sign: str = ",", line: str = "\r\n") -> str:
    """Separated values."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=line).writerows(map(_said, rows))
    return out.getvalue()


def xlsx(
    rows: Rows,
    merged: Iterable[tuple[int, int, int, int]] = (),
    touch: Callable[[Any, Any], None] | None = None,
    name: str = "工单",
    at: tuple[int, int] = (0, 0),
    **options: Any,
) -> bytes:
    """An .xlsx; `merged`: first row, first column, last row, last column of merged cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet(name)
    for down, row in enumerate(rows, at[0]):
        for right, cell in enumerate(row, at[1]):
            _put(sheet, down, right, cell, moment)
    for top, left, bottom, right in merged:
        sheet.merge_range(top, left, bottom, right, rows[top][left])
    if touch:
        touch(book, sheet)
    book.close()
    return out.getvalue()


def _put(sheet: Any, down: int, right: int, cell: Any, moment: Any) -> None:
    """`=words=` is a formula whose value is `words`."""
    if isinstance(cell, datetime):
        sheet.write_datetime(down, right, cell, moment)
    elif isinstance(cell, str) and cell.startswith("=") and cell.endswith("="):
        sheet.write_formula(down, right, '="x"', None, cell.strip("="))
    elif isinstance(cell, str) and cell:
        sheet.write_string(down, right, cell)
    elif cell not in ("", None):
        sheet.write(down, right, cell)


def xls(
    rows: Rows, merged: Iterable[tuple[int, int, int, int]] = (), is_1904: bool = False
) -> bytes:
    """An .xls of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = is_1904
    sheet = book.add_sheet("工单", cell_overwrite_ok=True)
    moment = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS")
    for down, row in enumerate(rows):
        for right, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write(down, right, cell, moment)
            elif cell not in ("", None):
                sheet.write(down, right, cell)
    for top, left, bottom, right in merged:
        sheet.merge(top, bottom, left, right)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows) -> bytes:
    """An .ods."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="工单")
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsb(rows: Rows) -> bytes:
    """An .xlsb of the smallest kind: inline text and numbers ([MS-XLSB])."""
    last = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(129) + _record(148, last) + _record(145)
    for down, row in enumerate(rows):
        sheet += _record(0, struct.pack("<IIHBBBI", down, 0, 300, 0, 0, 0, 0))
        for right, cell in enumerate(row):
            head = struct.pack("<II", right, 0)
            if isinstance(cell, int | float):
                sheet += _record(5, head + struct.pack("<d", cell))
            elif cell not in ("", None):
                sheet += _record(6, head + _wide(_plain(cell)))
    sheet += _record(146) + _record(130)
    about = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("工单")
    book = _record(131) + _record(143) + _record(156, about) + _record(144) + _record(132)
    return _zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": _RELATIONS.format(
                kind="worksheet", target="worksheets/sheet1.bin"
            ),
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def html(rows: Rows, head: str = "", cell: str = "td") -> str:
    """A page with a table, as many systems call .xls."""
    lines = "".join(
        "<tr>" + "".join(f"<{cell}>{escape(one)}</{cell}>" for one in _said(row)) + "</tr>\n"
        for row in rows
    )
    return f"<html><head>{head}</head><body><table border=1>\n{lines}</table></body></html>"


def spreadsheet(rows: Rows) -> str:
    """Excel 2003 XML."""
    lines = "".join(
        "<Row>" + "".join(f"<Cell>{_xml_data(cell)}</Cell>" for cell in row) + "</Row>"
        for row in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="工单"><Table>{lines}</Table></Worksheet></Workbook>'
    )


def repacked(body: bytes, **changed: Callable[[bytes], bytes]) -> bytes:
    """A workbook with some of its parts (by the end of their names) rewritten."""
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return _zipped(
            {
                name: next(
                    (change(parts.read(name)) for end, change in changed.items() if end in name),
                    parts.read(name),
                )
                for name in parts.namelist()
            }
        )


def bomb(megabytes: int) -> bytes:
    """A small .xlsx that unpacks to this much."""
    return repacked(xlsx([["工单编号"]]), sheet1=lambda old: old + b" " * (megabytes * 2**20))


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def _said(row: Sequence[Any]) -> list[str]:
    return [_plain(cell) for cell in row]


def _plain(cell: Any) -> str:
    return cell.strftime(MOMENT) if isinstance(cell, datetime) else str(cell)


def _ods_cell(cell: Any) -> TableCell:
    if isinstance(cell, datetime):
        return TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float):
        return TableCell(valuetype="float", value=cell)
    made = TableCell(valuetype="string") if cell else TableCell()
    if cell:
        made.addElement(P(text=cell))
    return made


def _xml_data(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f'<Data ss:Type="DateTime">{cell.isoformat(timespec="milliseconds")}</Data>'
    kind = "Number" if isinstance(cell, int | float) else "String"
    return f'<Data ss:Type="{kind}">{escape(str(cell))}</Data>' if cell != "" else ""


def _record(kind: int, body: bytes = b"") -> bytes:
    return _varint(kind, kind=True) + _varint(len(body)) + body


def _varint(number: int, kind: bool = False) -> bytes:
    if kind:
        return bytes([number]) if number < 128 else bytes([number & 0xFF, number >> 7])
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def _wide(said: str) -> bytes:
    coded = said.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types '
    'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)
