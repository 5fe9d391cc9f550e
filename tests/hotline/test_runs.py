"""An import from file to result: every row accounted for, however often and however interrupted."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from python_calamine import CalamineWorkbook

from city.db import transaction
from city.hotline import looking, results, runs, sources, trials
from city.hotline.model import RunState
from city.people import Actor
from city.settings import SHANGHAI
from tests.hotline import torture, writing
from tests.hotline.writing import Rows
from tests.house import ROOT, environment

HEAD = [*torture.HEAD, "催办次数", "是否退回", "工单状态"]
SOMEBODY = Actor(name="test")
ORDER = "number, digest, state, urged, facts"
REPORT = "words, place_words, made_at, channel"
TOLD = "where name in ('report.received', 'hotline.changed', 'hotline.urged')"


def _orders(count: int, urged: int = 0, state: str = "办理中") -> Rows:
    start = datetime(2026, 10, 1, 8)  # noqa: DTZ001 - a cell has no zone
    return [
        [
            f"GD{at:012d}", start + timedelta(minutes=at), f"王{at}", f"138{at:08d}",
            f"迎泽大街{at}号", f"{at}号门前井盖破损", urged, "否", state,
        ]
        for at in range(count)
    ]  # fmt: skip


def _import(body: bytes, name: str = "十月.xlsx") -> tuple[UUID, dict[str, int]]:
    with transaction() as session:
        run, _ = runs.begin(session, sources.named(session), name, str(hash(body)), SOMEBODY)
    for _at in runs.go_on(run.id, body, SHANGHAI):
        pass
    with transaction() as session:
        ended = runs.get(session, run.id)
        assert ended.state is RunState.DONE
        assert sum(ended.counts.values()) == ended.done == ended.rows
        return run.id, ended.counts


def _rows(url: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def _city(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that imports made, without what is new each time."""
    return {
        "orders": _rows(url, f"select {ORDER} from hotline_orders order by 1"),
        "reports": _rows(url, f"select {REPORT} from reports order by 1"),
        "contacts": _rows(url, "select name, phone from contacts order by 1, 2"),
        "events": _rows(url, f"select name, count(*) from events {TOLD} group by 1 order by 1"),
    }  # fmt: skip


def _result(run_id: UUID) -> bytes:
    with transaction() as session:
        return results.workbook(session, runs.get(session, run_id), "zh")


def test_said_twice_it_changes_nothing(hotline: str) -> None:
    body = writing.xlsx([HEAD, *_orders(30)])
    assert _import(body)[1] == {"filed": 30}
    before = _city(hotline)
    assert before["events"] == [("report.received", 30)]
    assert before["contacts"][0] == ("王0", "13800000000")
    assert _import(body)[1] == {"untouched": 30}
    assert _city(hotline) == before


def test_the_same_in_another_dress_is_the_same(hotline: str) -> None:
    rows = [HEAD, *_orders(20)]
    _import(writing.xlsx(rows))
    before = _city(hotline)
    for body in (
        writing.text(rows).encode("gb18030"),
        writing.html(rows).encode(),
        writing.xls(rows),
    ):
        assert _import(body)[1] == {"untouched": 20}
    assert _city(hotline) == before


def test_what_changed_is_told_and_nothing_else_is_touched(hotline: str) -> None:
    _import(writing.xlsx([HEAD, *_orders(10)]))
    later = [list(row) for row in _orders(10)]
    later[3][6], later[4][7], later[5][8] = 2, "是", "已退单"
    assert _import(writing.xlsx([HEAD, *later]))[1] == {"updated": 3, "untouched": 7}
    told = _rows(
        hotline,
        "select name, data ->> 'times', data -> 'now' ->> 'state' from events"
        " where name like 'hotline.%' and report_id is not null order by id",
    )  # fmt: skip
    assert told == [
        ("hotline.urged", "2", None),
        ("hotline.sent_back", None, None),
        ("hotline.changed", None, "已退单"),
    ]
    held = "select urged, returned, state from hotline_orders where number like '%00{}'"
    assert _rows(hotline, held.format(3)) == [(2, False, "办理中")]
    assert _rows(hotline, held.format(4)) == [(0, True, "办理中")]


def test_one_order_twice_in_a_file_is_filed_once(hotline: str) -> None:
    rows = [list(row) for row in _orders(5)]
    other = [*rows[2][:5], "别的内容", *rows[2][6:]]
    run_id, counts = _import(writing.xlsx([HEAD, *rows, rows[1], other]))
    assert counts == {"filed": 5, "duplicate": 2}
    said = _sheet(_result(run_id), "结果")
    assert [row[3] for row in said[-2:]] == ["重复", "重复"]
    assert said[-2][5] == "与第 3 行是同一工单"
    assert said[-1][5].startswith("与第 4 行工单编号相同但内容不同")


