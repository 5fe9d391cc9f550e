"""The clock: RQ's own cron, which sends the sweeps."""

from redis import Redis
from rq.cron import CronScheduler

from workers import account, content, drops, field, mail, opinion
from workers.post import deliver_due
from workers.queues import JOB_SECONDS
from workers.revisit import end
from workers.sweeps import (
    let_go,
    resume_due,
    sweep_deeds,
    sweep_nonces,
    sweep_objects,
    sweep_uploads,
    turn_lamps,
)
from workers.tools import tools

TURNING = 15  # seconds between looks at the lamps
LOOKING = 20  # seconds between looks at what the hotline dropped
MINUTE, MINUTES, HOUR, HALF_A_DAY = 60, 300, 3600, 12 * 3600  # seconds
SWEEPS = (
    (turn_lamps, "deadlines", TURNING, JOB_SECONDS),
    (resume_due, "deadlines", MINUTE, JOB_SECONDS),
    (field.pass_tasks_on, "deadlines", MINUTE, JOB_SECONDS),
    (field.end_forgotten, "sweeps", MINUTES, JOB_SECONDS),
    (field.forget_tracks, "sweeps", HALF_A_DAY, HOUR),
    (deliver_due, "post", TURNING, JOB_SECONDS),
    (drops.look, "hotline", LOOKING, JOB_SECONDS),
    (opinion.read_due, "outside", MINUTE, HOUR),
    (mail.read, "outside", MINUTE, JOB_SECONDS),
    (account.end_due, "outside", MINUTE, JOB_SECONDS),
    (content.ask_again, "outside", HOUR, JOB_SECONDS),
    (account.forget, "sweeps", HALF_A_DAY, JOB_SECONDS),
    (drops.forget, "sweeps", HALF_A_DAY, JOB_SECONDS),
    (end, "sweeps", HOUR, JOB_SECONDS),
    (sweep_uploads, "sweeps", MINUTES, JOB_SECONDS),
    (sweep_objects, "sweeps", HALF_A_DAY, HOUR),
    (sweep_nonces, "sweeps", MINUTES, JOB_SECONDS),
    (sweep_deeds, "sweeps", HALF_A_DAY, HOUR),
)
"""What is done by the clock, in which queue, how often, and how long it may take, in seconds."""
BY_DECISION = ((let_go, "sweeps", HOUR, JOB_SECONDS),)
"""Only where a city has said so (LET_GO_HOURLY=1): evidence is not removed by default."""


def run(queue: Redis) -> None:
    """Send jobs by the clock, for ever."""
    scheduler = CronScheduler(connection=queue)
    sweeps = SWEEPS + (BY_DECISION if tools().settings.let_go_hourly else ())
    for sweep, room, interval, timeout in sweeps:
        scheduler.register(sweep, room, interval=interval, job_timeout=timeout, result_ttl=0)
    scheduler.start()  # type: ignore[no-untyped-call]
