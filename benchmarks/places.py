"""Places: texts understood, points located, tiles drawn; and how often the answer is right."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import cycle
from math import asinh, pi, radians, tan
from multiprocessing import get_context
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

from benchmarks.bench import Bench
from benchmarks.phones import spread
from benchmarks.places_city import LENGTH, PlacesCity
from benchmarks.places_peers import PEERS, SAID
from benchmarks.rounds import interleaved
from benchmarks.row import Row
from city.places.coordinates import distance
from city.places.geocoder import geocode as understand
from city.places.normal import plain
from city.places.sheets import Tile
from deploy.demo.plan import District
from tests.places import osm, scoring, town

TEXTS, POINTS, TILES = 3000, 100_000, 400


def geocode(bench: Bench) -> Iterator[Row]:
    """A text understood whole, beside segmenting it, other address parsers and a bare scan."""
    city, texts = bench.places.atlas.gazetteer, bench.places.texts(TEXTS)
    plains = [plain(text) for text in texts]
    automaton = city.lexicon.automaton
    measures: dict[str, Callable[[], float]] = {
        "ours": partial(_rate, texts, partial(understand, city)),
        "floor": partial(_rate, plains, automaton.find),
    }
    for name, make in PEERS.items():
        peer = make(city.lexicon.patterns)
        if peer:
            asked = texts if name == "jieba" else texts[:100]
            measures[name] = partial(_rate, asked, peer)
    found = interleaved(bench.rounds, measures)
    for name in SAID:
        missing = "" if name in found else f"; {name} is not installed (pip install '.[bench]')"
        yield Row(
            "places.geocode" if name == "jieba" else f"places.geocode@{name}",
            found["ours"], "1/s", SAID[name], found.get(name), "daachorse scan", found["floor"],
            bench.rounds, f"per core, {LENGTH}-character texts, {bench.places.size}{missing}",
        )  # fmt: skip


def grid_bulk(bench: Bench) -> Iterator[Row]:
    """Points to cells, exactly, beside looking them up in a dict (which is not exact)."""
    grid = bench.places.atlas.grid
    lon, lat = bench.places.points(POINTS)
    pairs = list(zip(lon.tolist(), lat.tolist(), strict=True))
    cells = grid.cells(lon, lat).tolist()
    known = {(round(x, 4), round(y, 4)): at for (x, y), at in zip(pairs, cells, strict=True)}

    def looked_up() -> float:
        began = time.process_time()
        for x, y in pairs:
            known.get((round(x, 4), round(y, 4)))
        return POINTS / (time.process_time() - began)

    def ours() -> float:
        began = time.process_time()
        grid.cells(lon, lat)
        return POINTS / (time.process_time() - began)

    found = interleaved(bench.rounds, {"ours": ours, "floor": looked_up})
    yield Row(
        "places.grid_bulk", found["ours"], "1/s", floor="dict look-up by rounded degrees",
        floor_value=found["floor"], rounds=bench.rounds, note=f"exact, {bench.places.size}",
    )  # fmt: skip


def build(bench: Bench) -> Iterator[Row]:
    """Everything in memory worked out from its rows, and what it then weighs."""
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        weight = fresh.submit(_weight, bench.districts).result()
    took = []
    for _ in range(bench.rounds + 1):  # the first warms up
        began = time.process_time()
        bench.places.built()
        took.append((time.process_time() - began) * 1000)
    took = took[1:]
    note = f"lexicon, crossings, grid, suggestions, {bench.places.size}"
    yield Row("places.build", sorted(took)[len(took) // 2], "ms", rounds=bench.rounds, note=note)
    yield Row("places.memory", weight, "MB", note=f"resident, {bench.places.size}")


def _weight(districts: Callable[[], Sequence[District]]) -> float:
    """MB that the atlas weighs, in a process that has done nothing before."""
    made = PlacesCity(districts())
    made.rows  # noqa: B018 - made and kept
    gc.collect()
    before = _resident()
    made.atlas  # noqa: B018
    return _resident() - before


def busy(bench: Bench) -> Iterator[Row]:
    """Texts understood while a thread builds the next version beside it: nobody waits for it."""
    city, texts = bench.places.atlas.gazetteer, cycle(bench.places.texts(TEXTS))

    def waits(going_on: Callable[[], bool]) -> list[float]:
        taken = []
        while going_on() or len(taken) < bench.calls:
            began = time.perf_counter()
            understand(city, next(texts))
            taken.append((time.perf_counter() - began) * 1000)
        return taken

    alone, beside = [], []
    for _ in range(bench.rounds):
        alone += waits(lambda: False)
        builder = Thread(target=bench.places.built)
        builder.start()
        beside += waits(builder.is_alive)
    said = f"p95; p50 {spread(beside, 0.5):.2f} ms, longest {max(beside):.0f} ms"
    note = f"{said}, {bench.places.size}"
    yield Row("places.geocode@building", spread(beside, 0.95), "ms", floor="no building",
              floor_value=spread(alone, 0.95), rounds=bench.rounds, note=note)  # fmt: skip


def accuracy(bench: Bench) -> Iterator[Row]:
    """Labelled texts of the demo city: right within 50 m; wrong with confidence beyond 500 m."""
    city, rows = town.gazetteer(), scoring.labelled()
    found = scoring.scores(scoring.told(city, rows))
    print(scoring.table(found))
    every = found["all"]
    note = f"{every.asked} texts, {len(found) - 1} forms; goal ≥ 0.92"
    yield Row("places.accuracy", every.right / every.asked, "share", note=note)
    yield Row("places.wrong", every.wrong / every.asked, "share", note="goal ≤ 0.01")
    half = scoring.scores(scoring.told(town.lacking_half(1), rows))["all"]
    note = f"half of all names unknown: {half.right / half.asked:.0%} right; goal ≤ 0.01"
    yield Row("places.wrong@half", half.wrong / half.asked, "share", note=note)


def osm_crossings(bench: Bench) -> Iterator[Row]:
    """Zhengzhou's crossings from OpenStreetMap, each asked in five wordings: within 30 m."""
    if not osm.FOLDER.exists():
        return
    city, asked = osm.gazetteer(), osm.crossings()
    right = 0
    for crossing in asked:
        for wording in osm.WORDINGS:
            best = understand(city, wording.format(a=crossing.a, b=crossing.b)).best
            right += best is not None and distance(best.at, crossing.at) <= 30
    count = len(asked) * len(osm.WORDINGS)
    note = f"{count} questions; goal ≥ 0.97"
    yield Row("places.osm_crossings", right / count, "share", note=note)


