"""Cases as Open311 tells them: what, about where, open or closed; words only the asker's."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from city.cases.around import DONE
from city.cases.model import Case
from city.cases.public import KINDS, coarse
from city.cases.stages import Stage
from city.catalogue.model import Category
from city.db import Point
from city.intake.model import Report

HIDDEN = (Stage.RECEIVED, Stage.DECLINED, Stage.VOIDED)
SHOWN = tuple(stage for stage in Stage if stage not in HIDDEN)


class Wanted(NamedTuple):
    """What is asked for. `ids` are reports'; with them all else but the page counts for nothing."""

    ids: Sequence[UUID] = ()
    codes: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    is_open: bool | None = None
    page: int = 1
    size: int = 50


class Told(NamedTuple):
    """A report and its case, if there is one. `words`, and the exact place, are only its sender's.

    `at`: degrees WGS-84, of others' cases to about a hundred metres.
    """

    id: UUID
    stage: Stage
    category: Category | None
    at: Point | None
    place: str
    words: str
    made_at: datetime
    changed_at: datetime
    due_at: datetime | None
    is_own: bool


def find(session: Session, wanted: Wanted, device: str | None) -> list[Told]:
    """The newest first. `device`: who asks; they see their own reports in whatever stage."""
    filters = [Report.id.in_(wanted.ids)] if wanted.ids else _filters(wanted)
    page = (
        _asked(device)
        .where(*filters)
        .order_by(Report.received_at.desc(), Report.id)
        .limit(wanted.size)
    )
    rows = session.execute(page.offset((wanted.page - 1) * wanted.size))
    return [_told(row.Report, row.Case, row.Category, device) for row in rows]


def changed(
    session: Session, since: datetime | None, until: datetime | None, device: str | None
) -> list[Told]:
    """What has come to another stage in a span of time, the earliest first; at most a thousand."""
    asked = _asked(device).where(Case.id.is_not(None))
    if since:
        asked = asked.where(Case.stage_at >= since)
    if until:
        asked = asked.where(Case.stage_at <= until)
    rows = session.execute(asked.order_by(Case.stage_at, Case.id).limit(1000))
    return [_told(row.Report, row.Case, row.Category, device) for row in rows]


def is_closed(stage: Stage) -> bool:
    """Whether Open311 calls it closed."""
    return stage in DONE


def _asked(device: str | None) -> Select[Report, Case, Category]:
    public: ColumnElement[bool] = and_(
        Case.stage.in_(SHOWN),
        Case.position.is_not(None),
        Category.kind.in_(KINDS),
        Case.report_id == Report.id,
    )
    seen = or_(public, Report.device == device) if device else public
    return (
        select(Report, Case, Category)
        .outerjoin(Case, Case.id == Report.case_id)
        .outerjoin(Category, Category.id == Case.category_id)
        .where(seen)
    )


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.codes:
        found.append(Category.code.in_(wanted.codes))
    if wanted.since:
        found.append(Report.received_at >= wanted.since)
    if wanted.until:
        found.append(Report.received_at <= wanted.until)
    if wanted.is_open is not None:
        over = Case.stage.in_(DONE)
        found.append(or_(Case.id.is_(None), ~over) if wanted.is_open else over)
    return found


def _told(report: Report, case: Case | None, category: Category | None, device: str | None) -> Told:
    is_own = device is not None and report.device == device
    at = (case.position if case else None) or report.position
    return Told(
        id=report.id,
        stage=case.stage if case else Stage.RECEIVED,
        category=category,
        at=at if is_own or at is None else coarse(at),
        place=report.place_words if is_own else "",
        words=report.words if is_own else "",
        made_at=report.received_at,
        changed_at=case.stage_at if case else report.received_at,
        due_at=case.due_at if case and is_own else None,
        is_own=is_own,
    )
