"""HTML tables saved as .xls, and Excel 2003 XML: what older systems export."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from city.tables.sheet import Cells, Sheet, Unreadable

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
WIDEST = 400


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


class _Pages(HTMLParser):
    """Collects the tables of a page; a table within a cell is words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Grid] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Grid())
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self.tables[-1].begin_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            said = dict(attrs)
            self._cell = []
            self._spans = (_count(said.get("colspan")), _count(said.get("rowspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def close(self) -> None:
        """A page that was cut off keeps what it said so far."""
        super().close()
        if self._depth:
            self._end_row()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if not self.tables[-1].rows:
            self.tables[-1].begin_row()
        self.tables[-1].put("".join(self._cell).replace("\xa0", " ").strip(), *self._spans)
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.tables[-1].rows:
            self.tables[-1].end_row()


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
