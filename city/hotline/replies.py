"""Answers as a file, for hotlines that take no calls."""

from collections.abc import Sequence

from city.hotline.answers import Due
from city.tables import writing

HEADINGS = ("工单编号", "办理结果", "答复市民要点", "满意度", "回传时间", "回传编号")
RESULTS = {0: "0 解决", 1: "1 未解决", 2: "2 部分解决", 3: "3 不办理退单"}
SATISFACTIONS = {None: "", 0: "0 不满意", 1: "1 理解", 2: "2 满意", 3: "3 非常满意"}


def workbook(owed: Sequence[Due]) -> bytes:
    """One row an answer, as .xlsx."""
    return writing.workbook([("回传", [HEADINGS, *map(_row, owed)])])


def _row(due: Due) -> Sequence[str]:
    answer = due.answer
    return (
        due.order.number, RESULTS[answer.result], answer.reply,
        SATISFACTIONS[answer.satisfaction], f"{answer.at:%Y-%m-%d %H:%M}", str(answer.id),
    )  # fmt: skip
