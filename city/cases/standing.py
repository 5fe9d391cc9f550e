"""Who else a case stands for: reports with it, cases joined to it, and what it is the return of."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from city.cases import family
from city.cases.model import Case, Merge
from city.cases.stages import Stage
from city.intake.model import Contact, Report

MOST = 50  # further reports that are shown one by one
_OWN, _WITH_IT = Report.id == bindparam("report"), Report.case_id == bindparam("case")
TOLD = (
    select(Report, Contact, func.count().filter(_WITH_IT).over().label("reports"))
    .outerjoin(Contact, Contact.report_id == Report.id)
    .where(or_(_OWN, _WITH_IT))
    .order_by(_OWN.desc(), Report.received_at, Report.id)
    .limit(MOST + 1)
)
JOINED = (
    select(Merge.at, Case.id, Case.number, Case.stage)
    .join(Case, Case.id == Merge.case_id)
    .where(Merge.into_id == bindparam("case"), Merge.undone_at.is_(None))
    .order_by(Merge.id)
)


class Voice(NamedTuple):
    """A report of the problem, and who may be asked back."""

    report: Report
    contact: Contact | None


class Joined(NamedTuple):
    """A case that was joined to another, and when."""

    at: datetime
    id: UUID
    number: str
    stage: Stage


class Standing(NamedTuple):
    """What a case stands for: the report that opened it, and all others that stand with it."""

    opened_by: Voice
    voices: Sequence[Voice]
    reports: int
    joined: Sequence[Joined]
    into: Case | None
    repeats: Case | None


def of(session: Session, case: Case) -> Standing:
    """The reports with a case, joined cases, the case that it is in, the one that it repeats.

    The report that opened it is there even where it stands with another case by now.
    """
    rows = session.execute(TOLD, {"case": case.id, "report": case.report_id}).all()
    opened_by, *voices = [Voice(row.Report, row.Contact) for row in rows]
    into = family.root(session, case.id) if case.stage is Stage.MERGED else None
    return Standing(
        opened_by,
        voices,
        rows[0].reports,
        [Joined(*row) for row in session.execute(JOINED, {"case": case.id})],
        session.get(Case, into) if into else None,
        session.get(Case, case.repeats_id) if case.repeats_id else None,
    )


def counts(session: Session, cases: Sequence[Case]) -> dict[UUID, int]:
    """How many reports stand with each case."""
    counted = select(Report.case_id, func.count().label("reports")).group_by(Report.case_id)
    rows = session.execute(counted.where(Report.case_id.in_([case.id for case in cases])))
    return {row.case_id: row.reports for row in rows if row.case_id}
