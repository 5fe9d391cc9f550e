"""The result workbook: what became of each row, and the refused ones to be mended."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import collector
from city.hotline.model import HotlineBatch, HotlineRun
from city.hotline.words import NOTES, OUTCOMES, REASONS
from city.tables import writing
from city.tables.writing import Row

SHEETS = {"zh": ("待修改", "结果", "小结"), "en": ("To mend", "Rows", "Summary")}
HEADINGS = {
    "zh": ("工作表", "行号", "工单编号", "结果", "上报编号", "说明"),
    "en": ("Sheet", "Row", "Order", "Outcome", "Report", "Remarks"),
}
WHY = {"zh": "退回原因", "en": "Why refused"}


@collector.away()
def workbook(session: Session, run: HotlineRun, language: str) -> bytes:
    """The result of an import as .xlsx, the rows in the file's order."""
    to_mend, rows, summary = SHEETS[language]
    sheets: list[tuple[str, Iterable[Row]]] = [
        (rows, _rows(batches(session, run.id), language)),
        (summary, _summary(run, language)),
    ]
    if run.counts.get("refused"):
        sheets.insert(0, (to_mend, _refused(batches(session, run.id), language)))
    return writing.workbook(sheets)


def batches(session: Session, run_id: UUID) -> Iterator[HotlineBatch]:
    """The batches of an import, in order, few at a time."""
    asked = select(HotlineBatch).where(HotlineBatch.run_id == run_id)
    yield from session.scalars(asked.order_by(HotlineBatch.ordinal).execution_options(yield_per=4))


def remarks(why: str | None, about: str | None, notes: Sequence[str], language: str) -> str:
    """What is said of a row."""
    said = [REASONS[why][language].format(row=about)] if why else []
    said += [NOTES[note][language] for note in notes]
    return ("；" if language == "zh" else "; ").join(said)


def _rows(found: Iterable[HotlineBatch], language: str) -> Iterator[Row]:
    yield HEADINGS[language]
    words = {code: both[language] for code, both in OUTCOMES.items()}
    for batch in found:
        for row, number, outcome, report, why, about, notes in batch.rows:
            said = remarks(why, about, notes, language) if why or notes else None
            yield batch.sheet, row, number, words[outcome], report, said


def _refused(found: Iterable[HotlineBatch], language: str) -> Iterator[Row]:
    """The cells as they came, under their own headings: this sheet can be sent again."""
    above = None
    for batch in found:
        whys = {row[0]: remarks(row[4], row[5], [], language) for row in batch.rows if row[4]}
        if batch.refused and above != batch.headings:
            above = batch.headings
            yield [WHY[language], *map(str, above)]
        for row, cells in batch.refused:
            yield [whys.get(row, ""), *cells]


def _summary(run: HotlineRun, language: str) -> Iterator[Row]:
    yield run.file, f"{run.created_at:%Y-%m-%d %H:%M} UTC"
    for code, both in OUTCOMES.items():
        yield both[language], run.counts.get(code, 0)
    yield "合计" if language == "zh" else "In all", run.done
