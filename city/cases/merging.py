"""并案: many reports, one case. Merge, and undo it exactly.

A report always stands with the case at the root of the tree of merges (`reports.case_id`); which
case it opened never changes (`cases.report_id`), so that undoing needs no memory of what moved.
Which of two stands is a rule (docs/duplicates.md): the further one, and of two at one stage the one
that was received first, whose clock then is the earliest.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import beginnings, changed, family, kept, stages
from city.cases.commands import Given, hold
from city.cases.model import Case, Merge
from city.cases.refusals import MergedAlready, MergeRefused
from city.cases.stages import ACTION_WORDS, NEED_WORDS, STAGE_WORDS, Action, Need, Stage
from city.errors import Missing, NeedsMissing
from city.intake.model import Report
from city.people import Actor

PATH = (
    *(Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING, Stage.FILED, Stage.DISPATCHED),
    *(
        Stage.HANDLING,
        Stage.SUSPENDED,
        Stage.DEFERRED,
        Stage.HANDLED,
        Stage.CHECKING,
        Stage.CHECKED,
    ),
)
"""The stages at which a case can stand for others, the first the least far."""


ACTIONS = frozenset({Action.MERGE, Action.UNMERGE})


def act(
    session: Session,
    case_id: UUID,
    action: Action,
    actor: Actor,
    given: Given,
    zone: ZoneInfo,
    version: int | None = None,
) -> Case:
    """Merge or part a case as a person asks; `version`: the case as they saw it."""
    if action is Action.UNMERGE:
        return unmerge(session, case_id, actor, zone, given.note, version)
    if given.into is None:
        case = hold(session, case_id, actor)
        actor.require(stages.takers(action))
        actor.require(stages.step(case.stage, action).roles)
        raise NeedsMissing(action=ACTION_WORDS[action], needs=[NEED_WORDS[Need.CASE]])
    return merge(session, case_id, given.into, actor, zone, given.note, version=version)


def merge(
    session: Session,
    case_id: UUID,
    into_id: UUID,
    actor: Actor,
    zone: ZoneInfo,
    note: str = "",
    why: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Case:
    """Join a case to another: its reports move there, its open task is recalled, its clock stops.

    `why`: the share and the reasons where likeness found them. Raises Missing, StageForbids,
    NotAllowed; MergedAlready where one of them is merged; MergeRefused with the reason.
    """
    if case_id == into_id:
        raise MergeRefused(why=MergeRefused.ITSELF)
    case, into = _both(session, case_id, into_id, actor)
    actor.require(stages.takers(Action.MERGE))
    changed.check(session, case, version)
    step = _allowed(case, into, actor)
    held = Merge(
        case_id=case.id,
        into_id=into.id,
        at=clock.now(),
        by_id=actor.person_id,
        why=dict(why or {}),
        before=kept.snapshot(session, case),
        made_urgent=case.urgent and not into.urgent,
    )
    session.add(held)
    moved = _move(session, family.reports_at(session, case.id), into)
    start = kept.stand_still(case, step.end)
    into.urgent = into.urgent or case.urgent
    beginnings.earlier(session, into, case, zone)
    told = {"start": start, "end": case.stage, "note": note, "into": into.number, **held.why}
    _record(session, actor, "case.merge", case, told | {"organisation": case.organisation_id})
    _record(session, actor, "case.joined", into, {"number": case.number, "reports": len(moved)})
    _tell(session, actor, "report.joined", moved, into)
    return case


def unmerge(
    session: Session,
    case_id: UUID,
    actor: Actor,
    zone: ZoneInfo,
    note: str = "",
    version: int | None = None,
) -> Case:
    """Undo a merge: the case stands again where it stood, with the reports that it had.

    Raises Missing, StageForbids, NotAllowed, NeedsMissing.
    """
    case, root, merged = _with_root(session, case_id, actor)
    changed.check(session, case, version)
    step = stages.step(case.stage, Action.UNMERGE)
    actor.require(step.roles)
    if not note.strip():
        raise NeedsMissing(action=ACTION_WORDS[Action.UNMERGE], needs=[NEED_WORDS[Need.NOTE]])
    merged.undone_at, merged.undone_by_id = clock.now(), actor.person_id
    session.flush()
    moved = _move(session, family.reports_of_tree(session, case.id), case)
    kept.restore(session, case, merged.before)
    beginnings.cool(session, merged)
    for each in family.above(session, merged.into_id):
        beginnings.settle(session, each, zone)
    told = {"start": Stage.MERGED, "end": case.stage, "note": note, "from": root.number}
    _record(session, actor, "case.unmerge", case, told)
    _record(session, actor, "case.parted", root, {"number": case.number, "reports": len(moved)})
    _tell(session, actor, "report.parted", moved, case)
    return case


def stands(one: Case, other: Case) -> Case:
    """Which of two cases stands for both: the further, else the one that was received first."""
    further = _far(one) - _far(other)
    if further:
        return one if further > 0 else other
    return min(one, other, key=lambda each: (each.received_at, str(each.id)))


def _far(case: Case) -> int:
    return PATH.index(case.stage) if case.stage in PATH else -1


def _both(session: Session, case_id: UUID, into_id: UUID, actor: Actor) -> tuple[Case, Case]:
    """Both cases, locked. Raises Missing for one that the actor may not see."""
    family.lock(session, (case_id, into_id))
    return hold(session, case_id, actor), hold(session, into_id, actor)


def _with_root(session: Session, case_id: UUID, actor: Actor) -> tuple[Case, Case, Merge]:
    """A merged case, and the one at the root of its tree, locked with all between; how they met."""
    path = family.lock_path(session, case_id)
    case, root = _both(session, case_id, path[-1], actor)
    actor.require(stages.takers(Action.UNMERGE))
    merged = session.scalar(family.open_merge(case_id))
    if merged is None:
        stages.step(case.stage, Action.UNMERGE)
        raise Missing(what="case")
    return case, root, merged


def _allowed(case: Case, into: Case, actor: Actor) -> stages.Step:
    for each in (case, into):
        if each.stage is Stage.MERGED:
            raise MergedAlready(number=each.number)
    if into.stage not in PATH:
        raise MergeRefused(why=MergeRefused.OVER, stage=STAGE_WORDS[into.stage])
    step = stages.step(case.stage, Action.MERGE)
    actor.require(step.roles)
    if case.approval_id is not None or case.answer_by is not None:
        raise MergeRefused(why=MergeRefused.WAITED_FOR)
    if stands(case, into) is not into:
        raise MergeRefused(why=MergeRefused.TURNED, number=case.number)
    return step


def _move(session: Session, reports: Sequence[UUID], case: Case) -> list[UUID]:
    session.flush()
    changed = update(Report).where(Report.id.in_(reports)).values(case_id=case.id)
    session.execute(changed.execution_options(synchronize_session="fetch"))
    return list(reports)


def _record(session: Session, actor: Actor, name: str, case: Case, told: Mapping[str, Any]) -> None:
    case.version += 1
    about = {"case_id": case.id, "report_id": case.report_id}
    events.record(session, actor, name, **about, version=case.version, **told)


def _tell(session: Session, actor: Actor, name: str, reports: Sequence[UUID], case: Case) -> None:
    """One event for each report that moved: what its sender is told."""
    others = session.scalar(family.count(case.id)) or 1
    if case.mass_at and name == "report.joined":
        name = "report.in_mass"
    for report_id in reports:
        about = {"report_id": report_id, "case_id": case.id}
        events.record(session, actor, name, **about, to=case.number, count=others - 1)


def held_by(session: Session, case: Case) -> Case | None:
    """The case that a merged one stands with now; None for one that stands by itself."""
    if case.stage is not Stage.MERGED:
        return None
    return session.scalar(select(Case).where(Case.id == family.root(session, case.id)))
