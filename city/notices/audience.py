"""Whom an event concerns: the senders of the reports, or the staff who must act."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, String, any_, cast, literal, or_, select
from sqlalchemy.orm import Session

from city.cases.model import Case
from city.events import Event
from city.intake.model import Report
from city.notices.board import Announcement
from city.notices.readers import Reader
from city.people import Person, Role, branch

Facts = Mapping[str, Any]
STAFF = [role.value for role in Role if role is not Role.CITIZEN]


class Told(NamedTuple):
    """One reader, what it is about, and what its words may say of it."""

    reader: Reader
    facts: Facts
    report_id: UUID | None = None
    case_id: UUID | None = None


def audience(session: Session, event: Event) -> Iterable[Told]:
    """Who is told of `event`; nobody for most."""
    return AUDIENCES.get(event.name, _nobody)(session, event)


def _nobody(session: Session, event: Event) -> Iterable[Told]:
    return ()


def _senders(session: Session, event: Event) -> Iterable[Told]:
    """Everybody whose report the case is about."""
    about = or_(Report.id == event.report_id, Report.case_id == event.case_id)
    for report in session.scalars(select(Report).where(about).order_by(Report.id)):
        reader = Reader(report.device, None if report.device else report.reporter_id)
        if reader != Reader():
            yield Told(reader, {**event.data, "number": report.number}, report_id=report.id)


def _sender(session: Session, event: Event) -> Iterable[Told]:
    """Whoever sent the one report that it is about."""
    report = session.get_one(Report, event.report_id)
    reader = Reader(report.device, None if report.device else report.reporter_id)
    if reader != Reader():
        yield Told(reader, {**event.data, "number": report.number}, report_id=report.id)


TASKS = {
    "verify": {"zh": "核实", "en": "verify"},
    "check": {"zh": "核查", "en": "check"},
}


def _asked(session: Session, event: Event) -> Iterable[Told]:
    reader = Reader(person_id=event.data["to_id"])
    facts = {**_numbered(session, event), "task": TASKS[event.data.get("kind", "check")]}
    yield Told(reader, facts, event.report_id, event.case_id)


def _department(session: Session, event: Event) -> Iterable[Told]:
    organisation = event.data.get("to_id") or event.data.get("organisation") or 0
    facts = _numbered(session, event)
    staff = select(Person.id).where(
        Person.organisation_id == organisation,
        literal(Role.DEPARTMENT.value) == any_(Person.roles),
        Person.disabled_at.is_(None),
    )
    for person_id in session.scalars(staff):
        yield Told(Reader(person_id=person_id), facts, event.report_id, event.case_id)


def _staff(session: Session, event: Event) -> Iterable[Told]:
    """The staff that an announcement is for: by role, in its organisations and all below them."""
    said = session.get_one(Announcement, UUID(event.data["announcement"]))
    within = set().union(*(branch(session, one) for one in said.organisation_ids))
    found = select(Person.id).where(
        Person.disabled_at.is_(None),
        Person.organisation_id.in_(within),
        Person.roles.op("&&")(cast(said.roles or STAFF, ARRAY(String))),
    )
    for person_id in session.scalars(found.order_by(Person.id)):
        yield Told(Reader(person_id=person_id), {"text": said.title})


def _oneself(session: Session, event: Event) -> Iterable[Told]:
    yield Told(Reader(None if event.actor_id else event.actor_device, event.actor_id), {})


def _numbered(session: Session, event: Event) -> Facts:
    asked = select(Case.number).where(Case.id == event.case_id)
    return {**event.data, "number": session.scalar(asked)}


AUDIENCES: dict[str, Callable[[Session, Event], Iterable[Told]]] = {
    "task.sent": _asked,
    "case.dispatch": _department,
    "clock.yellow": _department,
    "clock.red": _department,
    "case.file": _senders,
    "case.decline": _senders,
    "case.close": _senders,
    "case.merge": _department,
    "report.joined": _sender,
    "report.in_mass": _sender,
    "report.parted": _sender,
    "announcement.posted": _staff,
    "case.reopen": _senders,
    "case.refute": _senders,
    "case.void": _senders,
    "case.force_close": _senders,
    "revisit.asked": _sender,
    "push.test": _oneself,
}
