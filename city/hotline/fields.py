"""The fields of a hotline work order, and the names that cities' exports give them.

Names and codes of values: the hotlines' published interface fields (reference hotline12345_fields)
and columns seen in exports; a city's own names are saved with its source.
"""

import csv
import enum
from pathlib import Path
from typing import NamedTuple


class Kind(enum.StrEnum):
    """What stands in a column."""

    NUMBER = "number"  # an order's number: digits and letters that must not lose any
    TEXT = "text"
    MOMENT = "moment"
    PHONE = "phone"
    LON = "lon"
    LAT = "lat"
    POINT = "point"  # both degrees in one cell, the longitude first or not
    COUNT = "count"
    YES = "yes"


class Field(NamedTuple):
    """One field: its name here, in Chinese, what it holds, what exports call it, or may end in."""

    name: str
    zh: str
    kind: Kind
    names: tuple[str, ...]
    needed: bool = False
    endings: tuple[str, ...] = ()


def _read() -> dict[str, Field]:
    with (Path(__file__).parent / "data" / "fields.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["field"]: Field(
                row["field"],
                row["zh"],
                Kind(row["kind"]),
                tuple(row["names"].split("|")),
                bool(row["needed"]),
                tuple(row["endings"].split("|")) if row["endings"] else (),
            )
            for row in csv.DictReader(rows)
        }


FIELDS = _read()
NEEDED = tuple(field.name for field in FIELDS.values() if field.needed)
PERSONAL = ("name", "phone", "home")
"""What stands in the sealed contact and nowhere else."""
FACTS = (
    *("channel", "type", "level1", "level2", "level3", "level4", "level5", "street", "community"),
    *("district", "department", "joint_departments", "urgency", "secret", "wants_call"),
    *("result", "reply", "satisfaction"),
)
"""What is kept of an order as the hotline said it."""


def plain(heading: object) -> str:
    """A heading without spaces, line breaks, brackets' units and marks, in lower case."""
    text = str(heading or "").translate(_WIDE).lower()
    for opening, closing in ("()", "[]", "【】"):
        while opening in text and closing in text[text.index(opening) :]:
            start = text.index(opening)
            text = text[:start] + text[text.index(closing, start) + 1 :]
    return "".join(sign for sign in text if sign.isalnum())


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
BY_NAME: dict[str, str] = {
    plain(name): field.name for field in FIELDS.values() for name in field.names
}
"""A plain heading → the field that it certainly means."""
RANKS: dict[str, int] = {
    plain(name): at for field in FIELDS.values() for at, name in enumerate(field.names)
}
"""A plain heading → how far from the first it stands among its field's names."""
ENDINGS: list[tuple[str, str]] = sorted(
    ((ending, field.name) for field in FIELDS.values() for ending in field.endings),
    key=lambda one: -len(one[0]),
)
"""What a heading may end in, and the field that it then means; the longest first."""
OTHERS = tuple(
    "承办 处置 办理 主办 协办 会办 责任 部门 单位 回访 处理 经办 坐席 话务 接线 回复 答复 反馈"
    " 办结 结案 审核 审批 签收 退单 退回 延期 催办 督办 评价 满意 关联 原 父 重复 被 证件 身份证"
    " 网格 核查 核实 监督 整改 车牌 操作 更新 修改 归档 备注 邮 户籍 家庭 完成".split()
)
"""Words of headings that tell of somebody else, or of what came later."""


def is_of_others(heading: str) -> bool:
    """Whether a heading tells of those who handle an order, or of what came of it."""
    return any(word in heading for word in OTHERS)
