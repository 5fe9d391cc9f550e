"""Laws about what happens when something has happened."""

import re
import subprocess
import sys

import pytest

from city.cases.stages import Action
from tests.house import PROCFILE, ROOT
from tests.rules.sources import strings
from workers.handlers import HANDLERS, JOBS, job
from workers.queues import QUEUES

FROM_SQL = re.compile(r"[a-z]+\.[a-z_]+")


def _worked() -> list[str]:
    lines = [line for line in PROCFILE.values() if "workers work" in line]
    return [queue for line in lines for queue in line.split("workers work")[1].split()]


@pytest.mark.parametrize("event", sorted(HANDLERS))
def test_whatever_calls_for_a_job_really_happens(event: str) -> None:
    recorded = {f"case.{action}" for action in Action}
    recorded |= {name for text in strings("city") for name in FROM_SQL.findall(text)}
    assert event in recorded


def test_every_queue_in_use_is_known_and_every_known_queue_is_worked() -> None:
    used = {queue for jobs in HANDLERS.values() for queue, _ in jobs}
    assert used <= QUEUES.keys()
    assert set(_worked()) == QUEUES.keys()
    assert len(_worked()) == len(set(_worked()))


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_is_one(name: str) -> None:
    found = job(name)
    assert f"{found.__module__}.{found.__name__}" == f"workers.{name}"


def test_what_is_no_job_is_not_done() -> None:
    with pytest.raises(KeyError):
        job("tools.tools")


def test_the_procfile_names_every_process_of_a_city() -> None:
    assert {"web", "relay", "worker", "photos", "clock", "engines", "release"} <= PROCFILE.keys()


def test_a_process_of_photos_alone_knows_no_map_and_no_tables_of_others() -> None:
    told = "import sys, workers.__main__ as w; w.handlers.load(['photos']); print(*sys.modules)"
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    known = set(done.stdout.split())
    assert "workers.photos" in known
    assert not known & {"shapely", "numpy", "city.models", "city.places.gazetteer"}
