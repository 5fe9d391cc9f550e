"""HTML tables saved as .xls, and Excel 2003 XML: what older systems export."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from email import message_from_bytes
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from city.tables.encodings import decoded
from city.tables.sheet import Cells, Sheet, Unreadable

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
WIDEST = 400
DEEPEST = 8  # tables within tables


class _Grid:
    """Cells put one after the other, some of them wider or higher than one."""

    def __init__(self) -> None:
        self.rows: list[Cells] = []
        self._below: dict[int, tuple[int, Any]] = {}

    def begin_row(self) -> None:
        self.rows.append([])

    def put(self, value: Any, wide: int = 1, high: int = 1) -> None:
        """The next free cell; a merged one says the same in all of its places."""
        self._fall()
        at = len(self.rows[-1])
        wide = max(1, min(wide, WIDEST - at))
        self.rows[-1] += [value] * wide
        if high > 1:
            self._below |= {at + right: (high - 1, value) for right in range(wide)}

    def skip_to(self, column: int) -> None:
        """Leave cells empty up to `column` (from 1)."""
        self.rows[-1] += [""] * (min(column, WIDEST) - 1 - len(self.rows[-1]))

    def end_row(self) -> None:
        self._fall()

    def _fall(self) -> None:
        row = self.rows[-1]
        while len(row) in self._below:
            left, value = self._below.pop(len(row))
            if left > 1:
                self._below[len(row)] = (left - 1, value)
            row.append(value)


class _Open:
    """A table that has begun and not ended: its grid, and the cell that is being read."""

    def __init__(self) -> None:
        self.grid = _Grid()
        self.cell: list[str] | None = None
        self.spans = (1, 1)

    def begin_cell(self, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.end_cell()
        said = dict(attrs)
        self.cell = []
        self.spans = (_count(said.get("colspan")), _count(said.get("rowspan")))

    def end_cell(self) -> None:
        if self.cell is None:
            return
        if not self.grid.rows:
            self.grid.begin_row()
        self.grid.put("".join(self.cell).replace("\xa0", " ").strip(), *self.spans)
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self.grid.rows:
            self.grid.end_row()


class _Pages(HTMLParser):
    """Collects the tables of a page; what a table in a cell says, the cell says too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Grid] = []
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "table" and len(self._open) < DEEPEST:
            self._open.append(_Open())
            self.tables.append(self._open[-1].grid)
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].end_row()
            self._open[-1].grid.begin_row()
        elif tag in ("td", "th"):
            self._open[-1].begin_cell(attrs)
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        if tag == "table":
            self._open.pop().end_row()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in ("td", "th"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            if one.cell is not None:
                one.cell.append(data)

    def close(self) -> None:
        """A page that was cut off keeps what it said so far."""
        super().close()
        while self._open:
            self._open.pop().end_row()


def archive(body: bytes) -> Iterator[Sheet]:
    """The tables of a page saved with all that belongs to it (.mht, RFC 2557). Raises Unreadable.

    Excel's «single file web page» has a page for each sheet.
    """
    found: list[Sheet] = []
    for part in message_from_bytes(body).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            with suppress(Unreadable):
                found += html(decoded(page if isinstance(page, bytes) else b""))
    if not found:
        raise Unreadable("empty")
    yield from found


def html(text: str) -> Iterator[Sheet]:
    """The tables of an HTML page. Raises Unreadable when there is none."""
    page = _Pages()
    page.feed(text)
    page.close()
    if not page.tables:
        raise Unreadable("empty")
    for count, table in enumerate(page.tables, 1):
        yield Sheet(f"table {count}", table.rows)


def spreadsheet(body: bytes) -> Iterator[Sheet]:
    """The sheets of an Excel 2003 XML file. Raises Unreadable."""
    reader = _Spreadsheet()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        if not any(grid.rows for _, grid in reader.sheets):
            raise Unreadable("damaged", str(error)) from error
    for name, grid in reader.sheets:
        yield Sheet(name, grid.rows)


class _Spreadsheet:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, _Grid]] = []
        self._cell: tuple[int, int] | None = None
        self._text: list[str] | None = None
        self._kind = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        said = {key.rpartition(" ")[2]: value for key, value in attrs.items()}
        if name == "Worksheet":
            self.sheets.append((said.get("Name", ""), _Grid()))
        elif name == "Row" and self.sheets:
            grid = self.sheets[-1][1]
            for _ in range(min(_count(said.get("Index")), 10**6) - 1 - len(grid.rows)):
                grid.begin_row()
            grid.begin_row()
        elif name == "Cell" and self.sheets and self.sheets[-1][1].rows:
            if "Index" in said:
                self.sheets[-1][1].skip_to(_count(said["Index"]))
            across, down = said.get("MergeAcross", "0"), said.get("MergeDown", "0")
            self._cell = (_count(across) + (across != "0"), _count(down) + (down != "0"))
            self._text = []
        elif name == "Data":
            self._kind = said.get("Type", "")

    def said(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Cell" and self._cell and self._text is not None:
            text = "".join(self._text).strip()
            value = _number(text) if self._kind == "Number" else text
            self.sheets[-1][1].put(value, *self._cell)
            self._cell, self._text, self._kind = None, None, ""
        elif name == "Row" and self.sheets and self.sheets[-1][1].rows:
            self.sheets[-1][1].end_row()


def _no_entities(*_: object) -> None:
    raise Unreadable("bomb", "entities")


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 and int(text) else 1
