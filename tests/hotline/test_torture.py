"""Every file that a city sends is read right, or refused with the right reason."""

from datetime import datetime
from typing import Any

import pytest

from city.hotline import careful, child, reading
from city.hotline.checking import Checked, Order
from city.settings import SHANGHAI
from city.tables import streamed, workbooks
from city.tables.sheet import LIMITS, Unreadable
from tests.hotline.torture import Case, cases

ALL = list(cases())
NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
HEAD = {
    "saved": {}, "zone": "Asia/Shanghai", "now": NOW.isoformat(), "check": True,
    "limits": LIMITS._asdict(),
}  # fmt: skip


def _read(case: Case) -> tuple[list[Order], list[tuple[str, str]], int, str | None]:
    """Orders, refusals, rows announced, and the fault, as the child tells them."""
    orders: list[Order] = []
    refused: list[tuple[str, str]] = []
    rows, fault, understood = 0, None, False
    books = streamed.sheets if case.careful else workbooks.sheets
    for answer in child.answers(HEAD, case.body, books):
        if "sheet" in answer:
            understood = understood or not answer["sheet"]["missing"]
            rows += answer["sheet"]["rows"]
        orders += [Order(*one) for one in answer.get("orders", ())]
        refused += [(one[1], one[2]) for one in answer.get("refusals", ())]
        fault = answer.get("fault", fault)
    return orders, refused, rows, fault or (None if understood else "unclear")


def test_there_are_enough_of_them() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 150


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_file_is_read_or_refused(case: Case) -> None:
    orders, refused, rows, fault = _read(case)
    assert fault == case.fault
    if case.fault:
        return
    assert {order.number: _plain(order.words) for order in orders} == {
        number: _plain(words) for number, words in (case.orders or {}).items()
    }
    assert sorted(refused) == sorted(case.refused)
    assert len(orders) + len(refused) == rows, "rows in, rows accounted for"
    for number, fields in (case.also or {}).items():
        (order,) = (one for one in orders if one.number == number)
        for name, wanted in fields.items():
            assert getattr(order, name) == wanted, name


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def _told(body: bytes) -> list[Any]:
    return list(reading.orders(body, {}, SHANGHAI, NOW))


def test_the_child_says_the_same() -> None:
    case = ALL[0]
    about, checked = _told(case.body)
    assert about["rows"] == 6
    assert isinstance(checked, Checked)
    assert {order.number: order.words for order in checked.orders} == case.orders


def test_a_cell_at_the_end_of_the_world_kills_only_the_first_child() -> None:
    (case,) = (one for one in ALL if one.name == "far_cell")
    told = _told(case.body)
    assert sum(len(one.orders) for one in told if isinstance(one, Checked)) == 6
    assert careful.serve is child.serve


def test_a_runaway_is_ended() -> None:
    rows = "工单编号,内容描述\n" + "".join(f"G{at:09d},井盖破损{at}\n" for at in range(400_000))
    with pytest.raises(Unreadable, match="too_slow"):
        list(reading.orders(rows.encode(), {}, SHANGHAI, NOW, LIMITS._replace(seconds=1)))


def test_what_is_too_large_is_not_opened() -> None:
    with pytest.raises(Unreadable, match="too_large"):
        list(reading.orders(b"x" * 1001, {}, SHANGHAI, NOW, LIMITS._replace(bytes=1000)))
