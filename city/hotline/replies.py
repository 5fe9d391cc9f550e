"""Answers as a file, for hotlines that take no calls."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from city.hotline.answers import Due
from city.tables.writing import PLAIN, write_text

HEADINGS = ("工单编号", "办理结果", "答复市民要点", "满意度", "回传时间", "回传编号")
RESULTS = {0: "0 解决", 1: "1 未解决", 2: "2 部分解决", 3: "3 不办理退单"}
SATISFACTIONS = {None: "", 0: "0 不满意", 1: "1 理解", 2: "2 满意", 3: "3 非常满意"}


def workbook(owed: Sequence[Due]) -> bytes:
    """One row an answer, as .xlsx."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **PLAIN})
    quoted = book.add_format({"quote_prefix": True})
    sheet = book.add_worksheet("回传")
    sheet.write_row(0, 0, HEADINGS)
    for line, due in enumerate(owed, 1):
        answer = due.answer
        told = (
            due.order.number, RESULTS[answer.result], answer.reply,
            SATISFACTIONS[answer.satisfaction], f"{answer.at:%Y-%m-%d %H:%M}", str(answer.id),
        )  # fmt: skip
        for at, text in enumerate(told):
            write_text(sheet, line, at, text, quoted)
    book.close()
    return out.getvalue()
