"""Dispatch as the dispatcher sees it: who is proposed for a case, and why."""

from typing import Any

from api import here
from city.calendars import calendar
from city.cases.model import Case
from city.cases.stages import Action, Stage, step
from city.dispatch import propose


def proposals(case: Case) -> list[dict[str, Any]]:
    """The departments that fit a filed case, the best first; none for who may not dispatch."""
    session = here.session()
    dispatchers = step(Stage.FILED, Action.DISPATCH).roles
    if case.stage is not Stage.FILED or not here.actor().has(*dispatchers):
        return []
    found = propose.proposals(session, case, calendar(session, here.zone()))
    return [
        {
            "organisation": {"id": one.organisation_id, "name": one.name},
            "rule": one.rule_id,
            "why": one.why[here.language()],
            "returned": one.returned,
        }
        for one in found
    ]
