"""The clock follows the stage: begun, paused, taken up again, and read at every step."""

from typing import Any

from city.calendars import Calendar, calendar
from city.cases import clocks, deadlines, ticking
from city.cases.clocks import Span
from city.cases.given import Act
from city.cases.model import Case
from city.cases.terms import Action, Stage
from city.catalogue.model import FilingCondition

ANEW = frozenset({Action.FAIL, Action.REWORK})
"""Work that has to be done again has its whole time again (待核对)."""


def limit_of(act: Act) -> Span | None:
    """The limit of the filing condition, once there is one."""
    known = act.case.condition_id
    return ticking.limit_of(act.session.get(FilingCondition, known) if known else None)


def reading(act: Act) -> dict[str, Any]:
    """What the clock shows as the step is taken: seconds used and left; nothing where none runs."""
    limit = limit_of(act)
    running = ticking.of(act.case, limit)
    if running is None:
        return {}
    used = clocks.used(running, act.at, calendar(act.session, act.zone))
    left = running.length - used
    return {"clock": {"used": round(used.total_seconds()), "left": round(left.total_seconds())}}


def follow(act: Act, start: Stage, holder: int | None) -> None:
    """Let the clock follow the case to its stage.

    Work that comes back to the same department runs on, and so does what was handled too early.
    """
    case, at = act.case, act.at
    limit, known = limit_of(act), calendar(act.session, act.zone)
    before, after = deadlines.group(start), deadlines.group(case.stage)
    if start in deadlines.STILL:
        ticking.resume(case, at, limit, known)
    if before is deadlines.FIELD and after is not before:
        case.late = bool(case.late) or (case.due_at is not None and at > case.due_at)
    if case.stage in deadlines.STILL:
        ticking.pause(case, at, deadlines.STILL[case.stage], limit, known)
    elif before == after:
        ticking.hurry(case, at, known)
    else:
        if before is deadlines.FIELD:
            ticking.keep(case, at, holder, limit)
        _begin(case, act, limit, known)


def _begin(case: Case, act: Act, limit: Span | None, known: Calendar) -> None:
    takes_up = case.stage in deadlines.FIELD and act.action not in ANEW
    if not (takes_up and ticking.take_up(case, act.at, known)):
        ticking.begin(case, act.at, limit, known)
