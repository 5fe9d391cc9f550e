"""Answering: by link, in the app, or told to an operator on the telephone."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock, events
from city.cases import actions
from city.cases.commands import Given, move
from city.cases.model import Case
from city.cases.stages import Action, Stage
from city.errors import Missing
from city.intake.model import Report
from city.notices.errors import AlreadyAnswered
from city.people import Actor, Role
from city.revisits.model import Revisit, RevisitState, Way
from city.revisits.rules import Said, may_reopen

RULE = Actor(roles=frozenset({Role.DUTY_CHIEF}), name="system")
UNSOLVED = "市民回访：没有解决"


def of_report(session: Session, report: Report) -> Revisit | None:
    """The newest question about a report."""
    asked = select(Revisit).where(Revisit.report_id == report.id).order_by(Revisit.asked_at.desc())
    return session.scalar(asked.limit(1))


def rate(session: Session, report: Report, said: Said, actor: Actor, zone: ZoneInfo) -> None:
    """The sender of `report` answers in the app; before anybody asked, the case is revisited.

    Raises StageForbids unless the case is closed, Missing while there is none.
    """
    asked = of_report(session, report)
    if asked and asked.state is RevisitState.ASKED and clock.now() <= asked.until:
        answer(session, asked.id, said, Way.APP, actor, zone)
    else:
        actions.rate(session, report, said.satisfied, said.words, actor, zone)


def answer(
    session: Session, revisit_id: UUID, said: Said, way: Way, actor: Actor, zone: ZoneInfo
) -> Revisit:
    """Keep the answer; the case is revisited by the first, and reopened where the rule says so.

    Raises Missing for no question, AlreadyAnswered for one that is answered or over.
    """
    known = session.get(Revisit, revisit_id)
    if known is None:
        raise Missing(what="revisit")
    case = session.get_one(Case, known.case_id, with_for_update=True)  # before the question's row
    revisit = session.get_one(Revisit, revisit_id, with_for_update=True, populate_existing=True)
    if revisit.state is not RevisitState.ASKED or clock.now() > revisit.until:
        raise AlreadyAnswered
    revisit.state, revisit.answered_at, revisit.way = RevisitState.ANSWERED, clock.now(), way
    revisit.satisfied, revisit.solved = said.satisfied, said.solved
    revisit.why, revisit.words, revisit.by_id = said.why, said.words, actor.person_id
    _move(session, case, revisit, said, actor, zone)
    events.record(
        session,
        actor,
        "revisit.answered",
        report_id=revisit.report_id,
        case_id=revisit.case_id,
        satisfied=said.satisfied,
        solved=said.solved,
        why=said.why,
        way=way,
        reopened=revisit.reopened,
    )
    return revisit


def _move(
    session: Session, case: Case, revisit: Revisit, said: Said, actor: Actor, zone: ZoneInfo
) -> None:
    if case.stage is Stage.CLOSED:
        citizen = Actor(frozenset({Role.CITIZEN}), actor.person_id, actor.device, name=actor.name)
        given = Given(note=said.words, satisfied=said.satisfied)
        move(session, case, Action.REVISIT, citizen, given, zone)
    before = select(func.count()).where(Revisit.case_id == case.id, Revisit.reopened)
    times = max(session.scalar(before) or 0, case.taken.get(Action.REOPEN, 0))
    if case.stage is Stage.REVISITED and may_reopen(said, times, revisit.until, clock.now()):
        given = Given(note=f"{UNSOLVED}。{said.words}".strip("。"))
        move(session, case, Action.REOPEN, RULE, given, zone)
        revisit.reopened = True
