"""The clock: RQ's own cron, which sends the sweeps."""

from redis import Redis
from rq.cron import CronScheduler

from workers.queues import JOB_SECONDS
from workers.sweeps import sweep_uploads

EVERY = 300  # seconds


def run(queue: Redis) -> None:
    """Send jobs by the clock, for ever."""
    scheduler = CronScheduler(connection=queue)
    scheduler.register(
        sweep_uploads, "sweeps", interval=EVERY, job_timeout=JOB_SECONDS, result_ttl=0
    )
    scheduler.start()  # type: ignore[no-untyped-call]
