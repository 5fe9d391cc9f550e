"""The job runner: each errand in a transaction of its own, struck off in the same one."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from city import clock, logs
from city.db import transaction
from city.events import Errand, Event, request_id
from workers import handlers

SLOWEST = timedelta(hours=1)

log = logs.logger("worker")


def perform(job: str, event_ids: list[int]) -> None:
    """Do the errand `job` for each event; what was done before is passed over, what fails waits.

    Raises OperationalError when the database is away: the relay will send the errands again.
    """
    for event_id in event_ids:
        try:
            _one(job, event_id)
        except OperationalError:
            raise
        except Exception as failure:  # noqa: BLE001 - the one place that meets any failure
            _postpone(job, event_id, failure)


def _one(job: str, event_id: int) -> None:
    with transaction() as session:
        owed = select(Errand, Event).join(Event, Event.id == Errand.event_id)
        owed = owed.where(Errand.event_id == event_id, Errand.job == job)
        # waits for the relay, or a twin at work
        found = session.execute(owed.with_for_update(of=Errand)).one_or_none()
        if found is None:
            return
        errand, event = found
        request_id.set(event.request_id)
        handlers.job(job)(session, event)
        session.delete(errand)
    log.info("done", job=job, event_id=event_id)


def _postpone(job: str, event_id: int, failure: Exception) -> None:
    """Try again after 1, 2, 4 … seconds, at most an hour; the reason is kept without its values."""
    log.error("failed", job=job, event_id=event_id, exc_info=failure)
    with transaction() as session:
        owed = select(Errand).where(Errand.event_id == event_id, Errand.job == job)
        errand = session.scalar(owed.with_for_update())
        if errand is None:
            return
        wait = min(timedelta(seconds=2 ** min(errand.tries, 12)), SLOWEST)
        values = {"tries": errand.tries + 1, "error": type(failure).__name__, "sent_at": None}
        session.execute(
            update(Errand)
            .where(Errand.event_id == event_id, Errand.job == job)
            .values(due_at=clock.now() + wait, **values)
        )
