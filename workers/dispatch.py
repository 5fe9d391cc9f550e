"""The dispatch jobs: a filed case to its department, a handled one and a survey to inspectors."""

from uuid import UUID

from sqlalchemy.orm import Session

from city import logs
from city.calendars import calendar
from city.cases import tasks
from city.cases.commands import Given, hold, move
from city.cases.model import TaskKind
from city.cases.stages import Action, Stage
from city.dispatch import facts
from city.dispatch.propose import decide
from city.events import Event
from city.people import SYSTEM
from city.surveys import asking
from workers.tools import tools

log = logs.logger("worker")


def choose(session: Session, event: Event) -> None:
    """Dispatch by rule what the catalogue lets go by itself.

    What no rule matches, or somebody has moved, is left to the dispatcher, with proposals.
    """
    if event.case_id is None:
        return
    case = hold(session, event.case_id, SYSTEM)
    if case.stage is not Stage.FILED or not facts.may_go_by_itself(session, case):
        return
    zone = tools().settings.zone
    found = decide(session, case, calendar(session, zone))
    if found:
        given = Given(organisation=found.organisation_id, why=found.why, rule=found.rule_id)
        move(session, case, Action.DISPATCH, SYSTEM, given, zone)


def send_check(session: Session, event: Event) -> None:
    """Ask an inspector to check; where nobody can be asked, the task waits for a duty chief."""
    if event.case_id is None:
        return
    case = hold(session, event.case_id, SYSTEM)
    if case.stage is not Stage.HANDLED:
        return
    zone = tools().settings.zone
    tasks.send(session, case.id, TaskKind.CHECK, SYSTEM, Given(), zone)


def put_out(session: Session, event: Event) -> None:
    """Put each beat of a survey to an inspector; who cannot be found now, the clock finds later."""
    asking.put_out(session, UUID(event.data["survey"]))
