"""The queues, in the order in which a worker empties them, and how many errands go into one job."""

QUEUES: dict[str, int] = {
    "deadlines": 1,
    "dispatch": 20,
    "triage": 50,
    "notify": 50,
    "post": 1,
    "hotline": 1,
    "outside": 1,
    "photos": 8,
    "vision": 1,
    "sweeps": 1,
}
SHARED, SHARES = frozenset({"photos"}), 4
"""Queues whose errands are heavy and go to several workers: no job takes more than a quarter of
what waits, so that one report's photos are made at once, and of many RQ's own share is small."""
JOB_SECONDS = 300
