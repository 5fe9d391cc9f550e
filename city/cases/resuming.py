"""What was suspended or deferred goes on by itself when its time has come."""

from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.cases.commands import Given, move
from city.cases.model import Case
from city.cases.stages import Action
from city.people import SYSTEM

BATCH = 100


def resume_due(session: Session, zone: ZoneInfo, batch: int = BATCH) -> int:
    """Resume the cases whose time has come, the longest waiting first; returns how many."""
    over = select(Case).where(Case.until <= clock.now()).order_by(Case.until).limit(batch)
    due = session.scalars(over.with_for_update(skip_locked=True)).all()
    for case in due:
        move(session, case, Action.RESUME, SYSTEM, Given(), zone)
    return len(due)
