"""Who else a case stands for: reports with it, cases joined to it, and what it is the return of."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city.cases import family
from city.cases.model import Case, Merge
from city.cases.stages import Stage
from city.intake.model import Contact, Report

MOST = 50  # further reports that are shown one by one


class Voice(NamedTuple):
    """Another report of the same problem, and who may be asked back."""

    report: Report
    contact: Contact | None


class Standing(NamedTuple):
    """What a case stands for."""

    voices: Sequence[Voice]
    joined: Sequence[tuple[Merge, Case]]
    into: Case | None
    repeats: Case | None


def of(session: Session, case: Case) -> Standing:
    """Other reports, joined cases, the case that it is in, and the one that it repeats."""
    told = (
        select(Report, Contact)
        .outerjoin(Contact, Contact.report_id == Report.id)
        .where(Report.case_id == case.id, Report.id != case.report_id)
    )
    rows = session.execute(told.order_by(Report.received_at, Report.id).limit(MOST))
    into = family.root(session, case.id) if case.stage is Stage.MERGED else None
    return Standing(
        [Voice(row.Report, row.Contact) for row in rows],
        family.joined(session, case.id),
        session.get(Case, into) if into else None,
        session.get(Case, case.repeats_id) if case.repeats_id else None,
    )


def counts(session: Session, cases: Sequence[Case]) -> dict[UUID, int]:
    """How many reports stand with each case."""
    counted = select(Report.case_id, func.count().label("reports")).group_by(Report.case_id)
    rows = session.execute(counted.where(Report.case_id.in_([case.id for case in cases])))
    return {row.case_id: row.reports for row in rows if row.case_id}
