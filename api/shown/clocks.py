"""The clock of a case as staff see it: how it stands, and step by step why."""

from datetime import timedelta
from typing import Any

from api import here
from city import clock as moment
from city.calendars import Calendar, calendar
from city.cases import clocks, explained, ticking
from city.cases.clocks import Clock
from city.cases.model import Case


def clock(case: Case) -> dict[str, Any] | None:
    """The running clock of the case's stage, with that of the whole case; None where none runs."""
    limit = ticking.limit_of(case.condition)
    running, known = ticking.of(case, limit), calendar(here.session(), here.zone())
    if running is None:
        return None
    whole = ticking.whole(case, limit)
    return _shown(running, known) | {"whole": whole and _shown(whole, known, is_whole=True)}


def lamp(case: Case) -> str | None:
    """The lamp of the stage's clock; None where none runs, or it stands still."""
    if case.due_at is None or case.clock_from is None:
        return None
    span = case.due_at - case.clock_from
    yellow = case.yellow_at or case.clock_from + span * clocks.YELLOW_FROM
    return clocks.lamp(yellow, case.due_at, moment.now()).value


def _shown(running: Clock, known: Calendar, is_whole: bool = False) -> dict[str, Any]:
    now, language = moment.now(), here.language()
    due, yellow = clocks.due(running, known), clocks.yellow_at(running, known)
    used = clocks.used(running, now, known)
    told = explained.steps(running, now, known, language, is_whole)
    return {
        "state": "paused" if running.is_paused else "running",
        "began": running.began,
        "yellow_at": yellow,
        "due_at": due,
        "lamp": clocks.lamp(yellow, due, now).value if due and yellow else None,
        "used": _seconds(used),
        "left": _seconds(running.length - used),
        "words": explained.line(told, language),
        "steps": [{"at": one.at, "words": one.words} for one in told],
    }


def _seconds(length: timedelta) -> int:
    return round(length.total_seconds())
