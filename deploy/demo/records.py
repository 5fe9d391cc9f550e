"""Past cases written down: reports, contacts, cases, photos, tasks, and the events that tell it."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from city.cases.model import Case, Task, TaskKind
from city.cases.stages import Stage
from city.duty.asked import TaskState
from city.events import Event
from city.intake.model import Channel, Contact, Photo, Report
from city.notices.model import Notice
from city.people import SYSTEM
from deploy.demo import notices, pictures
from deploy.demo.copying import columns, copy_rows, reserve
from deploy.demo.lives import ZONE, Life
from deploy.demo.numbers import case_numbers, report_numbers
from deploy.demo.teller import CHECK_DUE, Past, Told

_REPORT = columns(
    "id number channel device reporter_id fingerprint words place_words category_id position"
    " accuracy sent_position made_at received_at"
)
_CASE = columns(
    "id number stage report_id category_id condition_id organisation_id words place position"
    " accuracy placement district_id subdistrict_id community_id cell_id beat_id urgent"
    " received_at stage_at clock_from yellow_at due_at turn_at clock satisfied"
)
_EVENT = columns(
    "id at name report_id case_id actor_id actor_device actor_name role organisation_id data"
    " relayed_at"
)
_TASK = columns("id case_id kind person_id state created_at due_at done_at passed note")
_BEFORE_CASE = frozenset({"report.received"})
ACCURACY = 8.0  # metres, as a phone in the open says


class Numbered(NamedTuple):
    """A past case with its numbers."""

    past: Past
    report: str
    case: str


def write(
    session: Session,
    pasts: Sequence[Past],
    shots: Sequence[pictures.Shot],
    now: datetime,
    seed: int,
) -> None:
    """Write everything down; nothing is left for the relay to carry."""
    numbers = (
        report_numbers(session, pasts, now.astimezone(ZONE).date()),
        case_numbers(session, pasts),
    )
    known = [Numbered(*one) for one in zip(pasts, *numbers, strict=True)]
    copy_rows(session, Report, _REPORT, map(_report, known))
    copy_rows(session, Case, _CASE, (_case(one, now) for one in known))
    _join(session, pasts)
    contacts = ((past.report_id, *past.contact) for past in pasts if past.contact)
    copy_rows(session, Contact, ("report_id", "name", "phone"), contacts)
    copy_rows(session, Photo, pictures.COLUMNS, pictures.taken(pasts, shots, seed))
    copy_rows(session, Task, _TASK, (row for past in pasts for row in _tasks(past)))
    _tell(session, known, now, seed)
    session.execute(_DISPATCHES, {"ids": [past.case_id for past in pasts]})


def _tell(session: Session, known: Sequence[Numbered], now: datetime, seed: int) -> None:
    told = [(event, one) for one in known for event in one.past.told]
    told.sort(key=lambda pair: pair[0].at)
    first = reserve(session, Event, len(told))
    copy_rows(session, Event, _EVENT, (_event(first + at, *pair) for at, pair in enumerate(told)))
    heard = ((first + at, event, one.past, one.report) for at, (event, one) in enumerate(told))
    copy_rows(session, Notice, notices.COLUMNS, notices.rows(heard, now, seed))


_DISPATCHES = text("""
    insert into dispatches (case_id, at, rule_id, organisation_id, returned_at)
    select e.case_id, e.at,
           case when e.actor_id is null then (
               select r.id from dispatch_rules r
               where r.category_id = c.category_id
                 and r.area_id in (c.district_id, c.subdistrict_id)
               order by r.ordinal limit 1) end,
           (e.data->>'to_id')::int,
           (select min(b.at) from events b
            where b.case_id = e.case_id and b.name = 'case.return' and b.id > e.id)
    from events e join cases c on c.id = e.case_id
    where e.name = 'case.dispatch' and c.id = any(:ids) order by e.id
""")


def _join(session: Session, pasts: Sequence[Past]) -> None:
    """Reports and cases name each other; the reports learn of it last."""
    own = select(Case.id).where(Case.report_id == Report.id).scalar_subquery()
    ids = [past.report_id for past in pasts]
    session.execute(
        update(Report)
        .where(Report.id.in_(ids))
        .values(case_id=own)
        .execution_options(synchronize_session=False)
    )


def _report(one: Numbered) -> tuple[Any, ...]:
    past, at = one.past, one.past.scene.at
    sender = past.device or str(past.reporter)
    category = past.condition.category_id if past.reporter or past.filed else None
    return (
        past.report_id,
        one.report,
        Channel.INSPECTOR if past.reporter else Channel.CITIZEN,
        past.device,
        past.reporter.id if past.reporter else None,
        hashlib.sha256(f"{sender} {past.report_id}".encode()).hexdigest(),
        past.words,
        past.scene.words,
        category,
        at,
        ACCURACY,
        {"lon": at.lon, "lat": at.lat, "datum": "wgs84", "accuracy": ACCURACY},
        past.life.received_at - timedelta(seconds=20),
        past.life.received_at,
    )


def _case(one: Numbered, now: datetime) -> tuple[Any, ...]:
    past, life, areas = one.past, one.past.life, one.past.scene.areas
    known = past.filed or past.reporter
    return (
        past.case_id,
        one.case,
        life.stage,
        past.report_id,
        past.condition.category_id if known else None,
        past.condition.id if past.filed else None,
        past.organisation,
        past.words,
        areas.words + past.scene.words,
        past.scene.at,
        ACCURACY,
        {"how": "position", "matched": past.scene.matched, "apart": None},
        areas.district,
        areas.subdistrict,
        areas.community,
        areas.cell,
        areas.beat,
        past.filed and past.condition.limit.urgent,
        life.received_at,
        life.steps[-1].at if life.steps else life.received_at + timedelta(seconds=2),
        life.clock_from,
        life.yellow_at,
        life.due_at,
        _turn(life, now),
        {},
        past.satisfied,
    )


def _turn(life: Life, now: datetime) -> datetime | None:
    """When the lamp turns next; what turned before the city was made is not told of again."""
    coming = [at for at in (life.yellow_at, life.due_at) if at and at > now]
    return min(coming, default=None)


def _event(own: int, told: Told, one: Numbered) -> tuple[Any, ...]:
    data = {"number": one.report} if told.name in _BEFORE_CASE else told.data
    name = told.actor.name if told.actor else "" if told.device else SYSTEM.name
    return (
        own,
        told.at,
        told.name,
        one.past.report_id,
        None if told.name in _BEFORE_CASE else one.past.case_id,
        told.actor.id if told.actor else None,
        told.device,
        name,
        told.role,
        told.actor.organisation_id if told.actor else None,
        data,
        told.at,
    )


def _tasks(past: Past) -> Iterator[tuple[Any, ...]]:
    for own, person, sent, answer in past.checks:
        is_open = answer is None and past.life.stage is Stage.CHECKING
        yield (
            own,
            past.case_id,
            TaskKind.CHECK,
            person.id,
            TaskState.OPEN if is_open else TaskState.DONE,
            sent,
            sent + CHECK_DUE,
            answer.at if answer else None,
            answer.name == "case.pass" if answer else None,
            answer.data["note"] if answer else None,
        )
