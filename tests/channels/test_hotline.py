"""12345 over HTTP: files imported, orders pushed, answers sent until they are taken."""

import io
import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from api import create_app
from city import db, sealing, signing
from city import settings as settled
from city.db import transaction
from city.hotline import sources
from city.hotline.model import HotlineRun
from city.intake.model import Channel, Report
from city.people import Actor
from city.settings import Settings
from deploy.walk import Staff, new_id, until
from tests.channels.program import program
from tests.channels.twin import Answer, twin
from tests.hotline import writing
from tests.house import City

HEAD = ["工单编号", "受理时间", "诉求人", "联系电话", "诉求地址", "内容描述"]
MADE = datetime(2026, 10, 1, 8, 30)  # noqa: DTZ001 - a cell has no zone


def _rows(many: int, mark: str) -> list[list[Any]]:
    return [
        [f"{mark}{at:04d}", MADE, "王小明", "13800138000", "迎泽大街", f"{at} 号门前井盖破损"]
        for at in range(many)
    ]


def _import(staff: Staff, body: bytes, source: str, name: str = "十月.xlsx") -> dict[str, Any]:
    looked = staff.must("POST", f"/hotline/files?source={source}&name=x.xlsx", body)
    asked = {"sha256": looked["sha256"], "name": name, "source": source}
    run = staff.must("POST", "/hotline/runs", asked)

    def ended() -> dict[str, Any] | None:
        now: dict[str, Any] = staff.must("GET", f"/hotline/runs/{run['id']}")
        return now if now["state"] not in ("waiting", "reading") else None

    found: dict[str, Any] = until(ended, "the import", 90)
    return found


def test_a_file_becomes_cases_and_a_result(city: City) -> None:
    staff, mark = city.crew.sign_in("operator"), f"W{new_id()}"
    rows = _rows(12, mark)
    rows[5][5] = ""
    body = writing.xlsx([HEAD, *rows])
    looked = staff.must("POST", "/hotline/files?name=x.xlsx", body)
    (sheet,) = looked["sheets"]
    assert (sheet["rows"], sheet["missing"], len(sheet["preview"])) == (12, [], 10)
    assert sheet["preview"][0]["cells"][2:4] == ["王**", "138****8000"]
    assert "13800138000" not in json.dumps(looked)
    trial = staff.must("POST", "/hotline/trials", {"sha256": looked["sha256"]})
    assert {one["outcome"]: one["rows"] for one in trial["counts"]} == {"filed": 11, "refused": 1}
    assert [(one["row"], one["words"]) for one in trial["doubts"]] == [(7, "没有内容描述")]
    run = _import(staff, body, "12345")
    assert run["state"] == "done"
    assert {one["outcome"]: one["rows"] for one in run["counts"]} == {"filed": 11, "refused": 1}
    answer = until(
        lambda: (
            (got := staff.ask("GET", f"/hotline/runs/{run['id']}/result")).status == 200 and got
        ),
        "the result",
        90,
    )
    book = CalamineWorkbook.from_object(io.BytesIO(answer.body))
    assert book.sheet_names == ["待修改", "结果", "小结"]
    opened = "select count(*) from hotline_orders join reports on reports.id = report_id" \
             " where hotline_orders.number like %s and case_id is not null"  # fmt: skip
    until(lambda: city.rows(opened, f"{mark}%") == [(11,)], "their cases", 90)
    numbers = (
        "select count(distinct cases.number) from cases join hotline_orders using (report_id)"
        " where hotline_orders.number like %s"
    )
    assert city.rows(numbers, f"{mark}%") == [(11,)]


def test_who_may_not_import_sees_nothing(city: City) -> None:
    for role in ("inspector", "department"):
        staff = city.crew.sign_in(role)
        assert staff.ask("GET", "/hotline/runs").status == 403
        assert staff.ask("POST", "/hotline/trials", {"sha256": "0" * 64}).status == 403
    assert city.citizen().ask("POST", "/hotline/files", b"x").status == 401


def test_a_file_that_is_none_is_refused_in_words(city: City) -> None:
    answer = city.crew.sign_in("operator").ask("POST", "/hotline/files", b"%PDF-1.7")
    assert (answer.status, answer.json["code"]) == (422, "table_unreadable")
    unknown = city.crew.sign_in("operator").ask("POST", "/hotline/trials", {"sha256": "0" * 64})
    assert unknown.status == 404


def test_a_dry_run_tells_of_every_row_and_writes_none(told: Settings, tmp_path: Path) -> None:
    good, none = tmp_path / "十月.xlsx", tmp_path / "无.xlsx"
    rows = _rows(12, "D")
    rows[11][5] = ""
    good.write_bytes(writing.xlsx([HEAD, *rows]))
    none.write_bytes(b"%PDF-1.7")
    shell = create_app().test_cli_runner()
    tried = shell.invoke(args=["hotline", "import", str(good), "--dry-run"])
    assert tried.exit_code == 0, tried.output
    assert "13: D0011 没有内容描述" in tried.output
    assert "如果导入 if imported：已受理 11，退回修改 1" in tried.output
    refused = shell.invoke(args=["hotline", "import", str(none), "--dry-run"])
    assert refused.exit_code == 1
    assert "不是能读的表格文件" in refused.output
    with transaction() as session:
        assert session.scalars(select(HotlineRun)).all() == []
        assert session.scalars(select(Report)).all() == []


