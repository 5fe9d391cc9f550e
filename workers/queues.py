"""The queues, in the order in which a worker empties them, and how many errands go into one job.

Of photos four: RQ's own share of a job is then a percent, and a burst still feeds several workers.
"""

QUEUES: dict[str, int] = {
    "deadlines": 1,
    "dispatch": 20,
    "triage": 50,
    "notify": 50,
    "post": 1,
    "hotline": 1,
    "outside": 1,
    "photos": 4,
    "vision": 1,
    "sweeps": 1,
}
JOB_SECONDS = 300
