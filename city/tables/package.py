"""An .xlsx of plain cells, row by row: what a general writer spends on styles is most of its time.

ECMA-376 parts 1 and 2. Text stands in its cell (`inlineStr`), so nothing is collected in memory.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import islice
from typing import IO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the start of a formula, were the cell edited."""
LONGEST = 32_767  # characters that a cell can hold
TOGETHER = 1000  # rows that are packed at once
LEVEL = 1  # of zlib: half as small again takes three times as long

Cell = str | int | float

NAMESPACE = "http://schemas.openxmlformats.org"
MAIN = f"{NAMESPACE}/spreadsheetml/2006/main"
RELATIONS = f"{NAMESPACE}/officeDocument/2006/relationships"
PACKAGED = f"{NAMESPACE}/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PLAIN = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    f'<cellStyleXfs count="1"><xf {PLAIN}/></cellStyleXfs><cellXfs count="2"><xf {PLAIN} xfId="0"/>'
    f'<xf {PLAIN} xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""The least that Excel takes; style 1 is text that stays text."""

_MARKUP = re.compile(r"[&<>]")
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")
"""What XML cannot hold, and what would read as if it stood for such a sign."""


def written(sheets: Iterable[tuple[str, Iterable[Sequence[Cell | None]]]]) -> bytes:
    """The workbook. A sheet's name has at most 31 characters, none of them of `[]:*?/\\`."""
    out, names = BytesIO(), []
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=LEVEL) as parts:
        for name, rows in sheets:
            names.append(name)
            with parts.open(f"xl/worksheets/sheet{len(names)}.xml", "w") as part:
                _sheet(part, iter(rows))
        for path, said in _about(names):
            parts.writestr(path, said)
    return out.getvalue()


def _sheet(part: IO[bytes], rows: Iterator[Sequence[Cell | None]]) -> None:
    part.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
    numbered = enumerate(rows, 1)
    while some := "".join([_row(at, cells) for at, cells in islice(numbered, TOGETHER)]):
        part.write(some.encode())
    part.write(b"</sheetData></worksheet>")


def _row(at: int, cells: Sequence[Cell | None]) -> str:
    said = [
        _text(f"{letters}{at}", cell)
        if isinstance(cell, str)
        else f'<c r="{letters}{at}"><v>{cell}</v></c>'
        for letters, cell in zip(_columns(len(cells)), cells, strict=True)
        if cell is not None and cell != ""
    ]
    return f'<row r="{at}">{"".join(said)}</row>'


def _text(place: str, said: str) -> str:
    if said.isalnum():
        return f'<c r="{place}" t="inlineStr"><is><t>{said}</t></is></c>'
    style = ' s="1"' if said.startswith(TRIGGERS) else ""
    space = ' xml:space="preserve"' if said != said.strip() else ""
    return f'<c r="{place}"{style} t="inlineStr"><is><t{space}>{_escaped(said)}</t></is></c>'


def _escaped(said: str) -> str:
    said = _ODD.sub(lambda sign: f"_x{ord(sign[0]):04X}_", said[:LONGEST])
    return _MARKUP.sub(lambda sign: {"&": "&amp;", "<": "&lt;", ">": "&gt;"}[sign[0]], said)


@cache
def _columns(count: int) -> list[str]:
    """A, B, … Z, AA, …"""
    return [_letters(at) for at in range(count)]


def _letters(at: int) -> str:
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)


def _about(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts that tell what the package holds."""
    parts = [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(names) + 1)]
    parts.append(("styles", "styles.xml"))
    types = [("sheet.main", "workbook.xml"), *parts]
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGED}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{path}" ContentType="{KIND}.{kind}+xml"/>'
            for kind, path in types
        )
        + "</Types>",
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    yield "xl/_rels/workbook.xml.rels", _relations(parts)
    yield "xl/styles.xml", STYLES
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="r{at}"/>'
        for at, name in enumerate(names, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
    )


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/{kind}" Target="{path}"/>'
        for at, (kind, path) in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGED}/relationships">{listed}</Relationships>'
