"""Headings, times and telephones as exports of many systems write them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from city.hotline import mapping, moments, values
from city.hotline.headings import meaning
from city.settings import SHANGHAI

NAMES = {
    "number": "工单号 受理编号 业务流水号 12345工单编号 案卷号 办件编号 *工单编号： workOrderId",
    "words": "来电内容 问题描述 反映内容 具体内容 市民诉求 诉求事项 来电反映内容 problemDesc",
    "name": "来电人 市民姓名 投诉人姓名 客户姓名 申请人 举报人姓名 来话人",
    "phone": "来电号码 主叫号码 诉求人联系方式 市民电话 手机 来电人手机号 caller_phone",
    "home": "诉求人地址 家庭住址 市民地址",
    "place": "事发地址 诉求地点 发生地点 具体位置 问题发生地 案件位置",
    "district": "区县 所属区域 行政区划 事发区县",
    "made_at": "来电时间 登记时间 呼入时间 受理日期 工单创建时间 派单时间",
    "due_at": "办结时限 办理期限 要求办结时间 截止日期 应办结时间 限办时间 处置截止时间",
    "type": "诉求类型 诉求目的",
    "satisfaction": "满意度",
}
NOBODY = (
    "承办人电话 处理人姓名 回访内容 办理情况 答复时间 回访电话 关联工单编号 身份证号码 处置内容描述"
    " 被投诉人姓名 坐席电话 办结登记时间 承办单位地址 备注内容 序号 话务员 审核时间 延期原因"
).split()
MADE = "2026-10-01T08:30:00+08:00"
TIMES = (
    "2026-10-01 08:30", "2026年10月1日 上午8时30分", "2026-10-01 08:30:00 星期四", "2026.10.1 8.30",
    "2026-10-01（周四）08:30", "20261001 083000", "20261001083000", "26-10-01 08:30",
    "Thu Oct 01 08:30:00 CST 2026", "Oct 1, 2026 8:30:00 AM", "10/1/2026 8:30:00 AM",
    "01-Oct-2026 08:30:00", 1790814600000.0, "1790814600000", 1790814600, "2026-10-01-08:30",
    "2026-10-01T00:30:00.000Z", "2026-10-01 08:30:00 +0800", "２０２６／１０／１　８：３０",
)  # fmt: skip
PHONES = {
    "138****1234": "", "13800001111/13900002222": "13800001111", "8613803510000": "13803510000",
    "013803510000": "13803510000", "13803510000.0": "13803510000",
    "0351-4123456转801": "0351-4123456", "+86 138 0351 0000": "13803510000", "12345": "12345",
    "02112345678": "02112345678",
}  # fmt: skip


@pytest.mark.parametrize("field", NAMES)
def test_a_heading_is_understood(field: str) -> None:
    assert {name: meaning(name) for name in NAMES[field].split()} == dict.fromkeys(
        NAMES[field].split(), field
    )


def test_who_handles_an_order_is_not_who_called() -> None:
    assert {name: meaning(name) for name in NOBODY} == dict.fromkeys(NOBODY)


def test_of_two_times_the_first_in_life_counts() -> None:
    found = mapping.propose(["派单时间", "受理时间", "工单号", "内容"], [], SHANGHAI).places()
    assert (found["made_at"], found["number"], found["words"]) == (1, 2, 3)


@pytest.mark.parametrize("said", TIMES, ids=str)
def test_a_time_is_read(said: Any) -> None:
    found = moments.read(said, SHANGHAI)
    assert found is not None
    assert found.astimezone(SHANGHAI).isoformat() == MADE


@pytest.mark.parametrize(
    "said",
    [float("nan"), float("inf"), -1, 0, 10**400, 1e308, True, datetime(1899, 12, 31, tzinfo=UTC),
     datetime.max.replace(tzinfo=UTC), "0000-01-01", "9999-12-31T23:59:59-23:59", "1899-12-31",
     "2026-02-30", "2026-10-01 25:61", "2026-10-01 08:00:00+99:99",
     "2026-10-01T00:00:00+23:59", "1e999", "-46000", f"{'9' * 400}", "²⁰²⁶-10-01", "明天"],
    ids=lambda said: str(said)[:30],
)  # fmt: skip
def test_what_is_no_time_is_said_to_be_unclear(said: Any) -> None:
    with pytest.raises(moments.Unclear):
        moments.read(said, SHANGHAI)


def test_midnight_at_the_end_of_a_day_is_the_next() -> None:
    found = moments.read("2026-10-01 24:00", SHANGHAI)
    assert found is not None
    assert found.isoformat() == "2026-10-02T00:00:00+08:00"


@pytest.mark.parametrize("said", PHONES)
def test_a_telephone_is_read(said: str) -> None:
    assert values.telephone(said).value == PHONES[said]
