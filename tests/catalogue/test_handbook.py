"""A city's own handbook: its columns are found, its labels read, what is unclear told by row."""

from pathlib import Path

import pytest

from city.catalogue import columns, handbook
from city.catalogue.handbook import Known, Page
from city.catalogue.model import Handling, Kind, LimitUnit
from tests.catalogue import workbook

TITLES = "类型 大类代码 大类名称 小类代码 小类名称 立案条件 处置时限 结案标准".split()
ROWS: list[list[str | int]] = [
    ["某市城市管理立案、处置、结案规范", "", "", "", "", "", "", ""],
    list(TITLES),
    ["部件", 1, "公用设施", 1, "上水井盖", "丢失", "2紧急工作时", "补齐"],
    ["", "", "", "", "", "破损", "尽快", "修好"],
    ["", "", "", "", "", "弹跳", "2天", "垫实"],
    ["", 4, "园林绿化设施", 2, "行道树", "缺株", "种植季节15工作日", "补种"],
    ["事件", 1, "市容环境", "", "非法伐树", "砍树", "1紧急工作时制止", "制止"],
    ["", "", "", "", "本市特有", "出现", "3个工作日", "清理"],
]
KNOWN = Known(
    {
        (Kind.OCCURRENCE, "非法伐树"): "occurrence-0122",
        (Kind.OCCURRENCE, "违规小产权房"): "occurrence-0199",
    },
    {(Kind.OCCURRENCE, "01"): "市容环境"},
)


@pytest.fixture
def found(tmp_path: Path) -> handbook.Handbook:
    path = workbook.write(tmp_path / "handbook.xlsx", ROWS)
    return handbook.read(handbook.pages(path), KNOWN, "某市手册")


def test_columns_are_proposed_by_their_names(found: handbook.Handbook) -> None:
    wanted = ["kind", "class_code", "class_name", "code", "name", "text", "limit", "closing"]
    assert found.columns == {"立案标准": dict(zip(wanted, TITLES, strict=True))}
    other = ["序号", "小类（部件）", "立案标准描述", "处置时限（工作日）", "结案规范"]
    assert columns.propose(other) == {"name": 1, "text": 2, "limit": 3, "closing": 4}


def test_a_person_may_say_otherwise() -> None:
    headings = ["名称", "备注", "条件", "时限"]
    assert columns.told(headings, {"closing": "备注"})["closing"] == 1
    with pytest.raises(ValueError, match="closing=没有"):
        columns.check({"closing": "没有"}, headings)


def test_merged_cells_codes_and_labels(found: handbook.Handbook) -> None:
    by_text = {row["text"]: row for row in found.book.conditions}
    assert [(row["category"], row["ordinal"]) for row in found.book.conditions] == [
        ("component-0101", 1),
        ("component-0101", 2),
        ("component-0402", 1),
        ("occurrence-0122", 1),
        ("occurrence-0198", 1),
    ]
    assert by_text["缺株"]["season"]
    assert by_text["缺株"]["limit_unit"] is LimitUnit.WORK_DAY
    assert by_text["砍树"]["handling"] is Handling.STOP
    assert by_text["砍树"]["urgent"]
    assert "photos" not in by_text["砍树"]
    assert found.kinds == {Kind.COMPONENT, Kind.OCCURRENCE}


def test_what_is_unclear_is_told_by_its_row_and_never_guessed(found: handbook.Handbook) -> None:
    assert [problem.row for problem in found.problems] == [4]
    assert "尽快" in found.problems[0].words


def test_a_file_without_limits_is_no_handbook() -> None:
    with pytest.raises(ValueError, match="limit"):
        handbook.read([Page("", [["名称", "立案条件"], ["井盖", "丢失"]])], KNOWN, "x")


def test_a_csv_of_an_older_office_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("小类名称,立案条件,处置时限\n非法伐树,砍树,1天\n".encode("gb18030"))
    read = handbook.read(handbook.pages(path), KNOWN, "old")
    assert [row["category"] for row in read.book.conditions] == ["occurrence-0122"]


def test_each_sheet_has_headings_of_its_own_and_its_name_tells_the_kind() -> None:
    pages = [
        Page("封面", [["某市城市管理手册"], ["2026年版"]]),
        Page("部件", [["小类", "立案条件", "时限"], ["上水井盖", "丢失", "2紧急工作时"]]),
        Page("事件立案", [["时限", "条件", "名称"], ["１ 天", "乱倒", "倒渣土"], ["", "占路", ""]]),
        Page("附表", [["名称", "备注"], ["井盖", "见正文"]]),
    ]
    found = handbook.read(pages, KNOWN, "x")
    assert found.kinds == {Kind.COMPONENT, Kind.OCCURRENCE}
    assert (found.others, list(found.columns)) == (["封面"], ["部件", "事件立案"])
    assert [(one.sheet, one.row) for one in found.problems] == [("附表", 1), ("事件立案", 3)]
    assert "text, limit" in found.problems[0].words
    assert len(found.book.conditions) == 2
