"""Which column of a city's own handbook says what, proposed by the headings' names. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

# The words that a heading holds, the surest first.
HEADINGS: dict[str, tuple[str, ...]] = {
    "kind": ("部件事件", "问题类型", "类型", "类别", "kind"),
    "class_code": ("大类代码", "大类编码", "大类编号", "class_code"),
    "class_name": ("大类名称", "大类", "class_name"),
    "code": ("小类代码", "小类编码", "小类编号", "代码", "编码", "code"),
    "name": ("小类名称", "小类", "名称", "name"),
    "name_en": ("英文名", "英文", "name_en"),
    "text": ("立案条件", "立案标准", "立案描述", "条件", "text"),
    "limit": ("处置时限", "处理时限", "办理时限", "时限", "limit"),
    "closing": ("结案条件", "结案标准", "结案规范", "处置标准", "结案", "closing"),
    "photos": ("拍照要求", "照片", "拍照", "photos"),
    "handling": ("处置类型", "处置方式", "handling"),
    "automatic": ("自动派遣", "自动派单", "automatic"),
}
NEEDED = ("name", "text", "limit")
MOST_ABOVE = 10  # rows of titles above the headings


def propose(headings: Sequence[str]) -> dict[str, int]:
    """Field → column. A heading serves one field; the surest word goes first."""
    plain = [_plain(heading) for heading in headings]
    ranked = sorted(
        (rank, plain[column] != word, field, column)
        for field, words in HEADINGS.items()
        for rank, word in enumerate(words)
        for column in range(len(plain))
        if word in plain[column]
    )
    found: dict[str, int] = {}
    for _, _, field, column in ranked:
        if field not in found and column not in found.values():
            found[field] = column
    return found


def check(given: Mapping[str, str], cells: Sequence[str]) -> None:
    """Raises ValueError for a field that is none, or a heading that is not among `cells`."""
    plain = {_plain(cell) for cell in cells}
    for field, heading in given.items():
        if field not in HEADINGS or _plain(heading) not in plain:
            raise ValueError(f"{field}={heading}")


def told(headings: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """The proposal, with what a person said instead where it is among `headings`."""
    found, plain = propose(headings), [_plain(heading) for heading in headings]
    said = {field: _plain(heading) for field, heading in given.items()}
    return found | {field: plain.index(one) for field, one in said.items() if one in plain}


class Lacking(ValueError):
    """Headings without a column that is needed; `has_nothing`: without any of them."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"没有找到列 no column for: {', '.join(missing)}")
        self.has_nothing = set(missing) == set(NEEDED)


def needed(headings: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Field → column, with all that a handbook needs. Raises Lacking."""
    found = told(headings, given)
    missing = [field for field in NEEDED if field not in found]
    if missing:
        raise Lacking(missing)
    return found


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """The row that names most of what is needed: titles often stand above it."""
    scores = [len(propose(row).keys() & set(HEADINGS)) for row in rows[:MOST_ABOVE]]
    return scores.index(max(scores)) if scores else 0


def _plain(heading: str) -> str:
    return re.sub(r"[\s*()（）]", "", unicodedata.normalize("NFKC", heading)).lower()
