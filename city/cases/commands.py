"""What is done to a case: lock, check, record, change."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import deciding, fitting, guards, stages
from city.cases.access import one_seen_by
from city.cases.changes import CHANGES, nothing
from city.cases.following import follow, reading
from city.cases.given import Act, Given
from city.cases.model import Case, Task
from city.cases.stages import Action, Stage, Step
from city.duty.asked import TaskState
from city.errors import Missing
from city.people import Actor, Role

__all__ = ["Given", "hold", "move"]

PUT_OFF = frozenset({Stage.SUSPENDED, Stage.DEFERRED})
ASKED = frozenset({Stage.VERIFYING, Stage.CHECKING})
TO_DO = (TaskState.OPEN, TaskState.WAITING)
ANSWERS = frozenset({Action.CONFIRM, Action.REFUTE, Action.PASS, Action.FAIL})


def hold(session: Session, case_id: UUID, actor: Actor) -> Case:
    """The case, locked until the transaction ends. Raises Missing when the actor may not see it."""
    seen = one_seen_by(session, case_id, actor).with_for_update(of=Case)
    case = session.scalar(seen.execution_options(populate_existing=True))
    if case is None:
        raise Missing(what="case")
    return case


def move(
    session: Session, case: Case, action: Action, actor: Actor, given: Given, zone: ZoneInfo
) -> Case:
    """Move a locked case one step; what needs approval is asked for, and the case stays.

    Raises StageForbids, NotAllowed, NeedsMissing, Prevented, OutOfRange, PhotosMissing, Missing.
    """
    step = stages.step(case.stage, action)
    actor.require(step.roles)
    fitting.require(action, step, given)
    act = Act(session, case, action, actor, given, zone, clock.now())
    role = guards.acting_as(guards.Situation(session, case, actor, act.at), action, step)
    fitting.fit(act)
    if step.approvals:
        said = deciding.ask(act, role)
        _record(act, "case.ask", role, {**reading(act), **said})
        return case
    return take(act, step, role)


def take(act: Act, step: Step, role: Role, **more: object) -> Case:
    """Take a step that nothing stands against any more. `more` goes into its event."""
    case, start, holder = act.case, act.case.stage, act.case.organisation_id
    said = {**reading(act), **more, **CHANGES.get(act.action, nothing)(act)}
    if case.organisation_id != holder:
        case.member_id = None  # a crew is of the organisation that had it
    if step.most is not None:
        deciding.count(case, act.action)
    if step.end is not start:
        case.stage, case.stage_at, case.last = step.end, act.at, act.action.value
        _leave(act, start)
        follow(act, start, holder)
    _record(act, f"case.{act.action}", role, {"start": start, "end": case.stage, **said})
    return case


def _leave(act: Act, start: Stage) -> None:
    """What waited for the stage that is left waits no more."""
    session, case = act.session, act.case
    if case.approval_id is not None:
        deciding.lapse(act)
    if case.stage not in PUT_OFF:
        case.until = None
    if case.stage not in stages.OPEN:
        case.answer_by = None
    if start in ASKED and act.action not in ANSWERS:
        recalled = update(Task).where(Task.case_id == case.id, Task.state.in_(TO_DO))
        gone = {"state": TaskState.RECALLED, "done_at": act.at, "lapse_at": None}
        session.execute(recalled.values(gone))


def _record(act: Act, name: str, role: Role, said: dict[str, object]) -> None:
    case = act.case
    case.version += 1
    about = {"case_id": case.id, "report_id": case.report_id, "role": role}
    more = {"note": act.given.note, "version": case.version, **said}
    events.record(act.session, act.actor, name, **about, **more)
