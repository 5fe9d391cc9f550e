"""The dispatch jobs: a filed case goes to its department, a handled one to an inspector."""

from sqlalchemy.orm import Session

from city import logs
from city.cases import tasks
from city.cases.commands import Given, hold, move
from city.cases.stages import Action, Stage
from city.dispatch import choose as rules
from city.errors import NoInspector
from city.events import Event
from city.people import SYSTEM
from workers.tools import tools

log = logs.logger("worker")


def choose(session: Session, event: Event) -> None:
    """Dispatch by rule; what no rule matches, or somebody has moved, is left to the dispatcher."""
    if event.case_id is None:
        return
    case = hold(session, event.case_id, SYSTEM)
    rule = rules.choose(rules.rules(session), case.category_id, case.district_id)
    if case.stage is Stage.FILED and rule:
        given = Given(organisation=rule.organisation_id)
        move(session, case, Action.DISPATCH, SYSTEM, given, tools().settings.zone)


def send_check(session: Session, event: Event) -> None:
    """Ask the beat's inspector to check; where nobody walks it, the dispatcher must decide."""
    if event.case_id is None:
        return
    case = hold(session, event.case_id, SYSTEM)
    if case.stage is not Stage.HANDLED:
        return
    try:
        tasks.send_check(session, case.id, SYSTEM, tools().settings.zone)
    except NoInspector:
        log.info("no inspector", case=case.number)
