"""What a person asks to do to a case, by the name of the action."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city import clock
from city.cases import answers, approvals, changed, guards, merging, stages, tasks
from city.cases.asking import QUESTIONS
from city.cases.commands import Given, hold, move
from city.cases.model import Case
from city.cases.stages import Action, Stage
from city.errors import Missing
from city.intake.model import Report
from city.people import Actor, Role

SENDING = {question.sent: kind for kind, question in QUESTIONS.items()}
ANSWERS = {question.yes: True for question in QUESTIONS.values()} | {
    question.no: False for question in QUESTIONS.values()
}

AT_THE_DESK = "在案件页面回答"


def act(
    session: Session,
    case_id: UUID,
    action: Action,
    actor: Actor,
    given: Given,
    zone: ZoneInfo,
    version: int | None = None,
) -> Case:
    """Do what the person asks; `version`: the case as they saw it.

    A task is sent and answered as such, a request decided as such. Raises Missing for a case that
    the actor may not see, NotAllowed for whoever may do it at no stage, and only then CaseChanged
    when somebody acted since, and what move() raises.
    """
    if action in merging.ACTIONS:
        return merging.act(session, case_id, action, actor, given, zone, version)
    case = hold(session, case_id, actor)
    actor.require(stages.takers(action))
    changed.check(session, case, version)
    actor.require(stages.step(case.stage, action).roles)
    if action in SENDING:
        tasks.send(session, case_id, SENDING[action], actor, given, zone)
    elif action in ANSWERS:
        task_id = tasks.open_task(session, case_id, actor)
        if task_id is None:
            raise Missing(what="open task")
        verdict = answers.Verdict.YES if ANSWERS[action] else answers.Verdict.NO
        said = answers.Answer(verdict, given.note, given.note or AT_THE_DESK, [*given.photos])
        answers.answer(session, task_id, said, actor, zone)
    elif action in approvals.DECISIONS:
        approvals.decide(session, case, action, actor, given, zone)
    else:
        move(session, case, action, actor, given, zone)
    return case


def take(session: Session, case_id: UUID, condition: int, actor: Actor, zone: ZoneInfo) -> Case:
    """Accept a case where that is still to be done, and file it by `condition`: one tap.

    Raises Missing for a case that the actor may not see, StageForbids, NotAllowed.
    """
    case = hold(session, case_id, actor)
    if case.stage is Stage.RECEIVED:
        move(session, case, Action.ACCEPT, actor, Given(), zone)
    return move(session, case, Action.FILE, actor, Given(condition=condition), zone)


def open_to(session: Session, case: Case, actor: Actor) -> list[Action]:
    """The buttons for this person on this case: what nothing stands against."""
    staff = Actor(actor.roles - {Role.CITIZEN}, actor.person_id, None, actor.organisation_id)
    now = guards.Situation(session, case, staff, clock.now())
    found = [action for action in stages.open_to(case.stage, staff.roles) if _free(now, action)]
    if ANSWERS.keys().isdisjoint(found) or tasks.open_task(session, case.id, actor):
        return found
    return [action for action in found if action not in ANSWERS]


def rate(
    session: Session, report: Report, satisfied: bool, words: str, actor: Actor, zone: ZoneInfo
) -> Case:
    """The sender of `report` says whether the result is good: the case is revisited.

    Raises StageForbids unless the case is closed, Missing while there is none.
    """
    case = session.get(Case, report.case_id, with_for_update=True) if report.case_id else None
    if case is None:
        raise Missing(what="case")
    as_citizen = Actor(frozenset({Role.CITIZEN}), actor.person_id, actor.device, name=actor.name)
    given = Given(note=words, satisfied=satisfied)
    return move(session, case, Action.REVISIT, as_citizen, given, zone)


def _free(now: guards.Situation, action: Action) -> bool:
    row = stages.step(now.case.stage, action)
    roles = now.actor.roles & row.roles
    return any(guards.why_not(now, action, row, role) is None for role in roles)