def test_columns_that_nobody_knows_are_said_once(city: City) -> None:
    staff, source = city.crew.sign_in("operator"), f"s{new_id()}"[:20]
    rows = [["甲", "乙"], *([f"Q{new_id()}", "坏了"] for _ in range(3))]
    body = writing.text(rows).encode("gb18030")
    assert _import(staff, body, source)["state"] == "unclear"
    mapping = {"mapping": {"甲": "number", "乙": "words"}}
    staff.must("PUT", f"/hotline/sources/{source}", mapping)
    assert _import(staff, body, source)["done"] == 3


def test_orders_are_pushed_by_the_hotlines_own_program(city: City) -> None:
    hotline, mark = program(city, Channel.HOTLINE), f"P{new_id()}"
    order = {
        "taskId": mark,
        "discription": "路灯不亮",
        "address": "并州北路",
        "callNumber": "13800138000",
    }
    lacking = {"taskId": f"{mark}x", "discription": ""}
    first = hotline.signed("POST", "/hotline/orders", {"orders": [order, lacking]})
    assert first.status == 200, first.body
    assert [one["outcome"] for one in first.json["items"]] == ["filed", "refused"]
    again = hotline.signed("POST", "/hotline/orders", {"orders": [order, {**order}]})
    assert [one["outcome"] for one in again.json["items"]] == ["untouched", "duplicate"]
    assert again.json["items"][0]["report"] == first.json["items"][0]["report"]
    unclear = hotline.signed("POST", "/hotline/orders", {"orders": [{"a": 1}]})
    assert (unclear.status, unclear.json["code"]) == (422, "columns_unclear")
    urged = {**order, "hastentypeCount": 2}
    assert hotline.signed("POST", "/hotline/orders", {"orders": [urged]}).json["items"][0][
        "outcome"] == "updated"  # fmt: skip


class Hotline:
    """The 12345 side: checks the signature, is away at first, then acknowledges."""

    def __init__(self, away: int) -> None:
        self.away, self.taken, self.forged = away, list[dict[str, Any]](), 0

    def __call__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        signed = signing.read(headers.get("Authorization", ""))
        if signed is None or abs(time.time() - signed.time) > 300 or signed.client != "us":
            self.forged += 1
            return 401, {}, b"{}"
        said = signing.canonical(method, target, signed.time, signed.nonce, body)
        if not signing.is_right(b"between us", said, signed.signature):
            self.forged += 1
            return 401, {}, b"{}"
        self.away -= 1
        if self.away >= 0:
            return 503, {}, b"busy"
        self.taken.append(json.loads(body))
        return 200, {"Content-Type": "application/json"}, b'{"code": 0}'


@pytest.mark.slow
def test_an_answer_is_sent_until_it_is_acknowledged(city: City) -> None:
    there, source, mark = Hotline(away=1), f"a{new_id()}"[:20], f"A{new_id()}"
    with twin(there) as server:
        _answered_at(city, source, f"http://{server.here}/answers?v=1")
        hotline = program(city, Channel.HOTLINE)
        order = {"taskId": mark, "discription": "垃圾没人清"}
        hotline.signed("POST", "/hotline/orders", {"source": source, "orders": [order]})
        case = until(lambda: _case(city, mark), "triage", 90)
        operator = city.crew.sign_in("operator")
        operator.must("POST", f"/cases/{case}/actions", {"action": "accept"})
        declined = {"action": "decline", "note": "不属于本市管辖"}
        operator.must("POST", f"/cases/{case}/actions", declined)
        (taken,) = until(lambda: there.taken, "the answer", 90)
    assert there.forged == 0
    assert (taken["taskId"], taken["banliResult_12345"]) == (mark, 3)
    assert "不属于本市管辖" in taken["replyPoint"]
    state = (
        "select hotline_answers.state from hotline_answers"
        " join hotline_orders using (report_id) where number = %s"
    )
    until(lambda: city.rows(state, mark) == [("acknowledged",)], "the acknowledgement")


def _answered_at(city: City, source: str, url: str) -> None:
    told = settled.read(city.settings)
    engine = db.connect(told.database_url)
    with transaction() as session:
        held = sources.named(session, source)
        sealed = sealing.seal(told, b"between us", held.name)
        sources.answer_to(session, held, url, "us", sealed, Actor(name="test"))
    engine.dispose()


def _case(city: City, number: str) -> str | None:
    asked = "select case_id from hotline_orders join reports on reports.id = report_id" \
            " where hotline_orders.number = %s"  # fmt: skip
    found = city.rows(asked, number)[0][0]
    return str(found) if found else None
