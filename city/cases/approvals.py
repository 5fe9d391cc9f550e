"""Requests that wait for approval: decided, and found for those who decide."""

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from city import clock
from city.cases import commands, deciding, stages
from city.cases.approval import Approval, ApprovalState
from city.cases.given import Act, Given
from city.cases.model import Case
from city.cases.stages import Action
from city.errors import Missing
from city.people import Actor

DECISIONS = frozenset({Action.APPROVE, Action.REFUSE, Action.WITHDRAW})


def decide(
    session: Session, case: Case, action: Action, actor: Actor, given: Given, zone: ZoneInfo
) -> Case:
    """Approve, refuse or withdraw what waits; what is granted is done at once.

    Raises what move() does, and Missing when another request waits than the one that was meant.
    """
    if given.approval and case.approval_id and given.approval != case.approval_id:
        raise Missing(what="request")
    asked = session.get(Approval, case.approval_id) if case.approval_id else None
    commands.move(session, case, action, actor, given, zone)
    if asked is None or asked.state is not ApprovalState.GRANTED:
        return case
    row = stages.step(case.stage, asked.wanted)
    act = Act(session, case, asked.wanted, actor, deciding.wished(asked), zone, clock.now())
    about = {"approval": str(asked.id), "asked_by": asked.asked_by}
    return commands.take(act, row, row.approvals[-1], **about)


def waiting_for(actor: Actor) -> Select[UUID]:
    """The ids of the cases with a request that the actor may decide: guards.py in SQL."""
    own = actor.person_id
    return select(Approval.case_id).where(
        Approval.state == ApprovalState.OPEN,
        Approval.waits_for.in_(sorted(actor.roles)),
        Approval.asked_by_id.is_distinct_from(own),
        Approval.first_by_id.is_distinct_from(own),
    )


def open_on(session: Session, cases: Iterable[Case]) -> dict[UUID, Approval]:
    """The requests that wait on these cases, by the case's id."""
    ids = [case.approval_id for case in cases if case.approval_id]
    if not ids:
        return {}
    found = session.scalars(select(Approval).where(Approval.id.in_(ids)))
    return {asked.case_id: asked for asked in found}
