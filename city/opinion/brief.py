"""舆情日报: what a day brought, as a document for leaders."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases.model import Case
from city.cases.stages import STAGE_WORDS
from city.catalogue.model import Category
from city.intake.model import Report
from city.opinion import judging
from city.opinion.model import OpinionItem, OpinionState

MOST = 20  # items that are told
STATE_WORDS: dict[OpinionState, dict[str, str]] = {
    OpinionState.WAITING: {"zh": "待研判", "en": "To be looked at"},
    OpinionState.TAKEN: {"zh": "已转上报", "en": "Taken as a report"},
    OpinionState.DISMISSED: {"zh": "不采用", "en": "Dismissed"},
    OpinionState.ASIDE: {"zh": "与本市城管无关", "en": "Not here or not ours"},
    OpinionState.REPRINT: {"zh": "转载", "en": "Reprint"},
}
COLUMNS = ("标题", "来源", "地点", "类别", "程度", "转载", "处理情况")
FONT = "宋体"


class Day(NamedTuple):
    """A day's items, and what is known of them: category names, stages of their cases."""

    day: date
    items: Sequence[OpinionItem]
    names: dict[str, str]
    stages: dict[Any, str]


def of(session: Session, day: date, zone: ZoneInfo) -> Day:
    """What was found on a day of the city's."""
    begins = datetime.combine(day, time(), zone)
    found = session.scalars(
        select(OpinionItem)
        .where(OpinionItem.found_at >= begins, OpinionItem.found_at < begins + timedelta(days=1))
        .order_by(OpinionItem.found_at, OpinionItem.id)
    ).all()
    codes = {one.code for one in found if one.code}
    names = select(Category.code, Category.name).where(Category.code.in_(codes))
    taken = [one.report_id for one in found if one.report_id]
    stages = (
        select(Report.id, Case.number, Case.stage)
        .join(Case, Case.id == Report.case_id)
        .where(Report.id.in_(taken))
    )
    told = {
        row.id: f"{row.number} {STAGE_WORDS[row.stage]['zh']}" for row in session.execute(stages)
    }
    return Day(day, found, dict(session.execute(names).tuples().all()), told)


def summary(told: Day) -> list[str]:
    """The day in a few sentences."""
    counts = Counter(one.state for one in told.items)
    ours = [one for one in told.items if one.is_here and one.is_ours]
    said = [
        f"全天收到 {len(told.items)} 条，其中本市城管事项 {len(ours)} 条，转载 "
        f"{counts[OpinionState.REPRINT]} 条。",
        f"已转上报 {counts[OpinionState.TAKEN]} 条，不采用 {counts[OpinionState.DISMISSED]} 条，"
        f"待研判 {counts[OpinionState.WAITING]} 条。",
    ]
    said += [
        f"集中反映：{one.title}（{one.place or '地点不明'}）" for one in told.items if one.burst_at
    ]
    return said


def worst(told: Day) -> list[OpinionItem]:
    """Our own matters, the worst first; reprints stand with what they repeat."""
    ours = (one for one in told.items if one.is_here and one.is_ours and one.original_id is None)
    return sorted(ours, key=lambda one: -judging.spread(one.badness, one.reprints))[:MOST]


def document(told: Day) -> bytes:
    """The brief as .docx."""
    made = Document()
    _in_chinese(made)
    made.add_heading(f"城市管理舆情日报 {told.day:%Y年%m月%d日}", level=0)
    made.add_heading("概况", level=1)
    for line in summary(told):
        made.add_paragraph(line)
    made.add_heading("重点事项", level=1)
    rows = worst(told)
    if not rows:
        made.add_paragraph("无。")
    else:
        table = made.add_table(rows=1, cols=len(COLUMNS), style="Light Grid Accent 1")
        _fill(table.rows[0].cells, COLUMNS)
        for one in rows:
            _fill(table.add_row().cells, _row(told, one))
    made.add_paragraph("程度为 0–100 的机器评分（待核对），供研判参考。")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _row(told: Day, one: OpinionItem) -> Sequence[str]:
    how = told.stages.get(one.report_id) or STATE_WORDS[one.state]["zh"]
    bad = str(judging.spread(one.badness, one.reprints))
    name = told.names.get(one.code or "", "")
    return one.title, one.feed.name, one.place, name, bad, str(one.reprints), how


def _fill(cells: Any, words: Sequence[str]) -> None:
    for cell, said in zip(cells, words, strict=True):
        cell.text = said


def _in_chinese(made: Any) -> None:
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