def test_tried_first_it_says_what_an_import_then_does_and_writes_nothing(hotline: str) -> None:
    _import(writing.xlsx([HEAD, *_orders(8)]))
    later = [list(row) for row in _orders(30)]
    later[3][6], later[9][5], later[12][1] = 5, "", "昨天"
    body = writing.xlsx([HEAD, *later, later[20]])
    before = _city(hotline)
    with transaction() as session:
        source = sources.named(session)
        found = trials.tried(session, source, body, source.mapping, SHANGHAI)
    assert _city(hotline) == before
    assert [(one.sheet, one.row, one.why, one.about) for one in found.doubts] == [
        ("工单", 11, "no_words", None), ("工单", 14, "made_at", None), ("工单", 32, "same", "22"),
    ]  # fmt: skip
    assert found.counts == _import(body)[1]
    assert found.counts == {"updated": 1, "untouched": 7, "filed": 20, "refused": 2, "duplicate": 1}


def test_rows_of_another_sheet_are_left_out_by_name(hotline: str) -> None:
    def beside(book: Any, _: Any) -> None:
        sums = book.add_worksheet("汇总")
        sums.write_row(0, 0, ["承办单位", "件数"])
        sums.write_row(1, 0, ["城管局", 5])

    run_id, counts = _import(writing.xlsx([HEAD, *_orders(5)], touch=beside))
    assert counts == {"filed": 5, "left_out": 2}
    said = _sheet(_result(run_id), "结果")
    assert [row[:2] + row[3:4] for row in said[-2:]] == [
        ["汇总", 1, "不在工单表中，未读"], ["汇总", 2, "不在工单表中，未读"],
    ]  # fmt: skip
    assert all(row[0] == "工单" for row in said[1:-2])


def test_refused_rows_come_back_mended(hotline: str) -> None:
    rows = [list(row) for row in _orders(6)]
    rows[1][5], rows[3][1], rows[4][0] = "", "昨天", ""
    rows[5][5] = '=HYPERLINK("http://example.invalid")'
    run_id, counts = _import(writing.xlsx([HEAD, *rows]))
    assert counts == {"filed": 3, "refused": 3}
    book = _result(run_id)
    to_mend = _sheet(book, "待修改")
    assert [row[0] for row in to_mend[1:]] == ["没有内容描述", "受理时间看不懂", "没有工单编号"]
    assert [row[1] for row in _sheet(book, "结果")[1:]] == [2, 3, 4, 5, 6, 7], "every row, in order"
    for row, column, value in ((1, 6, "路灯不亮"), (2, 2, "2026-10-01 09:00"), (3, 1, "GD9")):
        to_mend[row][column] = value
    assert _import(writing.xlsx(to_mend))[1] == {"filed": 3}
    assert len(_city(hotline)["orders"]) == 6


def test_no_cell_of_a_result_is_a_formula(hotline: str) -> None:
    rows = [["=1+1", "", "", "", "", ""], ["@SUM(A1)", "x", "", "", "", "-2+3"],
            ["+86", "", "", "", "", "=cmd|' /C calc'!A1"]]  # fmt: skip
    run_id, _ = _import(writing.xlsx([torture.HEAD, *rows]))
    with zipfile.ZipFile(io.BytesIO(_result(run_id))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
        styles = parts.read("xl/styles.xml")
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert b'quotePrefix="1"' in styles
    assert sum(sheet.count(b's="1"') for sheet in sheets) >= 4


def test_a_stopped_import_goes_on_where_it_was(hotline: str) -> None:
    many = 2 * looking.BATCH
    body = writing.xlsx([HEAD, *_orders(many), _orders(1)[0]])
    with transaction() as session:
        run, _ = runs.begin(session, sources.named(session), "x", "same", SOMEBODY)
    for at in runs.go_on(run.id, body, SHANGHAI):
        assert at.rows == many + 1
        break
    with transaction() as session:
        again, new = runs.begin(session, sources.named(session), "x", "same", SOMEBODY)
        assert (again.id, new, again.state) == (run.id, False, RunState.READING)
    assert sum(1 for _ in runs.go_on(run.id, body, SHANGHAI)) >= 1
    with transaction() as session:
        ended = runs.get(session, run.id)
        assert (ended.state, ended.counts) == (RunState.DONE, {"filed": many, "duplicate": 1})
    assert len(_city(hotline)["reports"]) == many


@pytest.mark.chaos
def test_killed_in_the_middle_it_gives_the_same_city(
    hotline: str, engines: Mapping[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "大.csv"
    file.write_bytes(writing.text([HEAD, *_orders(12_000), *_orders(5)]).encode("gb18030"))
    command = [sys.executable, "-m", "flask", "--app", "api", "hotline", "import", str(file)]
    env = environment({**engines, "DATABASE_URL": hotline})
    killed = subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.DEVNULL)
    ends = time.monotonic() + 60
    while not _rows(hotline, "select 1 from hotline_batches") and time.monotonic() < ends:
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    partly = _rows(hotline, "select done from hotline_runs")[0][0]
    assert 0 < partly < 12_005
    subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True)
    assert _rows(hotline, "select done, counts from hotline_runs") == [
        (12_005, {"filed": 12_000, "duplicate": 5})
    ]
    city = _city(hotline)
    assert Counter(name for name, *_ in city["orders"]) == Counter(
        f"GD{at:012d}" for at in range(12_000)
    )
    assert city["events"] == [("report.received", 12_000)]
    assert len(_sheet((tmp_path / "大.结果.xlsx").read_bytes(), "结果")) == 12_006


def _sheet(book: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_object(io.BytesIO(book)).get_sheet_by_name(name).to_python()
