"""Whom an event concerns: the senders of the reports, or the staff who must act."""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from city.cases import followed
from city.events import Event
from city.intake.model import Report
from city.notices import colleagues
from city.notices.readers import Reader, Told

__all__ = ["Told", "audience"]


def audience(session: Session, event: Event) -> Iterable[Told]:
    """Who is told of `event`; nobody for most."""
    return AUDIENCES.get(event.name, _nobody)(session, event)


def _nobody(session: Session, event: Event) -> Iterable[Told]:
    return ()


def _senders(session: Session, event: Event) -> Iterable[Told]:
    """Everybody whose report the case is about, and who has not stopped following it."""
    about = or_(Report.id == event.report_id, Report.case_id == event.case_id)
    return _senders_of(session, event, about)


def _sender(session: Session, event: Event) -> Iterable[Told]:
    """Whoever sent the one report that it is about."""
    return _senders_of(session, event, Report.id == event.report_id)


def _senders_of(session: Session, event: Event, about: ColumnElement[bool]) -> Iterable[Told]:
    told = select(Report).where(about, followed.is_told()).order_by(Report.id)
    for report in session.scalars(told):
        reader = Reader(report.device, None if report.device else report.reporter_id)
        if reader != Reader():
            yield Told(reader, {**event.data, "number": report.number}, report_id=report.id)


def _oneself(session: Session, event: Event) -> Iterable[Told]:
    yield Told(Reader(None if event.actor_id else event.actor_device, event.actor_id), {})


AUDIENCES: dict[str, Callable[[Session, Event], Iterable[Told]]] = {
    "task.sent": colleagues.asked,
    "case.dispatch": colleagues.department,
    "case.delegate": colleagues.department,
    "case.hand_back": colleagues.department,
    "case.assign": colleagues.assigned,
    "case.give_back": colleagues.given_back,
    "case.supervise": colleagues.in_hand,
    "case.urge": colleagues.in_hand,
    "case.fail": colleagues.in_hand,
    "case.rework": colleagues.in_hand,
    "case.ask": colleagues.deciders,
    "case.approve": colleagues.decided,
    "case.refuse": colleagues.decided,
    "clock.yellow": colleagues.at_work,
    "clock.red": colleagues.at_work,
    "case.file": _senders,
    "case.decline": _senders,
    "case.close": _senders,
    "case.merge": colleagues.department,
    "report.joined": _sender,
    "report.in_mass": _sender,
    "report.parted": _sender,
    "announcement.posted": colleagues.staff,
    "case.reopen": _senders,
    "case.refute": _senders,
    "case.void": _senders,
    "case.force_close": _senders,
    "revisit.asked": _sender,
    "leave.asked": colleagues.chiefs,
    "leave.approved": colleagues.whose_leave,
    "leave.refused": colleagues.whose_leave,
    "roll.called": colleagues.called,
    "opinion.burst": colleagues.readers_of_opinion,
    "push.test": _oneself,
}
