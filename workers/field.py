"""What the clock does for those in the streets: tasks passed on, shifts ended, tracks forgotten."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from city import logs
from city.cases import passing
from city.cases.model import Task
from city.db import transaction
from city.duty import attend, track
from city.duty.asked import Asked, due
from city.surveys import asking
from city.surveys.model import SurveyTask

log = logs.logger("field")


def pass_tasks_on() -> int:
    """Put to others what was let lie, and what waits for anybody; returns how many went."""
    return _pass_on(Task, passing.pass_on) + _pass_on(SurveyTask, asking.pass_on)


def end_forgotten() -> int:
    """Sign off who forgot to; returns how many."""
    with transaction() as session:
        return attend.close_forgotten(session)


def forget_tracks() -> int:
    """Forget tracks that are older than the city keeps them; returns how many points."""
    with transaction() as session:
        return track.let_go(session)


def _pass_on(kind: type[Asked], pass_on: Callable[[Session, UUID], bool]) -> int:
    """Each in a transaction of its own: one that fails holds up none."""
    with transaction() as session:
        waiting = due(session, kind)
    went = 0
    for task_id in waiting:
        with transaction() as session:
            went += pass_on(session, task_id)
    if went:
        log.info("passed on", tasks=went)
    return went
