"""Time-limit labels: what cities write is read, what is unclear is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.catalogue.limits import Limit, LimitUnclear, parse
from city.catalogue.model import LimitUnit


@pytest.mark.parametrize(
    ("label", "amount", "unit", "urgent"),
    [
        ("2紧急工作时", 2, LimitUnit.URGENT_HOUR, True),
        ("1紧急工时", 1, LimitUnit.URGENT_HOUR, True),
        ("2紧急工作日", 2, LimitUnit.URGENT_DAY, True),
        ("4小时", 4, LimitUnit.WORK_HOUR, False),
        ("4工作时", 4, LimitUnit.WORK_HOUR, False),
        ("1天", 1, LimitUnit.WORK_DAY, False),
        ("15天", 15, LimitUnit.WORK_DAY, False),
        ("5工作日", 5, LimitUnit.WORK_DAY, False),
        ("1工作日", 1, LimitUnit.WORK_DAY, False),
        ("3个工作日", 3, LimitUnit.WORK_DAY, False),
        ("30分钟", 30, LimitUnit.MINUTE, False),
        (" 2 紧急工作时\n", 2, LimitUnit.URGENT_HOUR, True),
        ("４小时", 4, LimitUnit.WORK_HOUR, False),
    ],
)
def test_labels_of_cities(label: str, amount: int, unit: LimitUnit, urgent: bool) -> None:
    assert parse(label) == Limit(amount, unit, urgent)


def test_what_must_be_stopped_and_what_waits_for_the_season() -> None:
    assert parse("1紧急工作时制止") == Limit(1, LimitUnit.URGENT_HOUR, True, stop=True)
    assert parse("种植季节15工作日") == Limit(15, LimitUnit.WORK_DAY, False, season=True)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "天",
        "5",
        "0天",
        "-1天",
        "1.5天",
        "2-4小时",
        "三天",
        "立即",
        "5周",
        "制止",
        "种植季节",
        "15种植季节工作日",
        "1天2小时",
        "24小时内",
    ],
)
def test_unclear_labels_are_refused_and_named(label: str) -> None:
    with pytest.raises(LimitUnclear) as refusal:
        parse(label)
    assert repr(label) in str(refusal.value)


@given(st.text())
def test_any_text_is_read_or_refused(label: str) -> None:
    try:
        limit = parse(label)
    except LimitUnclear:
        return
    assert limit.amount > 0
    assert limit.urgent == limit.unit.value.startswith("urgent")


@given(st.integers(1, 9999), st.sampled_from(["紧急工作时", "紧急工作日", "小时", "天", "分钟"]))
def test_the_amount_is_what_was_written(amount: int, unit: str) -> None:
    assert parse(f"{amount}{unit}") == parse(f"{amount} 个{unit}")
    assert parse(f"{amount}{unit}").amount == amount