def tile(bench: Bench) -> Iterator[Row]:
    """A vector tile drawn, nothing cached."""
    sheets = bench.places.atlas.sheets
    rng = Random(5)
    spots = rng.sample(list(bench.places.crossings()), TILES // 4)
    wanted = [
        (layer, _tile(at.lon, at.lat, zoom))
        for at in spots
        for layer, zoom in (
            ("roads", rng.choice((10, 12, 14, 16))),
            ("cells", rng.choice((14, 15, 16, 17))),
            ("beats", rng.choice((10, 12, 14))),
            ("places", rng.choice((14, 15, 16, 17))),
        )
    ]
    for layer, at in wanted[:8]:
        sheets.tile(layer, at)
    took = [_milliseconds(partial(sheets.tile, layer, at)) for layer, at in wanted]
    note = f"{len(wanted)} tiles of four layers, zooms 10 to 17, {bench.places.size}; goal ≤ 20 ms"
    yield Row("places.tile", _p95(took), "ms", note=note)


def suggest(bench: Bench) -> Iterator[Row]:
    """Names while typing, by characters and by pinyin initials."""
    suggestions = bench.places.atlas.suggestions
    names = [name.name for _, name in bench.places.rows.names]
    rng = Random(6)
    typed = [rng.choice(names)[: rng.randrange(1, 5)] for _ in range(600)]
    typed += ["".join(rng.choices("yzdjlxhbsw", k=rng.randrange(1, 5))) for _ in range(300)]
    typed += [f"没有{text}" for text in typed[:100]]
    took = [_milliseconds(partial(suggestions.find, text)) for text in typed]
    yield Row("places.suggest", _p95(took), "ms", note=f"{len(typed)} beginnings; goal ≤ 10 ms")


def _rate(texts: Sequence[str], do: Callable[[str], Any]) -> float:
    began = time.process_time()
    for text in texts:
        do(text)
    return len(texts) / (time.process_time() - began)


def _milliseconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def _tile(lon: float, lat: float, zoom: int) -> Tile:
    y = (1 - asinh(tan(radians(lat))) / pi) / 2
    return Tile(zoom, int((lon + 180) / 360 * 2**zoom), int(y * 2**zoom))


def _resident() -> float:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * 4096 / 1e6
