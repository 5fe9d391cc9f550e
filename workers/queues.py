"""The queues, in the order in which a worker empties them, and how many errands go into one job."""

QUEUES: dict[str, int] = {
    "deadlines": 1,
    "dispatch": 20,
    "triage": 50,
    "notify": 50,
    "post": 1,
    "hotline": 1,
    "outside": 1,
    "photos": 1,
    "vision": 1,
    "sweeps": 1,
}
JOB_SECONDS = 300
