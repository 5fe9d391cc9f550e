"""Whom of the staff an event concerns: who must act, who must decide, who waits for an answer."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Select, String, any_, cast, exists, literal, select
from sqlalchemy.orm import Session

from city.cases.access import seen_by
from city.cases.approval import Approval, ApprovalState
from city.cases.model import Case, Task
from city.cases.terms import ACTION_WORDS, Stage
from city.duty.asked import TaskState
from city.events import Event
from city.notices.board import Announcement
from city.notices.readers import Facts, Reader, Told
from city.people import Actor, Person, Role, branch

STAFF = [role.value for role in Role if role is not Role.CITIZEN]
HOLDERS = [Role.DEPARTMENT.value, Role.MAINTAINER.value]
TASKS = {
    "verify": {"zh": "核实", "en": "verify"},
    "check": {"zh": "核查", "en": "check"},
    "survey": {"zh": "普查", "en": "survey"},
}
AT_DESK = {
    **dict.fromkeys((Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING), Role.OPERATOR),
    **dict.fromkeys((Stage.FILED, Stage.HANDLED, Stage.CHECKING), Role.DISPATCHER),
    Stage.CHECKED: Role.DUTY_CHIEF,
}
"""Whose desk a case lies on; at all other open stages a department has it."""


def asked(session: Session, event: Event) -> Iterable[Told]:
    """The inspector to whom a task goes."""
    facts = {**_numbered(session, event), "task": TASKS[event.data.get("kind", "check")]}
    yield from _about(event, [event.data["to_id"]], facts)


def department(session: Session, event: Event) -> Iterable[Told]:
    """Those who work in the department that the event names."""
    organisation = event.data.get("to_id") or event.data.get("organisation")
    yield from _about(event, _holders(session, organisation), _numbered(session, event))


def at_work(session: Session, event: Event) -> Iterable[Told]:
    """Those who work in the department that the event names, and the member who has the job."""
    job = session.scalar(select(Case.member_id).where(Case.id == event.case_id))
    people = [*_holders(session, event.data.get("organisation")), job]
    yield from _about(event, people, _numbered(session, event))


def assigned(session: Session, event: Event) -> Iterable[Told]:
    """The member of a crew to whom a job goes."""
    yield from _about(event, [event.data["to_id"]], _numbered(session, event))


def given_back(session: Session, event: Event) -> Iterable[Told]:
    """The department of the member who gave a job back."""
    case = session.get_one(Case, event.case_id)
    people = _holders(session, case.organisation_id)
    yield from _about(event, people, _numbered(session, event))


def readers_of_opinion(session: Session, event: Event) -> Iterable[Told]:
    """Those who look through what media write: operators and duty chiefs."""
    roles = cast([Role.OPERATOR.value, Role.DUTY_CHIEF.value], ARRAY(String))
    found = select(Person.id).where(Person.disabled_at.is_(None), Person.roles.op("&&")(roles))
    for person_id in session.scalars(found.order_by(Person.id)):
        yield Told(Reader(person_id=person_id), event.data)


def in_hand(session: Session, event: Event) -> Iterable[Told]:
    """Those who have the case in hand now: a department, a desk, whoever is asked about it."""
    case = session.get_one(Case, event.case_id)
    role = AT_DESK.get(case.stage)
    people = _at_desk(session, case.id, role) if role else _holders(session, case.organisation_id)
    tasks = select(Task.person_id).where(Task.case_id == case.id, Task.state == TaskState.OPEN)
    facts = {**_numbered(session, event), "due": event.data.get("until", "")}
    at_it = [*people, case.member_id, *session.scalars(tasks)]
    yield from _about(event, at_it, facts)


def deciders(session: Session, event: Event) -> Iterable[Told]:
    """Those whose consent is asked for first, as long as nobody decided."""
    request = _request(session, event)
    if request.state is ApprovalState.OPEN and request.first_at is None:
        yield from _waiting(session, event, request)


def decided(session: Session, event: Event) -> Iterable[Told]:
    """Those whose consent is asked for next; else whoever asked."""
    request = _request(session, event)
    if request.state is ApprovalState.OPEN:
        yield from _waiting(session, event, request)
    elif request.decided_by_id == event.actor_id:
        was = "granted" if request.state is ApprovalState.GRANTED else "refused"
        facts = {**_numbered(session, event), "what": ACTION_WORDS[request.wanted]}
        yield from _about(event, [request.asked_by_id], facts, f"approval.{was}")


def chiefs(session: Session, event: Event) -> Iterable[Told]:
    """The duty chiefs in whose branch the one works who asks."""
    asker = session.get_one(Person, event.actor_id)
    rows = session.execute(_working(Role.DUTY_CHIEF)).all()
    places = {row.organisation_id for row in rows}
    over = {place for place in places if asker.organisation_id in branch(session, place)}
    found = [row.id for row in rows if row.organisation_id in over]
    yield from _about(event, found, {**event.data, "to": asker.name})


def whose_leave(session: Session, event: Event) -> Iterable[Told]:
    """Whoever asked for the leave that was decided."""
    yield from _about(event, [event.data["to_id"]], event.data)


def called(session: Session, event: Event) -> Iterable[Told]:
    """Everybody who is to answer a roll-call."""
    yield from _about(event, event.data["to_ids"], event.data)


def staff(session: Session, event: Event) -> Iterable[Told]:
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


def _waiting(session: Session, event: Event, request: Approval) -> Iterable[Told]:
    """All of the role whose turn it is, who may see the case and had no part in the request."""
    people = _at_desk(session, request.case_id, request.decider)
    part = {request.asked_by_id, request.first_by_id}
    note = {"what": ACTION_WORDS[request.wanted], "note": request.note}
    facts = {**_numbered(session, event), **note}
    yield from _about(event, [one for one in people if one not in part], facts, "approval.waits")


def _request(session: Session, event: Event) -> Approval:
    return session.get_one(Approval, UUID(event.data["approval"]))


def _at_desk(session: Session, case_id: UUID, role: Role) -> list[int]:
    """The people of a role in whose area of duty the case lies."""
    rows = session.execute(_working(role)).all()
    places = {row.organisation_id for row in rows}
    seeing = {place for place in places if _sees(session, case_id, role, place)}
    return [row.id for row in rows if row.organisation_id in seeing]


def _sees(session: Session, case_id: UUID, role: Role, place: int | None) -> bool:
    somebody = Actor(frozenset({role}), organisation_id=place)
    seen = exists().where(Case.id == case_id, seen_by(session, somebody))
    return bool(session.scalar(select(seen)))


def _working(role: Role) -> Select[int, int | None]:
    has = literal(role.value) == any_(Person.roles)
    return select(Person.id, Person.organisation_id).where(has, Person.disabled_at.is_(None))


def _holders(session: Session, organisation: int | None) -> Sequence[int]:
    found = select(Person.id).where(
        Person.organisation_id == (organisation or 0),
        Person.roles.op("&&")(cast(HOLDERS, ARRAY(String))),
        Person.disabled_at.is_(None),
    )
    return session.scalars(found).all()


def _about(
    event: Event, people: Iterable[int | None], facts: Facts, kind: str | None = None
) -> Iterable[Told]:
    """Each of them, but not whoever did it."""
    for person_id in dict.fromkeys(people):
        if person_id and person_id != event.actor_id:
            reader = Reader(person_id=person_id)
            yield Told(reader, facts, event.report_id, event.case_id, kind)


def _numbered(session: Session, event: Event) -> Facts:
    """What the event says, with the case's number; a survey's title stands for its number."""
    asked = select(Case.number).where(Case.id == event.case_id)
    number = session.scalar(asked) if event.case_id else event.data.get("title", "")
    return {**event.data, "number": number}
