"""Tables for people: what looks like a formula stays text, in both forms."""

from city.tables import files, writing

ROWS = [["说明", "数"], ["=1+1", 3], ["+86", -2.5], ["普通，“引号”\n两行", 0]]


def test_a_sheet_is_read_as_it_was_written() -> None:
    body = writing.workbook([("一", ROWS)])
    assert files.cells(body)[1:3] == [["=1+1", "3"], ["+86", "-2.5"]]


def test_csv_has_its_mark_and_quotes_formulas() -> None:
    body = writing.text(ROWS)
    assert body.startswith(b"\xef\xbb\xbf")
    assert files.cells(body)[1][0] == "'=1+1"
    assert "'+86,-2.5" in body.decode()
    assert files.cells(body)[3][1] == "0"
