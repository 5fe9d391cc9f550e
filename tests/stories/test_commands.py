"""What those who run a city do on the command line, on a city at work."""

import shlex
from pathlib import Path

from city.settings import SHANGHAI
from deploy.supervisor import tail
from tests.catalogue import workbook
from tests.house import City
from tests.stories.several import APART


def _said(city: City, name: str, line: str) -> str:
    city.finish(name, f"flask --app api {line}")
    return tail(city.var / "log" / f"{name}.log", 400)


def _each_said(city: City, name: str, *lines: str) -> list[str]:
    """What each said of commands that one process ran in this order."""
    city.finish(name, f"python -m tests.stories.several {shlex.join(lines)}")
    told = tail(city.var / "log" / f"{name}.log", 400).split(APART)
    assert len(told) == len(lines) + 1, told
    return told[:-1]


def test_a_handbook_is_tried_without_a_change(city: City, tmp_path: Path) -> None:
    rows: list[list[str | int]] = [
        ["类型", "小类名称", "立案条件", "处置时限", "结案条件"],
        ["部件", "上水井盖", "井盖丢失、错位或裂开，行人车辆有危险", "1紧急工作时", "补齐"],
        ["部件", "上水井盖", "盖面有裂纹", "很快", "更换"],
    ]
    file = workbook.write(tmp_path / "handbook.xlsx", rows)
    before = city.rows("select count(*), max(id) from filing_conditions")
    said = _said(city, "handbook", f"catalogue import {file} --part --dry-run")
    assert "2紧急工作时 → 1紧急工作时" in said
    assert "row 3" in said
    assert "1 limits change" in said
    assert city.rows("select count(*), max(id) from filing_conditions") == before


def test_the_catalogue_that_is_written_out_reads_the_same(city: City, tmp_path: Path) -> None:
    file = tmp_path / "catalogue.csv"
    _, said = _each_said(
        city, "written", f"catalogue export {file}", f"catalogue import {file} --dry-run"
    )
    assert "289 类 categories, 812 条 conditions" in said
    assert "0 limits change, 0 conditions change, 0 vanish" in said


def test_rules_as_a_file_are_tried(city: City, tmp_path: Path) -> None:
    file = tmp_path / "rules.csv"
    _, said = _each_said(city, "same", f"dispatch export {file}", f"dispatch try {file}")
    assert " 0 件会派到别处" in said
    head, *lines = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join([head, *lines[100:]]), encoding="utf-8-sig")
    fewer = _said(city, "fewer", f"dispatch try {file}")
    assert "would go elsewhere" in fewer
    assert " 0 件会派到别处" not in fewer


def test_the_citys_own_days_and_seasons(city: City) -> None:
    _, _, said, _, _, usual = _each_said(
        city,
        "days",
        "calendar set 2031-05-06 off 市庆",
        "calendar seasons 03-10 04-20 11-01 02-15",
        "calendar show",
        "calendar set 2031-05-06 as-published",
        "calendar seasons",
        "calendar show",
    )
    assert "2031-05-06 休息 off 市庆" in said
    assert "03-10 – 04-20" in said
    assert "11-01 – 02-15" in said
    assert "待核对" not in said
    assert "2031" not in usual
    assert "03-01 – 04-30（待核对" in usual


DUE = """
select c.id, c.due_at from cases c join filing_conditions f on f.id = c.condition_id
where c.turn_at is not null and f.limit_unit = 'work_day' and c.stage = 'handling'
order by c.due_at desc limit 1
"""
RECKONED = "select count(*) from events where case_id = %s and name = 'clock.reckoned'"


def test_a_new_holiday_moves_the_times_that_are_due(city: City) -> None:
    [(case, due)] = city.rows(DUE)
    [(before,)] = city.rows(RECKONED, case)
    day = f"{due.astimezone(SHANGHAI):%Y-%m-%d}"
    assert " due times moved" in _said(city, "holiday", f"calendar set {day} off 市庆")
    [(later,)] = city.rows("select due_at from cases where id = %s", case)
    assert later > due
    _said(city, "no-holiday", f"calendar set {day} as-published")
    assert city.rows("select due_at from cases where id = %s", case) == [(due,)]
    assert city.rows(RECKONED, case) == [(before + 2,)]
