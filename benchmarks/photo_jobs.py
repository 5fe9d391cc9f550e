"""Photo jobs with eyes and through the queue, and what the eyes find on a set of our own."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from statistics import median

from benchmarks.bench import Bench
from benchmarks.memory import children, most_mb
from benchmarks.photo import jpeg, noise
from benchmarks.photos import BYTES, HEIGHT, WIDTH
from benchmarks.plates import HARD, Scene, hard_scenes, scenes
from benchmarks.row import Row
from media import sight
from media.boxes import Box
from media.images import encoded, prepare

PLATE_HEIGHTS = (18, 24, 48)  # pixels, in a display of 1600 x 1200
HARD_HEIGHT = 36
LEAST_SHARED = 0.5  # of the plate's area


def vision(bench: Bench) -> Iterator[Row]:
    """Milliseconds a photo for each model, and the share of drawn plates that are veiled."""
    if sight.missing():
        return
    displays = [
        prepare(jpeg(noise(WIDTH, HEIGHT, seed), BYTES)).display
        for seed in range(min(4, bench.photos))
    ]
    sight.look(displays[0])  # loading the models is not a photo's
    looks = [sight.look(display).ms for display in displays * bench.rounds]
    whole = [float(sum(look.values())) for look in looks]
    note = "display of 1600 x 1200; beside photos.job, in an errand of its own"
    yield Row("photos.job_vision", median(whole), "ms", rounds=bench.rounds, note=note)
    for stage in ("faces", "plates", "words"):
        found = median(float(look[stage]) for look in looks)
        yield Row(f"photos.job_vision/{stage}", found, "ms", rounds=bench.rounds)
    for high in PLATE_HEIGHTS[: bench.ways]:
        note = f"share of {bench.photos} drawn plates, {high} px high in 1600 x 1200, veiled"
        share = _veiled(scenes(high, bench.photos), bench.photos)
        yield Row(f"photos.plates/{high}px", share, "share", note=note)
    count = max(1, bench.photos // 2)
    for way in list(HARD)[: bench.ways]:
        share = _veiled(hard_scenes(way, HARD_HEIGHT, count), count)
        note = f"the same of {count}, {HARD_HEIGHT} px, drawn as by night, in motion and so on"
        yield Row(f"photos.plates/{way}", share, "share", note=note)


def queue(bench: Bench) -> Iterator[Row]:
    """Photos a second by two workers, and by two processes that call the job: the queue's share."""
    count = 4 * bench.photos
    with bench.city.another("photos") as other:
        rates = _told(bench, "photo_rate", count, bench.rounds)
        memory = [_memory(bench, name) for name in ("photos", other)]
    pairs = zip(rates["queued"], rates["by_hand"], strict=True)
    lost = median(1 - queued / by_hand for queued, by_hand in pairs)
    note = "of the rate by hand, lost to events, errands, relay and RQ; goal 0.05"
    yield Row("photos.queue", max(0.0001, lost), "share", rounds=bench.rounds, note=note)
    yield Row(
        "photos.queue/rate", median(rates["queued"]), "1/s", floor="called by hand",
        floor_value=median(rates["by_hand"]), rounds=bench.rounds,
        note=f"{count} photos of 12 MP by two workers, from the event to the last ready",
    )  # fmt: skip
    for at, name in enumerate(("worker", "child")):
        most = max(one[at] for one in memory)
        yield Row(f"photos.memory/{name}", most, "MB", note="resident at most; goal 140")


def _told(bench: Bench, script: str, *counts: int) -> dict[str, list[float]]:
    """What a script of ours wrote that ran in the city's surroundings."""
    file = bench.var / f"{script}.json"
    command = [sys.executable, "-m", f"benchmarks.{script}", *map(str, counts), str(file)]
    subprocess.run(command, env=dict(bench.city.env), check=True)
    told: dict[str, list[float]] = json.loads(file.read_text())
    return told


def _memory(bench: Bench, name: str) -> tuple[float, float]:
    """Megabytes of a worker and of its child that decodes."""
    pid = bench.city.supervisor.pid(name)
    assert pid
    return most_mb(pid), max(map(most_mb, children(pid)))


def _veiled(found: Iterable[Scene], count: int) -> float:
    hits = 0
    for scene in found:
        (plate,) = scene.plates
        hits += any(_covers(box, plate) for box in sight.look(encoded(scene.pixels, 85)).boxes)
    return max(hits / count, 0.0001)


def _covers(box: Box, plate: Box) -> bool:
    width = min(box.right, plate.right) - max(box.left, plate.left)
    height = min(box.bottom, plate.bottom) - max(box.top, plate.top)
    area = (plate.right - plate.left) * (plate.bottom - plate.top)
    return width > 0 and height > 0 and width * height / area >= LEAST_SHARED
