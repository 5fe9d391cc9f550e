"""All side effects on one screen: what happens when something has happened."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from city.events import Event
from workers import dispatch, notify, photos, triage, vision

Job = Callable[[Session, Event], None]

HANDLERS: dict[str, list[tuple[str, Job]]] = {
    "report.received": [("triage", triage.place)],
    "photo.received": [("photos", photos.process)],
    "photo.ready": [("vision", vision.look)],
    "photo.read": [("triage", triage.place_again)],
    "photo.box_drawn": [("vision", vision.veil_again)],
    "photo.box_removed": [("vision", vision.veil_again)],
    "case.file": [("dispatch", dispatch.choose), ("notify", notify.tell)],
    "case.refute": [("notify", notify.tell)],
    "case.decline": [("notify", notify.tell)],
    "case.dispatch": [("notify", notify.tell)],
    "case.handle": [("dispatch", dispatch.send_check)],
    "case.close": [("notify", notify.tell)],
    "clock.yellow": [("notify", notify.tell)],
    "clock.red": [("notify", notify.tell)],
    "task.sent": [("notify", notify.tell)],
}


def name(job: Job) -> str:
    """How a job is called in the table of errands: `triage.place`."""
    return f"{job.__module__.rsplit('.', 1)[-1]}.{job.__name__}"


JOBS: dict[str, Job] = {name(job): job for jobs in HANDLERS.values() for _, job in jobs}
