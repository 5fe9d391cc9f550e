"""A request for approval: written down, consented to, refused, withdrawn, lapsed."""

from datetime import datetime
from typing import Any

from city import events
from city.cases import stages
from city.cases.approval import Approval, ApprovalState
from city.cases.given import Act, Given
from city.cases.terms import ACTION_WORDS
from city.db import new_id
from city.people import SYSTEM, Role


def ask(act: Act, role: Role) -> dict[str, Any]:
    """Write down that the step is asked for; what its event says."""
    row, given = stages.step(act.case.stage, act.action), act.given
    asked = Approval(
        id=new_id(),
        case_id=act.case.id,
        action=act.action.value,
        wish=_wish(given),
        note=given.note,
        asked_at=act.at,
        asked_by_id=act.actor.person_id,
        asked_by=act.actor.name,
        asked_as=role.value,
        organisation_id=act.actor.organisation_id,
        waits_for=row.approvals[0].value,
        state=ApprovalState.OPEN,
    )
    act.session.add(asked)
    act.case.approval_id = asked.id
    return {"what": ACTION_WORDS[act.action], "approval": str(asked.id), "wish": asked.wish}


def wished(asked: Approval) -> Given:
    """What came with the request, to be done now."""
    until = asked.wish.get("until")
    return Given(
        note=asked.note,
        amount=asked.wish.get("amount"),
        until=datetime.fromisoformat(until) if until else None,
    )


def approved(act: Act) -> dict[str, Any]:
    """One consents; where another must consent too, it waits for them."""
    asked = _waiting(act)
    levels = stages.step(act.case.stage, asked.wanted).approvals
    said = {**_about(asked), "level": levels.index(asked.decider) + 1}
    if asked.decider is levels[-1]:
        _decide(act, asked, ApprovalState.GRANTED)
    else:
        asked.first_by_id, asked.first_by = act.actor.person_id, act.actor.name
        asked.first_at = act.at
        asked.waits_for = levels[levels.index(asked.decider) + 1].value
    return said


def refused(act: Act) -> dict[str, Any]:
    """Either level may refuse; what is heard only once is then over."""
    asked = _waiting(act)
    if stages.step(act.case.stage, asked.wanted).heard_once:
        count(act.case, asked.action)
    _decide(act, asked, ApprovalState.REFUSED)
    return _about(asked)


def withdrawn(act: Act) -> dict[str, Any]:
    """Who asked takes it back."""
    asked = _waiting(act)
    _decide(act, asked, ApprovalState.WITHDRAWN)
    return _about(asked)


def lapse(act: Act) -> None:
    """The case goes on without what was asked for."""
    asked = _waiting(act)
    asked.state, asked.decided_at = ApprovalState.LAPSED, act.at
    act.case.approval_id = None
    about = {"case_id": act.case.id, "report_id": act.case.report_id}
    events.record(act.session, SYSTEM, "case.lapse", **about, **_about(asked))


def count(case: Any, action: str) -> None:
    """Remember that it was done once more."""
    case.taken = (case.taken or {}) | {action: (case.taken or {}).get(action, 0) + 1}


def _waiting(act: Act) -> Approval:
    return act.session.get_one(Approval, act.case.approval_id)


def _decide(act: Act, asked: Approval, state: ApprovalState) -> None:
    asked.state, asked.decided_at = state, act.at
    asked.decided_by_id, asked.decided_by = act.actor.person_id, act.actor.name
    asked.reason = act.given.note or None
    act.case.approval_id = None


def _about(asked: Approval) -> dict[str, Any]:
    return {
        "what": ACTION_WORDS[asked.wanted],
        "approval": str(asked.id),
        "asked_by": asked.asked_by,
    }


def _wish(given: Given) -> dict[str, Any]:
    wish: dict[str, Any] = {}
    if given.amount is not None:
        wish["amount"] = given.amount
    if given.until is not None:
        wish["until"] = given.until.isoformat()
    return wish
