"""What every kind of file becomes: named sheets of rows, and why a file cannot be read."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Cells = list[Any]
"""One row: text, numbers, booleans, dates and times; None or "" where there is nothing."""

WORDS: dict[str, dict[str, str]] = {
    "empty": {"zh": "文件里没有表格", "en": "There is no table in this file"},
    "unknown": {"zh": "不是能读的表格文件", "en": "This is no table that can be read"},
    "damaged": {"zh": "文件损坏，打不开", "en": "The file is damaged and cannot be opened"},
    "locked": {"zh": "文件有密码，请去掉密码再发", "en": "The file has a password; remove it"},
    "too_large": {"zh": "文件太大", "en": "The file is too large"},
    "bomb": {"zh": "压缩内容大得不合理", "en": "What is packed in it is unreasonably large"},
    "too_many": {
        "zh": "行数或列数太多，请分成几个文件",
        "en": "Too many rows or columns; split it",
    },
    "too_slow": {"zh": "读得太久，没有读完", "en": "It took too long to read"},
    "crashed": {"zh": "读这个文件时出错", "en": "Reading this file failed"},
}
"""Why a whole file is refused, in both languages."""


class Unreadable(ValueError):
    """A file that gives no table; `code` is one of WORDS."""

    def __init__(self, code: str, note: str = "") -> None:
        self.code, self.note = code, note
        super().__init__(f"{code} {note}".strip())


class Sheet(NamedTuple):
    """The rows of one sheet; the first is row `first` as a person counts them (from 1).

    `is_1904`: bare numbers that mean dates count from 1904.
    """

    name: str
    rows: Iterable[Cells]
    first: int = 1
    is_1904: bool = False


class Limits(NamedTuple):
    """What a file may cost: bytes as sent and unpacked, rows, columns, seconds, bytes of memory."""

    bytes: int = 128 * 2**20
    unpacked: int = 1536 * 2**20
    rows: int = 600_000
    columns: int = 400
    seconds: float = 300.0
    memory: int = 3 * 2**30


LIMITS = Limits()


def numbered(sheet: Sheet) -> Iterator[tuple[int, Cells]]:
    """Each row with its number."""
    return enumerate(sheet.rows, sheet.first)
