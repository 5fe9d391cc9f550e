"""The hotline's orders from a workbook to the database, beside reading the workbook alone."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from random import Random

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from benchmarks.bench import Bench
from benchmarks.rounds import interleaved
from benchmarks.row import Row
from city import db
from city.db import transaction
from city.events import Event
from city.hotline import results, runs, sources
from city.people import Actor
from city.places.model import Road
from city.settings import SHANGHAI, sqlalchemy_url
from tests.places.phrases import THINGS
from workers import hotline as jobs
from workers.tools import tools

ROWS = 50_000
LOOKED = 5_000  # each is held against all that earlier turns left open, too
HEAD = (
    "工单编号 受理时间 渠道 诉求类型 信息类型 一级分类 二级分类 三级分类 四级分类 街道 社区"
    " 经度 纬度 诉求地址 内容描述 诉求人 联系电话 主办单位 紧急程度 工单状态 催办次数 是否退回"
    " 截止时间 办理结果 满意度"
).split()
SOMEBODY = Actor(name="benchmark")
_turns = count(1)


Job = Callable[[Session, Event], None]
QUEUE: dict[str, Job] = {"hotline.filed": jobs.place, "hotline.opened": jobs.look}
"""What follows the last row: the events that an import leaves, and who does what they ask."""


def bare(bench: Bench) -> Iterator[Row]:
    """Read, mapped, checked, written as reports, and the result workbook: 1.0 is a bare read."""
    yield _row(bench, "hotline.import_bare", ROWS, (), "without places and categories", "0.5")


def whole(bench: Bench) -> Iterator[Row]:
    """The same, and each order placed, its category proposed, and its case opened."""
    yield _row(bench, "hotline.import", ROWS, ("hotline.filed",), "placed, classified, opened", "")


def looked(bench: Bench) -> Iterator[Row]:
    """The same, and each case held against the open ones, and joined where it is one of them."""
    what = "placed, classified, opened, held against the open ones"
    yield _row(bench, "hotline.import_looked", LOOKED, tuple(QUEUE), what, "0.02")


def _row(bench: Bench, name: str, rows: int, then: Sequence[str], what: str, goal: str) -> Row:
    many = rows if bench.past >= ROWS else 500
    engine = _pointed(bench)
    body = workbook(many)
    measures: dict[str, Callable[[], float]] = {
        "ours": lambda: _imported(many, then),
        "peer": lambda: _rate(many, lambda: _openpyxl(body)),
        "floor": lambda: _rate(many, lambda: _calamine(body)),
    }
    with bench.city.at_rest():
        found = interleaved(bench.rounds, measures)
    engine.dispose()
    note = f"{many:,} rows of {len(HEAD)} columns to the result, {what}"
    note += f"; goal ≥ {goal} × floor" if goal else ""
    return Row(
        name, found["ours"], "1/s", "openpyxl, reading only", found["peer"],
        "calamine, reading only", found["floor"], bench.rounds, note,
    )  # fmt: skip


def _imported(many: int, then: Sequence[str]) -> float:
    """Rows a second: another month by a new source each time, so that each order is new."""
    turn = next(_turns)
    source, body = f"benchmark {turn} {time.time_ns()}", workbook(many, turn)
    began = time.perf_counter()
    with transaction() as session:
        last = session.scalar(select(func.max(Event.id))) or 0
        held, digest = sources.named(session, source), hashlib.sha256(body).hexdigest()
        run, _ = runs.begin(session, held, "benchmark.xlsx", digest, SOMEBODY)
    for _at in runs.go_on(run.id, body, SHANGHAI):
        pass
    with transaction() as session:
        ended = runs.get(session, run.id)
        assert ended.counts == {"filed": many}, ended.counts
        results.workbook(session, ended, "zh")
    for name in then:
        _done(name, last)
    return many / (time.perf_counter() - began)


def _done(name: str, last: int) -> None:
    """What the queue would have done for the events of this name since."""
    with transaction() as session:
        asked = select(Event.id).where(Event.name == name, Event.id > last)
        waiting = list(session.scalars(asked.order_by(Event.id)))
    assert waiting, name
    for event_id in waiting:
        with transaction() as session:
            QUEUE[name](session, session.get_one(Event, event_id))


def _pointed(bench: Bench) -> Engine:
    for name, value in bench.city.env.items():
        os.environ.setdefault(name, value)
    tools()
    return db.connect(sqlalchemy_url(bench.city.env["DATABASE_URL"]))


def _rate(many: int, read: Callable[[], int]) -> float:
    began = time.perf_counter()
    assert read() == many + 1
    return many / (time.perf_counter() - began)


def _calamine(body: bytes) -> int:
    book = CalamineWorkbook.from_object(BytesIO(body))
    return len(book.get_sheet_by_index(0).to_python())


def _openpyxl(body: bytes) -> int:
    book = openpyxl.load_workbook(BytesIO(body), read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def workbook(many: int, month: int = 0) -> bytes:
    """A month's orders as a city exports them; each month has others."""
    rng, out = Random(month), BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("工单")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    start = datetime(2026, 10, 1)  # noqa: DTZ001 - a cell has no zone
    with transaction() as session:
        roads = session.scalars(select(Road.name).order_by(Road.id)).all()
    sheet.write_row(0, 0, HEAD)
    for at in range(1, many + 1):
        road, thing = rng.choice(roads), rng.choice(THINGS)
        made = start + timedelta(seconds=50 * at)
        row = [
            f"GD{at:014d}", made, "电话", "投诉举报", "市容环境", "城市管理", "市容", "环境",
            "其他", "迎泽街道", "桃园社区", 112.5 + rng.random() / 10, 37.8 + rng.random() / 10,
            f"{road}{rng.randrange(1, 300)}号",
            f"市民反映{road}{rng.randrange(1, 300)}号附近{thing}，已有{at % 9}天，请尽快处理。",
            "王女士", f"138{at:08d}", "区城管局", "一般", "办理中", rng.randrange(3), "否",
            made + timedelta(days=5), "", "",
        ]  # fmt: skip
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(at, column, cell, moment)
            else:
                sheet.write(at, column, cell)
    book.close()
    return out.getvalue()
