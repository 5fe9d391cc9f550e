"""Whose it is: names, numbers and doors in people's words, and the words without them. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from city.places.normal import TABLE
from city.triage.surnames import COMMON, GIVEN, SURNAMES

STAR = "*"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10x98765432"
_DIGITS = "零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖o0-9"
_GAP = r"[\s.·一-]?"
_PAUSE = r"[\s,、-]?"

PHONE = re.compile(
    rf"(?<![\d])(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
    rf"|(?<!\d)\(?0\d{{2,3}}\)?{_GAP}[2-8]\d{{6,7}}(?!\d)"
    rf"|(?<!\d)400{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}(?!\d)"
    rf"|(?<![{_DIGITS}])[幺一壹1]{_PAUSE}[三四五六七八九叁肆伍陆柒捌玖3-9](?:{_PAUSE}[{_DIGITS}]){{9}}(?![{_DIGITS}])"
)
NEAR_PHONE = re.compile(
    r"(?:电话|手机|联系方式|座机|致电|拨打)(?:号码?)?[是为:\s]{0,2}(\d[\d\s-]{5,14}\d)"
)
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dx](?![\da-z])")
NEAR_IDENTITY = re.compile(
    r"身份证(?:号码?|件号)?[是为:\s]{0,2}(\d[\d\s]{13,20}[\dx])|护照(?:号码?)?[是为:\s]{0,2}([a-z]\d{8})(?!\d)"
)
CARD = re.compile(r"(?<!\d)\d{4}(?:[\s-]\d{4}){3}(?:[\s-]?\d{1,3})?(?!\d)|(?<!\d)\d{16,19}(?!\d)")
_OF_CARD = re.compile(r"卡号?|账号|账户|银行|帐号")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]\s?[a-hj-np-z]\s?[·.・-]?\s?"
    r"(?:[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳领]|(?:\d{5}[a-hj-k]|[a-hj-k][a-hj-np-z0-9]\d{4}))(?![a-z0-9])"
    r"|(?<![用和即])使\s?\d{6}(?!\d)|(?<![a-z])wj\s?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?\s?\d{4}[a-z0-9](?![a-z0-9])"
)
ACCOUNT = re.compile(
    r"(?:微信号?|薇信|威信|v信|wechat|vx|wx|weixin)[号是为:\s]{0,3}([a-z][a-z0-9\s-]{4,18}[a-z0-9])"
    r"|(?:户号|用户号|缴费号)[码是为:\s]{0,3}(\d{6,14})(?!\d)"
    r"|(?:qq号?|扣扣号?|企鹅号)[号码是为:\s]{0,3}(\d{5,11})(?!\d)"
    r"|([a-z0-9.+-]{2,40}@[a-z0-9-]{1,40}(?:\.[a-z]{2,10}){1,2})"
)
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
DOOR = re.compile(
    rf"(?:{_NUMBER}\s?(?:号楼|栋|幢|座|号院|楼)|[a-z]座|\d{{1,3}}号)[\s,-]?"
    rf"(?:(?:{_NUMBER}|[甲乙丙丁东西南北中])\s?(?:单元|门|梯)[\s,-]?)?"
    r"((?:\d[\da-z]{1,4}|[一二三四五六七八九十零百]{2,5})\s?(?:室|户|号房|房间|房|号)?|[东西南北中]户)(?![\d号栋楼路米元年月日天点分层个辆人次%])"
    rf"|{_NUMBER}\s?单元[\s,-]?(?:{_NUMBER}\s?[层楼][\s,-]?)?([\da-z]{{2,5}}\s?(?:室|户|号)?|[东西南北中]户|左户|右户)(?![\d栋楼路米元年月日天点分个辆人次%])"
    r"|(?:号楼|栋|幢|座)\s?\d{1,2}-(\d{2,4})(?!\d)"
    r"|(?<!\d)\d{1,3}-\d{1,2}-(\d{2,4})(?!\d|-)"
    r"|(?<![\d-])(\d{3,4})\s?(?:室|号房|房间)(?![内外里])"
)
_SURNAME = (
    f"(?:[{''.join(sorted(one for one in SURNAMES if len(one) == 1))}]"
    f"|{'|'.join(sorted(one for one in SURNAMES if len(one) > 1))})"
)
_CALLED = (
    "姓名 名字叫 名叫 我叫 叫做 本人 联系人 来电人 反映人 诉求人 市民 业主 户主 投诉人"
    " 举报人 村民 居民 租户 患者 法人 负责人 户名 网友 经理 房东 司机 当事人 被举报人 收件人"
)
_AFTER = (
    "(?=[,.。;:、!?()\\s\\d]|电话|手机|联系|先生|女士|同志|反映|来电|致电|身份证|住在|家住"
    "|称|男|女|$)"
)
_TITLES = (
    "先生 女士 小姐 同志 大爷 大妈 阿姨 大姐 大哥 师傅 老师 经理 主任 书记 医生 警官 律师 老板 某"
)
NAMED = re.compile(
    f"(?:{'|'.join(_CALLED.split())})(?:姓名|名字)?(?:是|为|叫|系)?[:\\s]{{0,2}}"
    f"({_SURNAME}[\u4e00-\u9fa5]{{1,2}}?){_AFTER}"
)
CALLED_I = re.compile(
    f"(?:我是|俺是|我儿子|我女儿|我父亲|我母亲|我丈夫|我妻子|我爱人|我老公|我老婆|我邻居)"
    f"({_SURNAME}[\u4e00-\u9fa5]{{1,2}})(?=[,.。;、)\\s\\d]|电话|手机|身份证|$)"
)
_NO_NAME = "户主民生工员者人客家商师"
"""How what somebody is ends: 我是农户, 我是常住居民."""
SURNAMED = re.compile(f"(?:我|免贵|本人|老人|司机|房东|老板)姓({_SURNAME})")
TITLED = re.compile(f"({_SURNAME}[\u4e00-\u9fa5]{{0,2}}?)(?={'|'.join(_TITLES.split())})")


class Span(NamedTuple):
    """Characters `start` up to `end` of a text say something personal of this kind."""

    start: int
    end: int
    kind: str


def spans(words: str) -> list[Span]:
    """All that is personal in `words`, from left to right; of two that overlap, both as one."""
    text = words.translate(TABLE)
    found = sorted(_all(text), key=lambda one: (one.start, -one.end))
    joined: list[Span] = []
    for one in found:
        if joined and one.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = last._replace(end=max(last.end, one.end))
        else:
            joined.append(one)
    return joined


def masked(words: str, found: Iterable[Span] | None = None) -> str:
    """`words` with a star for every character of what is personal; as long as before."""
    for one in spans(words) if found is None else found:
        words = words[: one.start] + STAR * (one.end - one.start) + words[one.end :]
    return words


def _all(text: str) -> Iterator[Span]:
    if any(char.isdigit() for char in text):
        yield from _numbers(text)
    yield from _groups(PLATE, text, "plate")
    yield from _groups(ACCOUNT, text, "account")
    yield from _groups(DOOR, text, "door")
    yield from _names(text)
    if any(char in text for char in "三五八叁伍捌"):
        yield from _groups(PHONE, text, "phone")


def _numbers(text: str) -> Iterator[Span]:
    yield from _groups(NEAR_IDENTITY, text, "identity")
    for match in IDENTITY.finditer(text):
        if is_identity(match[0]):
            yield Span(*match.span(), "identity")
    yield from _groups(PHONE, text, "phone")
    yield from _groups(NEAR_PHONE, text, "phone")
    for match in CARD.finditer(text):
        if _is_card(text, match):
            yield Span(*match.span(), "card")


def _names(text: str) -> Iterator[Span]:
    for match in NAMED.finditer(text):
        if match[1][:2] not in COMMON and match[1][-1] in GIVEN:
            yield Span(*match.span(1), "name")
    for match in CALLED_I.finditer(text):
        is_name = match[1][:2] not in COMMON and match[1][-1] not in _NO_NAME
        if is_name and all(char in GIVEN for char in match[1][1:]):
            yield Span(*match.span(1), "name")
    yield from _groups(SURNAMED, text, "name")
    for match in TITLED.finditer(text):
        if match[1][:2] not in COMMON and all(char in GIVEN for char in match[1][1:]):
            yield Span(*match.span(1), "name")


def _groups(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    """What the first group that took part says; the whole where there is none."""
    for match in pattern.finditer(text):
        yield Span(*match.span(match.lastindex or 0), kind)


def is_identity(number: str) -> bool:
    """Whether 18 characters are a citizen's number: a day of birth, and the check (GB 11643)."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[17]


def _is_card(text: str, match: re.Match[str]) -> bool:
    """Called a card, or a sum that fits (Luhn) and more than a component's sixteen digits."""
    digits = re.sub(r"\D", "", match[0])
    doubled = [int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(digits))]
    told = _OF_CARD.search(text, max(0, match.start() - 12), match.start())
    fits = sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
    return told is not None or (fits and (len(digits) > 16 or match[0] != digits))
