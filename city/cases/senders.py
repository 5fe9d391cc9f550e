"""What a sender is shown: their own reports, where each stands, its past in plain words."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from city.cases.model import Case
from city.cases.queries import Page
from city.cases.stages import Stage
from city.cases.words import SENDER
from city.catalogue.model import Category
from city.events import Event
from city.intake.model import Photo, PhotoKind, PhotoState, Report
from city.people import Actor

JOINED = frozenset({"report.joined", "report.in_mass"})


class Sent(NamedTuple):
    """A report of one's own, what became of it, and the photo that stands for it."""

    report: Report
    case: Case | None
    category: Category | None
    picture: UUID | None

    @property
    def stage(self) -> Stage:
        """Where it stands; RECEIVED until it has become a case."""
        return self.case.stage if self.case else Stage.RECEIVED


def own_page(session: Session, actor: Actor, before: UUID | None, limit: int) -> Page:
    """The actor's own reports, the newest first (ids are UUIDv7), those before `before`."""
    mine = sent_by(actor)
    if before:
        mine = mine.where(Report.id < before)
    rows = session.execute(mine.order_by(Report.id.desc()).limit(limit + 1)).all()
    return Page([Sent(*row) for row in rows[:limit]], len(rows) > limit)


def whole(session: Session, report: Report) -> Sent:
    """What became of `report`."""
    case = session.get(Case, report.case_id) if report.case_id else None
    category_id = case.category_id if case else report.category_id
    category = session.get(Category, category_id) if category_id else None
    return Sent(report, case, category, None)


def plain_past(session: Session, report: Report) -> list[Event]:
    """The events that the sender is shown, the oldest first.

    Of a case that was opened by another's report, those since this one was joined to it.
    """
    told = select(Event).where(Event.report_id == report.id).order_by(Event.id)
    own = list(session.scalars(told))
    joined = max((event.id for event in own if event.name in JOINED), default=None)
    if joined and report.case_id:
        steps = select(Event).where(Event.case_id == report.case_id, Event.id > joined)
        known = {event.id for event in own}
        own += [event for event in session.scalars(steps) if _is_step(event, known)]
    return sorted((event for event in own if event.name in SENDER), key=lambda event: event.id)


def _is_step(event: Event, known: set[int]) -> bool:
    return event.name.startswith("case.") and event.id not in known


def sent_by(actor: Actor):  # type: ignore[no-untyped-def]
    """The actor's own reports as rows of Sent."""
    picture = (
        select(Photo.id)
        .where(
            Photo.report_id == Report.id,
            Photo.kind == PhotoKind.BEFORE,
            Photo.state == PhotoState.READY,
            Photo.public_sha256.is_not(None),
        )
        .order_by(Photo.id)
        .limit(1)
        .scalar_subquery()
    )
    category_id = Case.category_id
    asked = (
        select(Report, Case, Category, picture)
        .outerjoin(Case, Case.id == Report.case_id)
        .outerjoin(Category, Category.id == category_id)
    )
    if actor.person_id is not None:
        return asked.where(Report.reporter_id == actor.person_id)
    return asked.where(Report.device == actor.device)
