"""Mass events: one thing that many report at once; what operators see and callers are told."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from city import clock, events
from city.cases import standing
from city.cases.access import seen_by
from city.cases.duplicates import rules
from city.cases.model import Case
from city.cases.stages import Stage
from city.intake.model import Contact, Report
from city.people import SYSTEM, Actor

SHOWN_FOR = timedelta(days=2)
MOST = 5
OVER = (Stage.DECLINED, Stage.CLOSED, Stage.REVISITED, Stage.VOIDED, Stage.MERGED)
ANSWER = {
    "zh": "{place}的{what}，我们已收到 {reports} 人反映，正在统一处置，案件号 {number}，"
    "目前{stage}，您不用再次反映，进展会通知您",
    "en": "{reports} people have reported {what} at {place}. It is in hand as case {number}, now:"
    " {stage}. There is no need to report it again; you will be told how it goes on",
}
"""What an operator may read out to a caller."""


class Mass(NamedTuple):
    """A mass event that is not over, and how many reports it has."""

    case: Case
    reports: int


def note(session: Session, case: Case, code: str) -> None:
    """Mark a case that many people report at once, by the rule for its category; once."""
    if case.mass_at:
        return
    asked = select(Report, Contact.phone).outerjoin(Contact, Contact.report_id == Report.id)
    told = session.execute(asked.where(Report.case_id == case.id)).all()
    senders = ((row.Report.received_at, row.Report.own_device or row.phone) for row in told)
    if rules.is_mass(code, rules.each_once(senders)):
        case.mass_at = clock.now()
        about = {"case_id": case.id, "report_id": case.report_id}
        events.record(session, SYSTEM, "case.mass", **about, reports=len(told))


def now(session: Session, actor: Actor) -> list[Mass]:
    """The mass events of the last two days that are not over, the newest first."""
    asked = select(Case).where(
        Case.mass_at > clock.now() - SHOWN_FOR, Case.stage.not_in(OVER), seen_by(session, actor)
    )
    found = session.scalars(
        asked.order_by(Case.mass_at.desc()).limit(MOST).options(joinedload(Case.category))
    ).all()
    counted = standing.counts(session, found)
    return [Mass(case, counted.get(case.id, 1)) for case in found]
