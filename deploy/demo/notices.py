"""What inspectors were told of late: new tasks, and what became of their own reports."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from city.cases.words import SENDER, TOLD, line
from city.notices.colleagues import TASKS
from city.notices.kinds import Carrier
from city.notices.tell import LANGUAGES
from city.notices.templates import fill, shipped
from deploy.demo.copying import columns
from deploy.demo.teller import Past, Told, id_at

COLUMNS = columns("id event_id device person_id report_id case_id at words read_at")
KEPT = timedelta(days=10)
CHECK = {"task": TASKS["check"]}
UNREAD = timedelta(hours=12)


def rows(
    told: Iterable[tuple[int, Told, Past, str]], now: datetime, seed: int
) -> Iterator[tuple[Any, ...]]:
    """Rows of `notices` for members of staff, from (event id, event, case, report number)."""
    rng = Random(f"{seed}:notices")
    for own, event, past, number in told:
        reader, words = _said(event, past, number)
        if reader and now - event.at < KEPT:
            read_at = event.at + timedelta(minutes=9) if now - event.at > UNREAD else None
            about = (past.report_id, past.case_id, event.at, words, read_at)
            yield id_at(event.at, rng), own, None, reader, *about


def _said(event: Told, past: Past, number: str) -> tuple[int | None, dict[str, str]]:
    if event.name == "task.sent":
        asked = (shipped()[event.name, Carrier.IN_APP, one] for one in LANGUAGES)
        return event.data["to_id"], {one.language: fill(one, CHECK).words for one in asked}
    if event.name in TOLD and past.reporter:
        said = {one: line(SENDER[event.name], one, event.data) for one in LANGUAGES}
        return past.reporter.id, {one: f"{number} {said[one]}" for one in LANGUAGES}
    return None, {}
