"""自处理 from a phone: an inspector names the report; its case may be only just in the making."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from city.cases import actions
from city.cases.commands import Given
from city.cases.model import Case
from city.cases.terms import Action
from city.errors import NotYetCase
from city.intake.reports import own_report
from city.people import Actor


def case_of(session: Session, report_id: UUID, actor: Actor) -> UUID:
    """The case with which the actor's own report stands now.

    Raises Missing for another's report, NotYetCase while none was made: ask again in a moment.
    """
    found = own_report(session, report_id, actor).case_id
    if found is None:
        raise NotYetCase
    return found


def handle(session: Session, report_id: UUID, given: Given, actor: Actor, zone: ZoneInfo) -> Case:
    """The reporter has put it right already: the case goes straight to be closed.

    Raises what case_of() and actions.act() raise: Prevented where it joined another's case.
    """
    case_id = case_of(session, report_id, actor)
    return actions.act(session, case_id, Action.SELF_HANDLE, actor, given, zone)
