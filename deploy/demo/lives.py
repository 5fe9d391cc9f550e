"""The lives of past cases: which steps each has taken, when, and how its clock stands. Pure."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from city.calendars import Calendar
from city.cases import deadlines, stages
from city.cases.clocks import Span
from city.cases.stages import Action, Stage
from city.catalogue.model import LimitUnit

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar(ZONE)
DAYS = 60

# Where 2,000 cases stand, before some are led aside.
SPREAD: dict[Stage, int] = {
    Stage.RECEIVED: 36,
    Stage.ACCEPTED: 56,
    Stage.FILED: 24,
    Stage.DISPATCHED: 90,
    Stage.HANDLING: 226,
    Stage.HANDLED: 20,
    Stage.CHECKING: 72,
    Stage.CHECKED: 50,
    Stage.CLOSED: 646,
    Stage.REVISITED: 620,
    Stage.DECLINED: 160,
}
_ROAD = (
    Action.ACCEPT,
    Action.FILE,
    Action.DISPATCH,
    Action.SIGN_FOR,
    Action.HANDLE,
    Action.SEND_CHECK,
    Action.PASS,
    Action.CLOSE,
    Action.REVISIT,
)
_DETOURS: dict[Action, tuple[float, tuple[Action, ...]]] = {
    Action.DISPATCH: (0.06, (Action.RETURN, Action.DISPATCH)),
    Action.SEND_CHECK: (0.07, (Action.FAIL, Action.HANDLE, Action.SEND_CHECK)),
    Action.PASS: (0.03, (Action.REWORK, Action.HANDLE, Action.SEND_CHECK, Action.PASS)),
}
_MINUTES: dict[Action, tuple[float, float]] = {
    Action.ACCEPT: (1, 12),
    Action.DECLINE: (2, 25),
    Action.FILE: (1, 9),
    Action.DISPATCH: (0.1, 6),
    Action.RETURN: (10, 90),
    Action.SIGN_FOR: (4, 70),
    Action.SEND_CHECK: (0.5, 6),
    Action.PASS: (8, 70),
    Action.FAIL: (8, 70),
    Action.REWORK: (5, 60),
    Action.CLOSE: (2, 90),
    Action.REVISIT: (60, 2400),
}
# Minutes since the last step, for a case that still waits.
_WAITING: dict[Stage, tuple[float, float]] = {
    Stage.RECEIVED: (1, 34),
    Stage.ACCEPTED: (1, 20),
    Stage.FILED: (1, 15),
    Stage.DISPATCHED: (3, 300),
    Stage.HANDLING: (20, 4000),
    Stage.HANDLED: (1, 30),
    Stage.CHECKING: (2, 66),
    Stage.CHECKED: (3, 240),
}


Paces = list[tuple[float, float]]  # for each step: its minutes, or its share of the limit


class Step(NamedTuple):
    """One step taken."""

    action: Action
    start: Stage
    end: Stage
    at: datetime


class Life(NamedTuple):
    """A case's whole past, and its clock now."""

    stage: Stage
    received_at: datetime
    steps: list[Step]
    clock_from: datetime | None
    yellow_at: datetime | None
    due_at: datetime | None


class Limit(NamedTuple):
    """The filing condition's limit."""

    amount: int
    unit: LimitUnit
    urgent: bool


def path(stage: Stage, rng: Random) -> list[Action]:
    """Actions that lead from RECEIVED to `stage`, now and then by a detour."""
    if stage is Stage.DECLINED:
        return [Action.DECLINE] if rng.random() < 0.5 else [Action.ACCEPT, Action.DECLINE]
    taken: list[Action] = []
    at = Stage.RECEIVED
    for action in _ROAD:
        if at is stage:
            break
        at = stages.step(at, action).end
        taken.append(action)
        chance, detour = _DETOURS.get(action, (0.0, ()))
        if rng.random() < chance:
            taken += detour
    return taken


def live(stage: Stage, limit: Limit, now: datetime, rng: Random) -> Life:
    """A life that ends at `stage` by `now`: its steps are in order and none lies in the future."""
    actions = path(stage, rng)
    paces = [
        (rng.uniform(*_MINUTES.get(action, (0, 0))), _share_of_limit(rng)) for action in actions
    ]
    if stage in _WAITING:
        return _ending(stage, now - _waited(stage, limit, rng), actions, limit, paces)
    received = _by_day(now - timedelta(days=rng.uniform(0.1, DAYS - 2)), rng)
    life = _walk(stage, received, actions, limit, paces)
    if life.steps[-1].at < now:
        return life
    return _ending(stage, now - timedelta(hours=rng.uniform(0.2, 30)), actions, limit, paces)


def _ending(
    stage: Stage, last: datetime, actions: list[Action], limit: Limit, paces: Paces
) -> Life:
    """A life whose last step was at `last` or, where the working hours fit no better, before."""
    received = last
    while True:
        life = _walk(stage, received, actions, limit, paces)
        late = (life.steps[-1].at if life.steps else received) - last
        if late <= timedelta():
            return life
        received -= late


def _share_of_limit(rng: Random) -> float:
    return rng.uniform(1.05, 1.6) if rng.random() < 0.08 else rng.uniform(0.08, 0.95)


def _waited(stage: Stage, limit: Limit, rng: Random) -> timedelta:
    low, high = _WAITING[stage]
    if stage is Stage.HANDLING and limit.unit is not LimitUnit.WORK_DAY:
        high = low + 70.0 * limit.amount
    return timedelta(minutes=rng.uniform(low, high))


def _by_day(at: datetime, rng: Random) -> datetime:
    """The same day at an hour when people report: between seven and twenty-two, mostly by day."""
    local = at.astimezone(ZONE)
    hour = min(max(rng.gauss(13, 4), 7), 21.9)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    moved = day + timedelta(hours=hour)
    return (moved if moved < local else moved - timedelta(days=1)).astimezone(at.tzinfo)


def _walk(
    stage: Stage,
    received: datetime,
    actions: list[Action],
    limit: Limit,
    paces: Paces,
) -> Life:
    at, here, urgent = received, Stage.RECEIVED, False
    known = Span(limit.amount, limit.unit)
    began, turns = received, deadlines.moments(here, received, urgent, None, CALENDAR)
    steps: list[Step] = []
    for action, (minutes, work) in zip(actions, paces, strict=True):
        if action is Action.HANDLE and turns:
            at = max(at + timedelta(minutes=9), began + (turns[1] - began) * work)
        else:
            at += timedelta(minutes=minutes)
        end = stages.step(here, action).end
        steps.append(Step(action, here, end, at))
        urgent = urgent or (action is Action.FILE and limit.urgent)
        if deadlines.group(end) != deadlines.group(here) or action is Action.RETURN:
            began, turns = at, deadlines.moments(end, at, urgent, known, CALENDAR)
        here = end
    return Life(stage, received, steps, began if turns else None, *(turns or (None, None)))
