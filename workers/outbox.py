"""The relay: events become errands, errands become jobs. A crash repeats a job, never loses one.

Sending a job is only a nudge; what is owed stands in the database until the work itself deletes
it. An errand that is overdue is sent again once its queue has run empty, or at once when the queue
was wiped, which is seen by a mark that the relay leaves there.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import DuplicateJobError
from sqlalchemy import Row, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from city import clock, logs
from city.db import new_id, transaction
from city.events import Errand
from workers.handlers import HANDLERS
from workers.perform import perform
from workers.queues import JOB_SECONDS, QUEUES, SHARED, SHARES

BATCH = 500
LOOK_AGAIN = timedelta(seconds=20)
PAUSE = 0.1  # seconds between rounds, so that one round carries many events
AWAY = 1.0  # seconds to wait when an engine is away
MARK = "xunjie:relay"

Owed = Row[int, str, str, datetime, datetime | None]
_CALLS = {
    "events": [event for event, jobs in HANDLERS.items() for _ in jobs],
    "jobs": [job for jobs in HANDLERS.values() for _, job in jobs],
    "queues": [room for jobs in HANDLERS.values() for room, _ in jobs],
}
EXPAND = text("""
with fresh as (
    select id, name from events where relayed_at is null
    order by id limit :batch for update skip locked
), marked as (
    update events set relayed_at = :now from fresh where events.id = fresh.id
), owed as (
    insert into errands (event_id, job, queue, due_at, tries)
    select fresh.id, call.job, call.queue, :now, 0
    from fresh join unnest(
        cast(:events as text[]), cast(:jobs as text[]), cast(:queues as text[])
    ) as call (event, job, queue) on call.event = fresh.name
)
select count(*) from fresh
""")

log = logs.logger("relay")


def run(queue: Redis) -> None:
    """Relay for ever."""
    while True:
        try:
            if relay(queue) < BATCH:
                time.sleep(PAUSE)
        except (RedisError, OperationalError) as away:
            log.warning("an engine is away", why=type(away).__name__)
            time.sleep(AWAY)


def relay(queue: Redis) -> int:
    """One round; returns how many events and errands it moved."""
    with transaction() as session:
        expanded = expand(session)
    with transaction() as session:
        if was_wiped(queue):
            forget_sent(session)
        return expanded + send(session, queue)


def expand(session: Session) -> int:
    """Turn unrelayed events into the errands that they call for, in one statement."""
    return session.scalar(EXPAND, {"now": clock.now(), "batch": BATCH, **_CALLS}) or 0


def send(session: Session, queue: Redis) -> int:
    """Send the errands that are due; those already waiting in a queue are only looked at later."""
    now = clock.now()
    due = select(Errand.event_id, Errand.job, Errand.queue, Errand.due_at, Errand.sent_at)
    due = due.where(Errand.due_at <= now).order_by(Errand.due_at, Errand.event_id)
    found = session.execute(due.limit(BATCH).with_for_update(skip_locked=True)).all()
    if not found:
        return 0
    queues = {known: Queue(known, connection=queue) for known in QUEUES}
    waiting = {known for known, one in queues.items() if one.count}
    going = [errand for errand in found if not (errand.sent_at and errand.queue in waiting)]
    for (room, job), errands in _by_job(going):
        for some in batched_ids(errands, QUEUES[room], SHARES if room in SHARED else 1):
            _enqueue(queues[room], job, some, errands[0].due_at)
    _look_again(session, found, due_at=now + LOOK_AGAIN)
    _look_again(session, going, sent_at=now)
    return len(going)


def batched_ids(errands: Sequence[Owed], most: int, shares: int = 1) -> Iterator[list[int]]:
    """The event ids of `errands`, at most `most` at a time, nor more than a share of what is left.

    So large jobs come first and small ones last, and several workers end together (guided
    self-scheduling, Polychronopoulos and Kuck, 1987).
    """
    ids = [errand.event_id for errand in errands]
    while ids:
        size = min(most, -(-len(ids) // shares))
        yield ids[:size]
        del ids[:size]


def was_wiped(queue: Redis) -> bool:
    """Whether the queue has lost the mark that the relay left in it, and so all else."""
    return bool(queue.set(MARK, new_id().hex, nx=True))


def forget_sent(session: Session) -> None:
    """Everything that is owed is to be sent anew."""
    session.execute(
        update(Errand).where(Errand.sent_at.is_not(None)).values(sent_at=None, due_at=clock.now())
    )


def _look_again(session: Session, errands: Sequence[Owed], **values: datetime) -> None:
    """Note on these errands when to look at them, or that they were sent."""
    for (_, job), some in _by_job(errands):
        ids = [errand.event_id for errand in some]
        mine = update(Errand).where(Errand.job == job, Errand.event_id.in_(ids))
        session.execute(mine.values(**values))


def _by_job(errands: Sequence[Owed]) -> Iterator[tuple[tuple[str, str], list[Owed]]]:
    heaps: dict[tuple[str, str], list[Owed]] = defaultdict(list)
    for errand in errands:
        heaps[errand.queue, errand.job].append(errand)
    yield from heaps.items()


def _enqueue(queue: Queue, job: str, event_ids: list[int], due_at: datetime) -> None:
    """Once for each sending: what a killed worker leaves of a job must not stop the next one."""
    what = f"event-{event_ids[0]}-{event_ids[-1]}-{job.replace('.', '-')}"
    job_id = f"{what}-{due_at:%d%H%M%S%f}"
    try:
        queue.enqueue_call(
            perform,
            args=(job, event_ids),
            job_id=job_id,
            unique=True,
            timeout=JOB_SECONDS,
            result_ttl=0,
            failure_ttl=1,
            description=job_id,
        )
    except DuplicateJobError:
        log.info("already queued", job=job_id)
