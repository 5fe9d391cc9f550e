"""The clock of a case: begun, paused, resumed, extended; its moments kept beside the case.

What a clock is made of stands in `cases.clock`; when it turns yellow, is due and turns next stand
in columns, so that lists and the deadlines job need no sums.
"""

from datetime import datetime
from typing import Any

from city.calendars import Calendar
from city.cases import clocks, deadlines
from city.cases.clocks import Clock, Pause, Span
from city.cases.model import Case
from city.catalogue.model import FilingCondition, LimitUnit

RETURNED = "returned"


def limit_of(condition: FilingCondition | None) -> Span | None:
    """The filing condition's limit."""
    if condition is None:
        return None
    return Span(condition.limit_amount, condition.limit_unit, condition.season)


def begin(case: Case, at: datetime, limit: Span | None, calendar: Calendar) -> None:
    """Start the clock of the case's stage anew at `at`; stop it where none runs."""
    length = deadlines.span(case.stage, case.urgent, limit, bool(case.country))
    before = _past(case)
    case.clock = {key: case.clock[key] for key in ("kept",) if key in (case.clock or {})}
    if before:
        case.clock = case.clock | {"before": before}
    if length is None:
        case.clock_from = case.yellow_at = case.due_at = case.turn_at = None
        return
    _keep(case, Clock(at, (length,)), calendar)
    case.turn_at = case.yellow_at


def hurry(case: Case, at: datetime, calendar: Calendar) -> None:
    """The desk has less time for what turns out to be urgent; counted from the same beginning."""
    clock = of(case, None) if case.urgent and case.stage in deadlines.DESK else None
    if clock and clock.spans[0] != deadlines.TRIAGE_URGENT:
        spans = (deadlines.TRIAGE_URGENT, *clock.spans[1:])
        _set(case, clock._replace(spans=spans), at, calendar)


def recount(case: Case, began: datetime | None, calendar: Calendar) -> None:
    """Let the desk's clock have begun at `began`, with the time that its urgency now gives.

    Pauses and extensions stay; a turn that was told already is not told again.
    """
    clock, length = of(case, None), deadlines.span(case.stage, case.urgent, None)
    if clock is None or began is None or length is None:
        return
    turns = [name for name in ("yellow_at", "due_at") if getattr(case, name) == case.turn_at]
    _keep(case, Clock(began, (length, *clock.spans[1:]), clock.pauses), calendar)
    if case.turn_at and turns:
        case.turn_at = getattr(case, turns[0])


def pause(case: Case, at: datetime, why: str, limit: Span | None, calendar: Calendar) -> None:
    """Let the clock stand still from `at` on: verify, suspend. Nothing where none runs."""
    clock = of(case, limit)
    if clock and not clock.is_paused:
        _set(case, clock._replace(pauses=(*clock.pauses, Pause(at, None, why))), at, calendar)


def resume(case: Case, at: datetime, limit: Span | None, calendar: Calendar) -> None:
    """Let a clock that stands still run on from `at`."""
    clock = of(case, limit)
    if clock and clock.is_paused:
        ended = tuple(one if one.ends else one._replace(ends=at) for one in clock.pauses)
        _set(case, clock._replace(pauses=ended), at, calendar)


def extend(case: Case, more: Span, at: datetime, limit: Span | None, calendar: Calendar) -> None:
    """Give `more` time behind the limit."""
    clock = of(case, limit)
    if clock:
        _set(case, clock._replace(spans=(*clock.spans, more)), at, calendar)


def reckon(case: Case, at: datetime, limit: Span | None, calendar: Calendar) -> None:
    """Work out anew when a clock is due: the calendar has changed."""
    clock = of(case, limit)
    if clock:
        _set(case, clock, at, calendar)


def keep(case: Case, at: datetime, organisation: int | None, limit: Span | None) -> None:
    """Remember a handling clock as it stands, for the department that returned the case."""
    clock = of(case, limit)
    if clock and organisation:
        held = clock._replace(pauses=(*clock.pauses, Pause(at, None, RETURNED)))
        case.clock = (case.clock or {}) | {"kept": {"organisation": organisation, **_json(held)}}


def take_up(case: Case, at: datetime, calendar: Calendar) -> bool:
    """Let the clock that was kept for this department run on; whether there was one."""
    kept = (case.clock or {}).get("kept")
    if not kept or kept["organisation"] != case.organisation_id:
        return False
    before = _past(case)
    case.clock = {"before": before} if before else {}
    clock = _clock(kept)
    ended = tuple(one if one.ends else one._replace(ends=at) for one in clock.pauses)
    _set(case, clock._replace(pauses=ended), at, calendar)
    return True


def of(case: Case, limit: Span | None) -> Clock | None:
    """The running clock; None where none runs."""
    if case.clock and "began" in case.clock:
        return _clock(case.clock)
    length = deadlines.span(case.stage, case.urgent, limit, bool(case.country))
    return Clock(case.clock_from, (length,)) if case.clock_from and length else None


def whole(case: Case, limit: Span | None) -> Clock | None:
    """The clock of the whole case: the desk's, the department's and the check's time together.

    It begins when the report was received, and pauses and is extended with the others. None before
    the case is filed.
    """
    if limit is None:
        return None
    desk = deadlines.TRIAGE_URGENT if case.urgent else deadlines.TRIAGE
    running = of(case, limit)
    now = [_json(running)] if running else []
    check = deadlines.check(bool(case.country))
    parts = [_clock(one) for one in [*(case.clock or {}).get("before", ()), *now]]
    more = tuple(span for part in parts for span in part.spans[1:])
    pauses = tuple(pause for part in parts for pause in part.pauses)
    return Clock(case.received_at, (desk, limit, *more, check), pauses)


def _past(case: Case) -> list[dict[str, Any]]:
    """The clocks that ran before, as far as they were paused or extended."""
    told = case.clock or {}
    before = list(told.get("before", ()))
    if told.get("pauses") or len(told.get("spans", ())) > 1:
        before.append({name: told[name] for name in ("began", "spans", "pauses")})
    return before


def _set(case: Case, clock: Clock, at: datetime, calendar: Calendar) -> None:
    """Keep a clock that was changed at `at`; a turn that was told already is not told again."""
    _keep(case, clock, calendar)
    is_green = case.yellow_at is not None and at < case.yellow_at
    is_late = case.due_at is not None and at > case.due_at
    case.turn_at = case.yellow_at if is_green else None if is_late else case.due_at


def _keep(case: Case, clock: Clock, calendar: Calendar) -> None:
    case.clock = (case.clock or {}) | _json(clock)
    case.clock_from = clock.began
    case.due_at = clocks.due(clock, calendar)
    case.yellow_at = clocks.yellow_at(clock, calendar) if case.due_at else None


def _json(clock: Clock) -> dict[str, Any]:
    return {
        "began": clock.began.isoformat(),
        "spans": [[span.amount, span.unit.value, span.season] for span in clock.spans],
        "pauses": [
            [one.begins.isoformat(), one.ends and one.ends.isoformat(), one.why]
            for one in clock.pauses
        ],
    }


def _clock(told: dict[str, Any]) -> Clock:
    return Clock(
        datetime.fromisoformat(told["began"]),
        tuple(Span(amount, LimitUnit(unit), season) for amount, unit, season in told["spans"]),
        tuple(
            Pause(datetime.fromisoformat(begins), ends and datetime.fromisoformat(ends), why)
            for begins, ends, why in told["pauses"]
        ),
    )
