"""Who is told what: senders, how their report fares; staff, what waits for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import any_, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from city import clock
from city.cases.words import SENDER, TOLD, Words, line
from city.db import new_id
from city.errors import Missing
from city.events import Event
from city.intake.model import Report
from city.notices.model import Notice
from city.people import Actor, Person, Role

LANGUAGES = ("zh", "en")
CASE = {"zh": "您单位有新案件待签收", "en": "A new case waits to be signed for"}
TASKS = {
    "verify": {"zh": "您有一个新的核实任务", "en": "You have a new verify task"},
    "check": {"zh": "您有一个新的核查任务", "en": "You have a new check task"},
}

TURNED = {
    "clock.yellow": {"zh": "案件时限已用八成，{due} 到期", "en": "A case is due {due}"},
    "clock.red": {"zh": "案件已超时，应于 {due} 前完成", "en": "A case is overdue since {due}"},
}


def tell(session: Session, event: Event) -> None:
    """Write the notices that an event calls for; once, however often it is called."""
    if event.name == "task.sent":
        _write(session, event, {"person_id": event.data["to_id"]}, TASKS[event.data["kind"]])
    elif event.name == "case.dispatch":
        _tell_staff(session, event, event.data["to_id"], CASE)
    elif event.name in TURNED:
        _tell_staff(session, event, event.data.get("organisation"), TURNED[event.name])
    elif event.name in TOLD and event.report_id:
        _tell_sender(session, event)


def _tell_staff(session: Session, event: Event, organisation: int | None, said: Words) -> None:
    words = {one: line(said, one, event.data) for one in LANGUAGES}
    for person_id in _staff_of(session, organisation or 0):
        _write(session, event, {"person_id": person_id}, words)


def _tell_sender(session: Session, event: Event) -> None:
    report = session.get_one(Report, event.report_id)
    said = {one: line(SENDER[event.name], one, event.data) for one in LANGUAGES}
    words = {one: f"{report.number} {said[one]}" for one in LANGUAGES}
    if report.device:
        _write(session, event, {"device": report.device}, words)
    elif report.reporter_id:
        _write(session, event, {"person_id": report.reporter_id}, words)


def told(session: Session, actor: Actor, limit: int = 100) -> list[Notice]:
    """The actor's notices, the newest first."""
    mine = select(Notice).where(_for(actor)).order_by(Notice.id.desc()).limit(limit)
    return list(session.scalars(mine))


def unread(session: Session, actor: Actor) -> int:
    """How many of the actor's notices were not read."""
    count = select(func.count()).select_from(Notice).where(_for(actor), Notice.read_at.is_(None))
    return session.scalar(count) or 0


def mark_read(session: Session, notice_id: UUID, actor: Actor) -> datetime:
    """Note that the actor has read it. Raises Missing for another's."""
    notice = session.scalar(select(Notice).where(Notice.id == notice_id, _for(actor)))
    if notice is None:
        raise Missing(what="notice")
    notice.read_at = notice.read_at or clock.now()
    return notice.read_at


def _for(actor: Actor) -> Any:
    if actor.person_id is not None:
        return Notice.person_id == actor.person_id
    return Notice.device == actor.device


def _staff_of(session: Session, organisation_id: int) -> Sequence[int]:
    staff = select(Person.id).where(
        Person.organisation_id == organisation_id,
        literal(Role.DEPARTMENT.value) == any_(Person.roles),
        Person.disabled_at.is_(None),
    )
    return session.scalars(staff).all()


def _write(session: Session, event: Event, reader: dict[str, Any], words: dict[str, str]) -> None:
    notice = insert(Notice).values(
        id=new_id(),
        event_id=event.id,
        report_id=event.report_id,
        case_id=event.case_id if "person_id" in reader else None,
        at=event.at,
        words=words,
        **reader,
    )
    session.execute(notice.on_conflict_do_nothing())
