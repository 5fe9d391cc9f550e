"""All side effects on one screen: what happens when something has happened.

A job stands here by its module in this package and its function, with the queue that it waits in.
A process imports those of the queues that it works, and no others: photos need no map.
"""

from collections.abc import Callable, Collection
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy.orm import Session

from city.events import Event

Job = Callable[[Session, Event], None]

HANDLERS: dict[str, list[tuple[str, str]]] = {
    "report.received": [("triage", "triage.place")],
    "hotline.run_asked": [("hotline", "hotline.run")],
    "hotline.run_ended": [("outside", "hotline.tell")],  # not behind its own cases
    "hotline.filed": [("hotline", "hotline.place")],
    "hotline.opened": [("hotline", "hotline.look")],
    "hotline.answer_owed": [("outside", "answers.send")],
    "photo.named": [("outside", "fetch.bring")],
    "content.owed": [("outside", "content.check")],
    "wechat.media_checked": [("outside", "content.settle")],
    "wechat.sent_photo": [("outside", "account.bring")],
    "wechat.filed": [("outside", "account.tell")],
    "photo.received": [("photos", "photos.process")],
    "photo.ready": [("vision", "vision.look"), ("triage", "triage.look")],
    "photo.read": [("triage", "triage.place_again")],
    "photo.box_drawn": [("vision", "vision.veil_again")],
    "photo.box_removed": [("vision", "vision.veil_again")],
    "case.received": [("triage", "triage.look")],
    "case.merge": [("notify", "notify.tell")],
    "report.joined": [("notify", "notify.tell")],
    "report.in_mass": [("notify", "notify.tell")],
    "report.parted": [("notify", "notify.tell")],
    "case.file": [
        ("dispatch", "dispatch.choose"),
        ("notify", "notify.tell"),
        ("triage", "triage.learn"),
    ],
    "case.refute": [("notify", "notify.tell")],
    "case.decline": [
        ("notify", "notify.tell"),
        ("triage", "triage.learn"),
        ("hotline", "answers.owe"),
    ],
    "case.dispatch": [("notify", "notify.tell")],
    "case.delegate": [("notify", "notify.tell")],
    "case.assign": [("notify", "notify.tell")],
    "case.give_back": [("notify", "notify.tell")],
    "case.hand_back": [("notify", "notify.tell")],
    "case.supervise": [("notify", "notify.tell")],
    "case.urge": [("notify", "notify.tell")],
    "case.fail": [("notify", "notify.tell")],
    "case.rework": [("notify", "notify.tell")],
    "case.ask": [("notify", "notify.tell")],
    "case.approve": [("notify", "notify.tell")],
    "case.refuse": [("notify", "notify.tell")],
    "case.handle": [("dispatch", "dispatch.send_check")],
    "case.close": [
        ("notify", "notify.tell"),
        ("notify", "revisit.ask"),
        ("hotline", "answers.owe"),
    ],
    "case.void": [("notify", "notify.tell"), ("hotline", "answers.owe")],
    "case.force_close": [("notify", "notify.tell"), ("hotline", "answers.owe")],
    "case.reopen": [("notify", "notify.tell")],
    "case.revisit": [("outside", "content.comment")],
    "revisit.asked": [("notify", "notify.tell")],
    "revisit.answered": [("hotline", "answers.owe")],
    "clock.yellow": [("notify", "notify.tell")],
    "clock.red": [("notify", "notify.tell")],
    "task.sent": [("notify", "notify.tell")],
    "leave.asked": [("notify", "notify.tell")],
    "leave.approved": [("notify", "notify.tell")],
    "leave.refused": [("notify", "notify.tell")],
    "roll.called": [("notify", "notify.tell")],
    "survey.begun": [("dispatch", "dispatch.put_out")],
    "announcement.posted": [("notify", "notify.tell")],
    "opinion.burst": [("notify", "notify.tell")],
    "push.test": [("notify", "notify.tell")],
    "notices.due": [("post", "post.deliver")],
}

BEGINNINGS = {"triage": "triage.begin", "hotline": "triage.begin"}
"""What a process does at its start that works a queue; it takes nothing and gives nothing."""
ALONE = frozenset({"photos"})
"""Queues whose jobs write to their own tables only: a process of these knows no others."""
JOBS = frozenset(name for jobs in HANDLERS.values() for _, name in jobs)


@cache
def job(name: str) -> Job:
    """The job called so. Raises KeyError for what is none."""
    if name not in JOBS:
        raise KeyError(name)
    found: Job = _named(name)
    return found


def load(queues: Collection[str]) -> None:
    """Import what these queues hold, and begin, so that no job waits for it."""
    if not ALONE.issuperset(queues):
        import_module("city.models")  # a table that is written to must know those it refers to
    for jobs in HANDLERS.values():
        for queue, name in jobs:
            if queue in queues:
                job(name)
    for queue in BEGINNINGS.keys() & set(queues):
        _named(BEGINNINGS[queue])()


def _named(name: str) -> Any:
    module, function = name.split(".")
    return getattr(import_module(f"workers.{module}"), function)
