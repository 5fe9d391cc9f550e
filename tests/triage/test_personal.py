"""Whose it is: found in the ways that people write it, and nothing else taken for it."""

import pytest

from city.triage import personal


def _found(words: str) -> list[tuple[str, str]]:
    return [(words[one.start : one.end], one.kind) for one in personal.spans(words)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("电话13800001234请联系", ("13800001234", "phone")),
        ("电话138-0000-1234", ("138-0000-1234", "phone")),
        ("打０３５１－７６５４３２１", ("０３５１－７６５４３２１", "phone")),
        ("我的号码一三八零零零零一二三四", ("一三八零零零零一二三四", "phone")),
        ("联系电话：7654321", ("7654321", "phone")),
        ("身份证11010519491231002X", ("11010519491231002X", "identity")),
        ("车牌晋A12345停在人行道", ("晋A12345", "plate")),
        ("京AD12345堵门", ("京AD12345", "plate")),
        ("加微信abc_12345", ("abc_12345", "account")),
        ("QQ：12345678", ("12345678", "account")),
        ("邮箱someone@example.com", ("someone@example.com", "account")),
        ("卡号6222 0212 3456 7890", ("6222 0212 3456 7890", "card")),
        ("住在枫林小区3号楼2单元501室", ("501室", "door")),
        ("枫林小区5栋2-1203漏水", ("1203", "door")),
        ("姓名：欧阳娜，女", ("欧阳娜", "name")),
        ("市民王建国反映", ("王建国", "name")),
        ("李女士来电", ("李", "name")),
    ],
)
def test_it_is_found_as_people_write_it(words: str, wanted: tuple[str, str]) -> None:
    assert wanted in _found(words)
    assert wanted[0] not in personal.masked(words)


@pytest.mark.parametrize(
    "words",
    [
        "迎泽大街38号门前路灯不亮",
        "部件编码1401050203000017倾斜",
        "110路公交车晚点，拨打12345和95598无果",
        "2026年11月3日下午3点",
        "10号楼前的井盖，6号楼东侧",
        "业主高空抛物，市民时间宝贵",
        "损失15000元",
    ],
)
def test_nothing_else_is_taken_for_it(words: str) -> None:
    assert _found(words) == []


def test_a_number_with_a_wrong_check_is_no_identity() -> None:
    assert not personal.is_identity("110105194912310021")
    assert personal.is_identity("11010519491231002x")
