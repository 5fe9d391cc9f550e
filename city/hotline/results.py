"""The result workbook: what became of each row, and the refused ones to be mended."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from city.hotline.model import HotlineBatch, HotlineRun
from city.hotline.words import NOTES, OUTCOMES, REASONS
from city.tables.writing import PLAIN, write_text

SHEETS = {"zh": ("待修改", "结果", "小结"), "en": ("To mend", "Rows", "Summary")}
HEADINGS = {
    "zh": ("工作表", "行号", "工单编号", "结果", "上报编号", "说明"),
    "en": ("Sheet", "Row", "Order", "Outcome", "Report", "Remarks"),
}
WHY = {"zh": "退回原因", "en": "Why refused"}


def workbook(session: Session, run: HotlineRun, language: str) -> bytes:
    """The result of an import as .xlsx, the rows in the file's order."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **PLAIN})
    quoted = book.add_format({"quote_prefix": True})
    to_mend, rows, summary = SHEETS[language]
    if run.counts.get("refused"):
        _refused(book.add_worksheet(to_mend), batches(session, run.id), quoted, language)
    _rows(book.add_worksheet(rows), batches(session, run.id), quoted, language)
    _summary(book.add_worksheet(summary), run, language)
    book.close()
    return out.getvalue()


def batches(session: Session, run_id: UUID) -> Iterator[HotlineBatch]:
    """The batches of an import, in order, few at a time."""
    asked = select(HotlineBatch).where(HotlineBatch.run_id == run_id)
    yield from session.scalars(asked.order_by(HotlineBatch.ordinal).execution_options(yield_per=4))


def remarks(why: str | None, about: str | None, notes: Sequence[str], language: str) -> str:
    """What is said of a row."""
    said = [REASONS[why][language].format(row=about)] if why else []
    said += [NOTES[note][language] for note in notes]
    return ("；" if language == "zh" else "; ").join(said)


def _rows(sheet: Worksheet, found: Iterable[HotlineBatch], quoted: Format, language: str) -> None:
    sheet.write_row(0, 0, HEADINGS[language])
    words = {code: both[language] for code, both in OUTCOMES.items()}
    line = 0
    for batch in found:
        for row, number, outcome, report, why, about, notes in batch.rows:
            line += 1
            if batch.sheet:
                sheet.write_string(line, 0, batch.sheet)
            sheet.write_number(line, 1, row)
            if number:
                write_text(sheet, line, 2, number, quoted)
            sheet.write_string(line, 3, words[outcome])
            if report:
                sheet.write_string(line, 4, report)
            if why or notes:
                sheet.write_string(line, 5, remarks(why, about, notes, language))


def _refused(
    sheet: Worksheet, found: Iterable[HotlineBatch], quoted: Format, language: str
) -> None:
    """The cells as they came, under their own headings: this sheet can be sent again."""
    line, above = 0, None
    for batch in found:
        whys = {row[0]: remarks(row[4], row[5], [], language) for row in batch.rows if row[4]}
        if batch.refused and above != batch.headings:
            above = batch.headings
            for at, heading in enumerate([WHY[language], *batch.headings]):
                write_text(sheet, line, at, str(heading), quoted)
            line += 1
        for row, cells in batch.refused:
            for at, cell in enumerate([whys.get(row, ""), *cells]):
                if cell:
                    write_text(sheet, line, at, cell, quoted)
            line += 1


def _summary(sheet: Worksheet, run: HotlineRun, language: str) -> None:
    said: list[tuple[str, Any]] = [(run.file, f"{run.created_at:%Y-%m-%d %H:%M} UTC")]
    said += [(both[language], run.counts.get(code, 0)) for code, both in OUTCOMES.items()]
    said.append(("合计" if language == "zh" else "In all", run.done))
    for line, (name, value) in enumerate(said):
        sheet.write_string(line, 0, name)
        sheet.write(line, 1, value)
