"""What a sender follows: their own reports that stand with a case that another's report opened."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import senders, standing
from city.cases.model import Case
from city.cases.queries import Page
from city.cases.senders import Sent
from city.errors import Missing
from city.events import Event
from city.intake import reports
from city.intake.model import Report
from city.people import Actor


class Followed(NamedTuple):
    """A report with others', how many there are by now, and the last thing that happened."""

    sent: Sent
    reports: int
    moved: Event | None


def page(session: Session, actor: Actor, before: UUID | None, limit: int) -> Page:
    """What the actor follows, the last sent first (ids are UUIDv7), those before `before`."""
    asked = senders.sent_by(actor).where(_is_with_another(), Report.unfollowed_at.is_(None))
    if before:
        asked = asked.where(Report.id < before)
    rows = session.execute(asked.order_by(Report.id.desc()).limit(limit + 1)).all()
    found = [Sent(*row) for row in rows[:limit]]
    counted = standing.counts(session, [sent.case for sent in found if sent.case])
    return Page(
        [Followed(sent, _of(counted, sent), _last(session, sent.report)) for sent in found],
        len(rows) > limit,
    )


def follow(session: Session, actor: Actor, report_id: UUID, wanted: bool) -> None:
    """Be told of the case that one's report stands with, or no more. Safe to repeat.

    Raises Missing where the report is another's, or opened its case itself: of that its sender is
    told in any case.
    """
    report = reports.own_report(session, report_id, actor)
    with_another = select(Case.id).where(Case.id == report.case_id, Case.report_id != report.id)
    if session.scalar(with_another) is None:
        raise Missing(what="case")
    if wanted == (report.unfollowed_at is None):
        return
    report.unfollowed_at = None if wanted else clock.now()
    name = "report.followed" if wanted else "report.unfollowed"
    events.record(session, actor, name, report_id=report.id)


def is_told() -> ColumnElement[bool]:
    """Whether a report's sender is told: always of a case of their own, else while following."""
    opened = select(Case.id).where(Case.id == Report.case_id, Case.report_id == Report.id)
    return or_(Report.unfollowed_at.is_(None), opened.exists())


def _is_with_another() -> ColumnElement[bool]:
    return Case.report_id != Report.id


def _of(counted: dict[UUID, int], sent: Sent) -> int:
    return counted.get(sent.case.id, 1) if sent.case else 1


def _last(session: Session, report: Report) -> Event | None:
    past = senders.plain_past(session, report)
    return past[-1] if past else None
