"""Which clock runs at which stage, and how long it is. Pure."""

from datetime import datetime

from city.calendars import Calendar
from city.cases import clocks
from city.cases.clocks import Clock, Span
from city.cases.stages import Stage
from city.catalogue.model import LimitUnit

TRIAGE_URGENT = Span(10, LimitUnit.MINUTE)  # accept, file and dispatch together
TRIAGE = Span(30, LimitUnit.MINUTE)
VERIFY = Span(60, LimitUnit.MINUTE)
CHECK = Span(60, LimitUnit.MINUTE)

DESK = frozenset({Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING, Stage.FILED})
FIELD = frozenset({Stage.DISPATCHED, Stage.HANDLING, Stage.SUSPENDED, Stage.DEFERRED})
CHECKS = frozenset({Stage.HANDLED, Stage.CHECKING})

STILL = {Stage.VERIFYING: "verify", Stage.SUSPENDED: "suspend", Stage.DEFERRED: "defer"}
"""Stages at which their clock stands still, and why."""


def group(stage: Stage) -> frozenset[Stage]:
    """The stages that share one clock with `stage`; empty where none runs."""
    return next((stages for stages in (DESK, FIELD, CHECKS) if stage in stages), frozenset())


def in_the_country(limit: Span) -> Span:
    """What takes an hour in town and its fringe takes two in the country."""
    return limit._replace(amount=limit.amount * 2)


def check(country: bool) -> Span:
    """How long a check may take."""
    return in_the_country(CHECK) if country else CHECK


def span(stage: Stage, urgent: bool, limit: Span | None, country: bool = False) -> Span | None:
    """How long the clock of `stage` is; `limit` is the filing condition's. None: none runs."""
    if stage in DESK:
        return TRIAGE_URGENT if urgent else TRIAGE
    if stage in CHECKS:
        return check(country)
    return limit if stage in FIELD else None


def moments(
    stage: Stage, began: datetime, urgent: bool, limit: Span | None, calendar: Calendar
) -> tuple[datetime, datetime] | None:
    """When the clock of `stage` turns yellow, and when it is due; None where none runs."""
    length = span(stage, urgent, limit)
    if length is None:
        return None
    clock = Clock(began, (length,))
    yellow, due = clocks.yellow_at(clock, calendar), clocks.due(clock, calendar)
    return (yellow, due) if yellow and due else None


def after(began: datetime, amount: int, unit: LimitUnit, calendar: Calendar) -> datetime:
    """The moment `amount` of `unit` after `began`, in the time that the unit counts."""
    found = clocks.due(Clock(began, (Span(amount, unit),)), calendar)
    assert found is not None  # nothing pauses it
    return found
