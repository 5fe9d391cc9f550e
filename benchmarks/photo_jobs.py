"""Photo jobs with eyes and through the queue, and what the eyes find on a set of our own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.bench import Bench
from benchmarks.photo import jpeg, noise
from benchmarks.photos import BYTES, HEIGHT, WIDTH
from benchmarks.plates import scenes
from benchmarks.row import Row
from media import sight
from media.boxes import Box
from media.images import encoded, prepare

PLATE_HEIGHTS = (18, 24, 48)  # pixels, in a display of 1600 x 1200
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
    for high in PLATE_HEIGHTS:
        note = f"share of {bench.photos} drawn plates, {high} px high in 1600 x 1200, veiled"
        yield Row(f"photos.plates/{high}px", _veiled(high, bench.photos), "share", note=note)


def queue(bench: Bench) -> Iterator[Row]:
    """The same jobs called by hand and sent through relay and RQ: what the queue adds."""
    file = bench.var / "queue.json"
    with bench.city.at_rest():
        subprocess.run(
            [sys.executable, "-m", "benchmarks.queue_share", str(bench.photos), str(file)],
            env=dict(bench.city.env),
            check=True,
        )
    told = json.loads(file.read_text())
    by_hand, queued = median(told["by_hand"]), median(told["queued"])
    share = max(0.0001, queued / by_hand - 1)
    note = f"{bench.photos} photos of 12 MP each way, one worker: added by relay, RQ and errands"
    yield Row("photos.queue", share, "share", note=note)
    yield Row(
        "photos.queue/rate", 1000 / queued, "1/s", floor="called by hand",
        floor_value=1000 / by_hand, note="one worker process and its child, bytes to ready",
    )  # fmt: skip


def _veiled(high: int, count: int) -> float:
    hits = 0
    for scene in scenes(high, count):
        (plate,) = scene.plates
        hits += any(_covers(box, plate) for box in sight.look(encoded(scene.pixels, 85)).boxes)
    return max(hits / count, 0.0001)


def _covers(box: Box, plate: Box) -> bool:
    width = min(box.right, plate.right) - max(box.left, plate.left)
    height = min(box.bottom, plate.bottom) - max(box.top, plate.top)
    area = (plate.right - plate.left) * (plate.bottom - plate.top)
    return width > 0 and height > 0 and width * height / area >= LEAST_SHARED
