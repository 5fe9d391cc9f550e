"""The other ways in which a name is written. Pure: a name → its variants, each with a quality."""

import re
from collections.abc import Iterator

from city.places.numerals import CHINESE, chinese, number

ROAD_ENDS = ("大街", "大道", "胡同", "街", "路", "巷", "道", "里弄", "弄")
_SWAPPED = ("路", "街", "大街", "大道", "巷")
_WAYS = "东南西北中"
_ROAD = re.compile(r"(?P<stem>.{2,}?)(?P<end>大街|大道|胡同|快速路|高速公路|高速|街|路|巷|道|弄)$")
_ORDINAL = re.compile(
    r"第?(?:[零一二三四五六七八九十百]+|\d{1,4})(?=大街|大道|街|路|巷|号|期|里|胡同)"
)
_BRANCH = re.compile(r"^(?P<chain>.{2,})\((?P<branch>[^()]+)\)$")
_ESTATE_PART = re.compile(r"^(?P<whole>.{3,})(?:[一二三四五六七八九十\d]+期|[东南西北中]区)$")
_GROUNDS = (
    "小区",
    "花园",
    "家园",
    "新村",
    "公寓",
    "宿舍",
    "佳苑",
    "雅居",
    "名邸",
    "苑",
    "园",
    "城",
)
_DIALECT = {"医院": ("人民医院",), "小学": ("小学校",), "公交站": ("公交车站", "站"),
            "街道": ("街道办事处", "街道办", "街办"), "镇": ("镇政府",)}  # fmt: skip


def of(kind: str, name: str) -> Iterator[tuple[str, float]]:
    """Variants of a plain name: text and quality (1 as good as the name itself, 0.5 half)."""
    yield from _numbered(name)
    if kind == "road":
        yield from _road(name)
    elif kind == "estate":
        yield from _estate(name)
    else:
        yield from _landmark(name)


def stems(name: str) -> Iterator[str]:
    """What is left of a road's name when people leave 路 or 大街 off: 并州北 and 并州."""
    found = _ROAD.match(name)
    if found:
        stem = found["stem"]
        yield stem
        if stem[-1] in _WAYS and len(stem) > 2:
            yield stem[:-1]


def _numbered(name: str) -> Iterator[tuple[str, float]]:
    found = _ORDINAL.search(name)
    if not found:
        return
    value = number(found.group().removeprefix("第"))
    if value is None or value > 9999:
        return
    ordinal = found.group().startswith("第")
    for text in (chinese(value), str(value)):
        for lead in ("第", ""):
            quality = 0.97 if bool(lead) == ordinal else 0.93
            yield name[: found.start()] + lead + text + name[found.end() :], quality


def _road(name: str) -> Iterator[tuple[str, float]]:
    found = _ROAD.match(name)
    if not found:
        return
    stem, end = found["stem"], found["end"]
    if end in ("高速", "高速公路"):
        yield stem + "高速公路", 0.98
        yield stem + "高速", 0.98
        return
    if end == "快速路":
        yield stem + "快速", 0.95
        yield stem + "高架", 0.9
    for other in _SWAPPED:
        if other != end and CHINESE.fullmatch(stem) is None:
            near = {other, end} in ({"街", "大街"}, {"大道", "大街"})
            yield stem + other, 0.92 if near else 0.82
    if stem[-1] in _WAYS and len(stem) > 2:
        yield stem[:-1] + end, 0.78


def _estate(name: str) -> Iterator[tuple[str, float]]:
    part = _ESTATE_PART.match(name)
    if part:
        yield part["whole"], 0.8
    if name.endswith("小区") and len(name) > 4:
        stem = name.removesuffix("小区")
        if stem.endswith(_GROUNDS):
            yield stem, 0.95
        yield stem + "住宅小区", 0.95
        yield stem + "生活区", 0.85
    elif name.endswith(_GROUNDS):
        yield name + "小区", 0.97


def _landmark(name: str) -> Iterator[tuple[str, float]]:
    branch = _BRANCH.match(name)
    if branch:
        yield branch["chain"] + branch["branch"], 0.98
        yield branch["branch"].removesuffix("店") + branch["chain"], 0.93
        yield branch["chain"], 0.8
    for end, others in _DIALECT.items():
        if name.endswith(end) and len(name) > len(end) + 1:
            for other in others:
                yield name.removesuffix(end) + other, 0.9
