"""What content checks hold, for those of the desk who may see its cases."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from city.cases.access import seen_by
from city.cases.model import Case
from city.errors import Missing
from city.events import Event
from city.intake import checks
from city.intake.checks import HELD, ContentCheck
from city.intake.model import Report
from city.people import Actor

MOST = 100


class Held(NamedTuple):
    """What is held, the report that it belongs to, and the words that were checked."""

    check: ContentCheck
    report: Report
    words: str


def waiting(session: Session, actor: Actor) -> Sequence[Held]:
    """What waits for an operator, the oldest first."""
    asked = _seen(session, actor).where(ContentCheck.is_fit.is_(None))
    rows = session.execute(asked.order_by(ContentCheck.told_at, ContentCheck.id).limit(MOST))
    return [_told(session, *row) for row in rows]


def of_case(session: Session, case_id: UUID, actor: Actor) -> Sequence[Held]:
    """All that was ever held of a case's reports, the oldest first; decided or not."""
    asked = _seen(session, actor).where(Report.case_id == case_id)
    rows = session.execute(asked.order_by(ContentCheck.told_at, ContentCheck.id).limit(MOST))
    return [_told(session, *row) for row in rows]


def decide(session: Session, check_id: UUID, is_fit: bool, actor: Actor) -> Held:
    """Whether the public may see it; recorded. Raises Missing, AlreadyDecided."""
    row = session.execute(_seen(session, actor).where(ContentCheck.id == check_id)).first()
    if row is None:
        raise Missing(what="check")
    checks.decide(session, check_id, is_fit, actor)
    return _told(session, *row)


def _seen(session: Session, actor: Actor) -> Select[ContentCheck, Report]:
    """What was ever held of reports whose cases the actor may see, or that have none yet."""
    joined = select(ContentCheck, Report).join(Report, Report.id == ContentCheck.report_id)
    joined = joined.outerjoin(Case, Case.id == Report.case_id)
    visible = or_(Report.case_id.is_(None), seen_by(session, actor))
    return joined.where(ContentCheck.verdict.in_(HELD), visible)


def _told(session: Session, check: ContentCheck, report: Report) -> Held:
    if check.said_in is None:
        return Held(check, report, report.words)
    said = session.get_one(Event, check.said_in)
    return Held(check, report, str(said.data.get("note") or ""))
