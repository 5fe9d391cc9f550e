"""Leave: asked by an inspector, decided by the duty chief of their branch."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from city import clock, events
from city.duty.access import in_charge_of, of_branch
from city.duty.errors import AnswerDiffers, DutyForbids
from city.duty.model import Leave, LeaveKind, LeaveState
from city.errors import Missing, NotAllowed
from city.people import Actor, Person, Role

MOST = 200

KIND_WORDS: dict[LeaveKind, dict[str, str]] = {
    LeaveKind.ANNUAL: {"zh": "年假", "en": "Annual leave"},
    LeaveKind.SICK: {"zh": "病假", "en": "Sick leave"},
    LeaveKind.PERSONAL: {"zh": "事假", "en": "Personal leave"},
    LeaveKind.OTHER: {"zh": "其他", "en": "Other"},
}
STATE_WORDS: dict[LeaveState, dict[str, str]] = {
    LeaveState.ASKED: {"zh": "待审批", "en": "Asked"},
    LeaveState.APPROVED: {"zh": "已批准", "en": "Approved"},
    LeaveState.REFUSED: {"zh": "未批准", "en": "Refused"},
    LeaveState.WITHDRAWN: {"zh": "已撤回", "en": "Withdrawn"},
}
DECIDE = {"zh": "审批", "en": "Decide"}
WITHDRAW = {"zh": "撤回", "en": "Withdraw"}


@dataclass(frozen=True, slots=True)
class Wish:
    """To be away, from when to when, and why."""

    kind: LeaveKind
    begins_at: datetime
    ends_at: datetime
    words: str = ""


def ask(session: Session, leave_id: UUID, wish: Wish, actor: Actor) -> Leave:
    """Ask for leave; the same wish again finds the first. Raises AnswerDiffers."""
    known = session.get(Leave, leave_id)
    if known:
        content = (known.person_id, known.kind, known.begins_at, known.ends_at, known.words)
        if content != (actor.person_id, wish.kind, wish.begins_at, wish.ends_at, wish.words):
            raise AnswerDiffers
        return known
    leave = Leave(
        id=leave_id,
        person_id=actor.person_id,
        kind=wish.kind,
        begins_at=wish.begins_at,
        ends_at=wish.ends_at,
        words=wish.words,
        state=LeaveState.ASKED,
        asked_at=clock.now(),
        note="",
    )
    session.add(leave)
    events.record(session, actor, "leave.asked", leave=str(leave_id), note=wish.words)
    return leave


def decide(session: Session, leave_id: UUID, approved: bool, note: str, actor: Actor) -> Leave:
    """Approve or refuse. Raises Missing outside the branch, NotAllowed for one's own wish."""
    leave = _hold(session, leave_id)
    in_charge_of(session, actor, leave.person_id)
    if leave.person_id == actor.person_id:
        raise NotAllowed
    if leave.state is not LeaveState.ASKED:
        raise DutyForbids(state=STATE_WORDS[leave.state], wish=DECIDE)
    leave.state = LeaveState.APPROVED if approved else LeaveState.REFUSED
    leave.decided_by, leave.decided_at, leave.note = actor.person_id, clock.now(), note
    about = {"leave": str(leave_id), "to_id": leave.person_id, "note": note}
    events.record(session, actor, f"leave.{leave.state}", **about)
    return leave


def withdraw(session: Session, leave_id: UUID, actor: Actor) -> Leave:
    """Take back one's own wish, or come back early. Raises Missing for another's, DutyForbids."""
    leave = _hold(session, leave_id)
    if leave.person_id != actor.person_id:
        raise Missing(what="leave")
    if leave.state not in (LeaveState.ASKED, LeaveState.APPROVED, LeaveState.WITHDRAWN):
        raise DutyForbids(state=STATE_WORDS[leave.state], wish=WITHDRAW)
    if leave.state is not LeaveState.WITHDRAWN:
        leave.state = LeaveState.WITHDRAWN
        events.record(session, actor, "leave.withdrawn", leave=str(leave_id))
    return leave


def one(session: Session, leave_id: UUID) -> Leave:
    """A leave with whose it is, as it now stands."""
    session.flush()
    wanted = select(Leave).where(Leave.id == leave_id).options(selectinload(Leave.person))
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


def leaves(session: Session, actor: Actor) -> list[Leave]:
    """A chief's branch's, those that wait first; or one's own, the newest first."""
    chief = actor.has(Role.DUTY_CHIEF)
    mine = of_branch(session, actor) if chief else Leave.person_id == actor.person_id
    wanted = select(Leave).join(Person, Person.id == Leave.person_id).where(mine)
    order = ((Leave.state == LeaveState.ASKED).desc(), Leave.asked_at.desc(), Leave.id)
    found = wanted.options(selectinload(Leave.person)).order_by(*order).limit(MOST)
    return list(session.scalars(found))


def _hold(session: Session, leave_id: UUID) -> Leave:
    leave = session.get(Leave, leave_id, with_for_update=True)
    if leave is None:
        raise Missing(what="leave")
    return leave
