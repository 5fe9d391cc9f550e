"""Kill -9 the worker, the relay and the queue with all its data, while 50 reports come in."""

import os
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from urllib3.exceptions import HTTPError

import migrations
from city.settings import sqlalchemy_url
from deploy import engines
from deploy.walk import Citizen, beginning, new_id, promise
from media import keys
from tests.house import UNLIMITED, City, folder
from tests.stories.journey import photo

pytestmark = [pytest.mark.chaos, pytest.mark.slow]

REPORTS, THREADS = 50, 6
PROCESSES = ("worker", "photos", "relay")
VICTIMS = (*PROCESSES, "valkey")
ROUNDS = (VICTIMS, VICTIMS, PROCESSES)  # a queue wiped at last would heal what the others broke
PATIENCE = 90.0


@pytest.fixture(scope="module")
def doomed() -> Iterator[City]:
    """An empty city of its own, whose engines and processes are started again when they die."""
    with folder() as var, engines.running(var, {}) as settings:
        migrations.upgrade(sqlalchemy_url(settings["DATABASE_URL"]))
        made = City({**settings, **UNLIMITED}, var)
        try:
            made.start("web", "relay", "worker", "photos", "vision")
            made.wait_ready()
            yield made
        finally:
            made.stop()


class Phone:
    """Sends one report with its photo and gives up only when both are received."""

    def __init__(self, city: City) -> None:
        self.citizen, self.id, self.photo = Citizen(city.url), new_id(), photo((320, 240))
        self.sent = {**beginning(), "words": "井盖破损", "photos": [promise(self.photo)]}
        self.number = ""

    def send(self, ends: float) -> None:
        """Try and try again, as the outbox does."""
        while time.monotonic() < ends:
            try:
                if self._state() == "received":
                    return
                self.citizen.upload(self.photo, report=self.id)
            except (HTTPError, AssertionError):
                time.sleep(0.2)
        raise AssertionError(f"report {self.id} was never received")

    def _state(self) -> str:
        answer = self.citizen.ask("PUT", f"/reports/{self.id}", self.sent)
        assert answer.status in (200, 201), answer.body
        assert self.number in ("", answer.json["number"])
        self.number = answer.json["number"]
        return str(answer.json["photos"][0]["state"])


def test_everything_acknowledged_is_done_once(doomed: City) -> None:
    phones = [Phone(doomed) for _ in range(REPORTS)]
    ends = time.monotonic() + PATIENCE
    with ThreadPoolExecutor(THREADS) as pool:
        sending = [pool.submit(phone.send, ends) for phone in phones]
        killed = _kill(doomed)
        for one in sending:
            one.result()
    assert set(killed) == set(VICTIMS)
    assert len({phone.number for phone in phones}) == REPORTS

    ids = [phone.id for phone in phones]
    _until_done(doomed, ends)
    assert _once(doomed, "report.received", ids)
    assert _once(doomed, "case.received", ids)
    assert _once(doomed, "photo.received", ids)
    assert _once(doomed, "photo.ready", ids)
    assert doomed.rows("select count(*), count(distinct report_id) from cases") == [
        (REPORTS, REPORTS)
    ]
    assert doomed.rows("select state, count(*) from photos group by state") == [("ready", REPORTS)]
    store = doomed.store()
    for phone in phones:
        sha256 = promise(phone.photo)["sha256"]
        assert store.get(keys.original(sha256)) == phone.photo
        assert store.exists(keys.display(sha256))
        assert store.exists(keys.thumbnail(sha256))


def _kill(city: City) -> list[str]:
    """Kill each victim a few times while the reports come in; who was killed, in order."""
    rng, killed = random.Random(50), []
    for victims in ROUNDS:
        for victim in rng.sample(victims, len(victims)):
            time.sleep(0.3)
            pid = engines.pids(city.var).get(victim)
            if pid:  # else it is on its way back from the last time
                os.kill(pid, signal.SIGKILL)
                killed.append(victim)
    return killed


def _until_done(city: City, ends: float) -> None:
    """Wait until nothing is owed and everything was relayed."""
    left: list[tuple[Any, ...]] = [(1, 1, 1)]
    while left != [(0, 0, 0)]:
        assert time.monotonic() < ends + 30, f"errands, unrelayed, not ready: {left}"
        time.sleep(0.2)
        left = city.rows(
            "select (select count(*) from errands),"
            " (select count(*) from events where relayed_at is null),"
            " (select count(*) from photos where state <> 'ready')"
        )


def _once(city: City, name: str, ids: list[UUID]) -> bool:
    """Whether this happened to each report, and to each once."""
    rows = city.rows("select report_id, count(*) from events where name = %s group by 1", name)
    return dict(rows) == dict.fromkeys(ids, 1)
