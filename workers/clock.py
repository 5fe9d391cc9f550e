"""The clock: RQ's own cron, which sends the sweeps."""

from redis import Redis
from rq.cron import CronScheduler

from workers.queues import JOB_SECONDS
from workers.sweeps import sweep_uploads, turn_lamps

EVERY = 300  # seconds
TURNING = 15  # seconds between looks at the lamps


def run(queue: Redis) -> None:
    """Send jobs by the clock, for ever."""
    scheduler = CronScheduler(connection=queue)
    scheduler.register(
        sweep_uploads, "sweeps", interval=EVERY, job_timeout=JOB_SECONDS, result_ttl=0
    )
    scheduler.register(
        turn_lamps, "deadlines", interval=TURNING, job_timeout=JOB_SECONDS, result_ttl=0
    )
    scheduler.start()  # type: ignore[no-untyped-call]
