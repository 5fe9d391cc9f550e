"""`python -m benchmarks [NAME…]`: measure, print a table, write var/bench/NAME.json."""

import os
import sys
import time
from pathlib import Path

import click

from benchmarks import (
    api,
    cases,
    channels,
    duplicates,
    hotline,
    intake,
    phone,
    photo_jobs,
    photos,
    places,
    push,
    triage,
)
from benchmarks.bench import Bench, Benchmark, quick
from benchmarks.row import write
from benchmarks.table import table

# In this order: a city that has got its past never loses it again.
BENCHMARKS: dict[str, Benchmark] = {
    "photos.job": photos.job,
    "photos.job_vision": photo_jobs.vision,
    "photos.put": photos.put,
    "photos.queue": photo_jobs.queue,
    "places.build": places.build,
    "places.geocode": places.geocode,
    "places.busy": places.busy,
    "places.accuracy": places.accuracy,
    "places.osm_crossings": places.osm_crossings,
    "places.grid_bulk": places.grid_bulk,
    "places.tile": places.tile,
    "places.suggest": places.suggest,
    "push.encrypt": push.encrypt,
    "push.deliver": push.deliver,
    "triage.classify": triage.classify,
    "triage.right": triage.right,
    "triage.longest": triage.longest,
    "hotline.import_bare": hotline.bare,
    "hotline.import": hotline.whole,
    "hotline.import_looked": hotline.looked,
    "api.handler": api.handler,
    "intake.twins": intake.twins,
    "intake.words": intake.words,
    "intake.reports": intake.reports,
    "intake.words@100k": intake.words_aged,
    "intake.reports@100k": intake.reports_aged,
    "phone.first_js": phone.first_js,
    "phone.lighthouse": phone.lighthouse,
    "phone.kept": phone.kept,
    "cases.worklist": cases.worklist,
    "cases.action": cases.action,
    "cases.clocks": cases.clocks,
    "cases.dispatch": cases.dispatch,
    "duplicates.look": duplicates.look,
    "duplicates.right": duplicates.right,
    "intake.channels": channels.channels,  # last: what it leaves to the workers burdens none
}


@click.command()
@click.argument("names", nargs=-1)
@click.option("--quick", "shortest", is_flag=True, help="Only to see that everything works.")
@click.option("--rounds", type=int, help="Rounds of each measure.")
@click.option("--seconds", type=float, help="Seconds of a round of load.")
def main(names: tuple[str, ...], shortest: bool, rounds: int | None, seconds: float | None) -> None:
    """Measure all, or NAMES (a whole family by its first word), beside peers and floors."""
    wanted = chosen(names)
    var = Path(os.environ.get("VAR") or "var").resolve() / "bench"
    bench = quick(var) if shortest else Bench(var)
    bench.rounds, bench.seconds = rounds or bench.rounds, seconds or bench.seconds
    rows = []
    with bench:
        for name in wanted:
            began = time.monotonic()
            found = list(BENCHMARKS[name](bench))
            write(found, var / f"{name}.json")
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
            rows += found
    print(table(rows))


def chosen(names: tuple[str, ...]) -> list[str]:
    """The benchmarks that `names` mean, in the order of the table; all for none."""
    found = [
        name
        for name in BENCHMARKS
        if not names or any(name == one or name.startswith(f"{one}.") for one in names)
    ]
    if not found:
        raise click.BadParameter(f"{', '.join(names)}: {', '.join(BENCHMARKS)}")
    return found


if __name__ == "__main__":
    main()
