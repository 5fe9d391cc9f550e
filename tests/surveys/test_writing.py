"""Tables for people: what looks like a formula stays text, in both forms."""

from io import BytesIO

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from city.tables import files, writing

ROWS = [["说明", "数"], ["=1+1", 3], ["+86", -2.5], ["普通，“引号”\n两行", 0]]
ODD = ("_x0041_", "a&lt;b", " a ", "=1", "\r\n")
TEXT = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(ODD)


def test_a_sheet_is_read_as_it_was_written() -> None:
    body = writing.workbook([("一", ROWS)])
    assert files.cells(body)[1:3] == [["=1+1", "3"], ["+86", "-2.5"]]


@given(st.lists(st.lists(TEXT | st.integers(-9999, 9999) | st.none(), max_size=30), max_size=5))
def test_another_reader_reads_every_sign(rows: list[list[str | int | None]]) -> None:
    body = writing.workbook([("甲", [["head"], *rows]), ("乙 & <丙>", [])])
    book = openpyxl.load_workbook(BytesIO(body))
    assert book.sheetnames == ["甲", "乙 & <丙>"]
    for at, row in enumerate(rows, 2):
        for column, wanted in enumerate(row, 1):
            cell = book["甲"].cell(at, column)
            assert cell.data_type != "f"
            if isinstance(wanted, str):
                assert unescape(cell.value or "") == wanted
                assert cell.quotePrefix == wanted.startswith(writing.TRIGGERS)
            else:
                assert cell.value == wanted


def test_columns_are_counted_as_spreadsheets_do() -> None:
    row = [f"c{at}" for at in range(1000)]
    sheet = openpyxl.load_workbook(BytesIO(writing.workbook([("一", [row])])))["一"]
    assert [cell.value for cell in sheet[1]] == row


def test_csv_has_its_mark_and_quotes_formulas() -> None:
    body = writing.text(ROWS)
    assert body.startswith(b"\xef\xbb\xbf")
    assert files.cells(body)[1][0] == "'=1+1"
    assert "'+86,-2.5" in body.decode()
    assert files.cells(body)[3][1] == "0"
