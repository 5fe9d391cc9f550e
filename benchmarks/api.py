"""The hot handlers' CPU without the engines: beside plain Flask JSON and naive flask-smorest."""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.bench import Bench
from benchmarks.city import ROOT
from benchmarks.row import Row

PEER, FLOOR = "flask-smorest, schema by class", "plain Flask"
NAMES = {
    "report": ("api.handler", "PUT of a report with a photo promised"),
    "upload": ("api.handler/upload", "POST of 300 KB by tus, two SHA-256 of it among the work"),
    "catalogue": ("api.handler/catalogue", "the catalogue, 304"),
}
HOW = "thread CPU of a WSGI call, less that inside psycopg and the store's client"


def handler(bench: Bench) -> Iterator[Row]:
    """In a process of its own, in the surroundings of a city that stands still."""
    found = []
    with bench.city.at_rest():
        for _ in range(bench.rounds):
            place = bench.var / "handlers.json"
            command = [sys.executable, "-m", "benchmarks.handlers", str(bench.calls), str(place)]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(command, env=dict(bench.city.env), cwd=ROOT, check=True, **quiet)
            found.append(json.loads(place.read_text()))
            place.unlink()
    for key, (name, note) in NAMES.items():
        middle = {who: median(one[key][who] for one in found) for who in found[0][key]}
        peer = PEER if "peer" in middle else ""
        yield Row(
            name, middle["ours"], "us", peer, middle.get("peer"), FLOOR, middle["floor"],
            bench.rounds, f"{note}; {HOW}",
        )  # fmt: skip
