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
        ("我是王小明，住在附近", ("王小明", "name")),
        ("免贵姓陈", ("陈", "name")),
        ("找我儿子张小军", ("张小军", "name")),
        ("（0351）7654321", ("（0351）7654321", "phone")),
        ("号码138.0000.1234", ("138.0000.1234", "phone")),
        ("+86 138 0000 1234", ("+86 138 0000 1234", "phone")),
        ("一三八，零零零零，一二三四", ("一三八，零零零零，一二三四", "phone")),
        ("壹叁捌零零零零壹贰叁肆", ("壹叁捌零零零零壹贰叁肆", "phone")),
        ("身份证号110105 19491231 002X", ("110105 19491231 002X", "identity")),
        ("护照E12345678", ("E12345678", "identity")),
        ("户号1234567890", ("1234567890", "account")),
        ("晋a·12345", ("晋a·12345", "plate")),
        ("晋A1234警", ("晋A1234警", "plate")),
        ("晋A1234学", ("晋A1234学", "plate")),
        ("晋A1234挂", ("晋A1234挂", "plate")),
        ("使224578", ("使224578", "plate")),
        ("WJ晋0123A", ("WJ晋0123A", "plate")),
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
        "我是附近居民，本人和家人都住这里，本人高龄",
        "我是农户，我叫了三次，我姓什么不重要",
        "张家村口与马家堡路之间，李家庄社区，于家河桥",
        "工单号：2026112200012345，案件20261122000123",
        "G307国道K3+200处，110kV变电站，使用三年",
        "联系人不在，联系人无法接通，方便接听",
    ],
)
def test_nothing_else_is_taken_for_it(words: str) -> None:
    assert _found(words) == []


def test_a_number_with_a_wrong_check_is_no_identity() -> None:
    assert not personal.is_identity("110105194912310021")
    assert personal.is_identity("11010519491231002x")
