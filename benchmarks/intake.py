"""Reports accepted and durable: beside a plain Flask view, and beside the bare engines."""

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import past
from benchmarks.bench import Bench
from benchmarks.photo import jpeg, noise
from benchmarks.rounds import Measure, interleaved
from benchmarks.row import Row
from benchmarks.ways import Errand, Ours
from benchmarks.wire import Wire
from deploy.walk import new_id

PEER, FLOOR = "plain Flask", "bare engines"
PHOTO_BYTES = 300_000
READY = {True: 60.0, False: 200.0}  # with a photo or without: made ready a second for each phone
TWINS = 50
ODK = {
    (True, False): "ODK Central, measured elsewhere on two cores: 160/s empty",
    (False, False): "ODK Central, measured elsewhere on two cores: 340/s empty",
    (True, True): "ODK Central, measured elsewhere on two cores: 90/s at 100,000 rows",
    (False, True): "ODK Central, measured elsewhere on two cores: 160/s at 100,000 rows",
}


def reports(bench: Bench) -> Iterator[Row]:
    """With a photo of 300 KB."""
    yield _row(bench, "intake.reports", photo=True, aged=False)


def words(bench: Bench) -> Iterator[Row]:
    """Without a photo."""
    yield _row(bench, "intake.words", photo=False, aged=False)


def reports_aged(bench: Bench) -> Iterator[Row]:
    """With a photo, in a city with a past."""
    yield _row(bench, "intake.reports@100k", photo=True, aged=True)


def words_aged(bench: Bench) -> Iterator[Row]:
    """Without a photo, in a city with a past."""
    yield _row(bench, "intake.words@100k", photo=False, aged=True)


def twins(bench: Bench) -> Iterator[Row]:
    """The same report from fifty connections at once: how many got one and the same receipt."""
    shares = interleaved(bench.rounds, {"ours": partial(_same_receipts, bench)})
    note = "ODK Central, measured elsewhere: tells up to 30 of 50 honest phones 409"
    odk = {"peer": "ODK Central (quoted)", "peer_value": 0.4}
    yield Row("intake.twins", shares["ours"], "share", **odk, rounds=bench.rounds, note=note)


def _row(bench: Bench, name: str, photo: bool, aged: bool) -> Row:
    city, phones = bench.city, bench.phones
    known = past.load(city.env["DATABASE_URL"], bench.past) if aged else None
    body = jpeg(noise(2048, 1536), PHOTO_BYTES) if photo else b""
    said: list[str] = []

    def ours() -> float:
        rate = phones.rate(errand("ours", city.url))
        said[:] = [phones.said()]
        return rate

    errand = partial(_errand, bench, body)
    plain, bare = errand("plain", city.plain_url), errand("bare", "")
    measures: dict[str, Measure] = {
        "ours": ours,
        "peer": _resting(bench, partial(phones.rate, plain)),
        "floor": _resting(bench, partial(phones.rate, bare)),
    }
    phones.rate(_errand(bench, body, "ours", city.url, 0.5))  # processes, plans and caches warm
    phones.rate(_errand(bench, body, "plain", city.plain_url, 0.5))
    found = interleaved(bench.rounds, measures)
    notes = [f"{phones.count} phones, relay and workers awake, {said[0]}"]
    notes += [f"{known:,} reports there"] if known else []
    return Row(
        name, found["ours"], "1/s", PEER, found["peer"], FLOOR, found["floor"], bench.rounds,
        "; ".join([*notes, ODK[photo, aged]]),
    )  # fmt: skip


def _errand(bench: Bench, body: bytes, way: str, url: str, seconds: float | None = None) -> Errand:
    lasts = seconds or bench.seconds
    most = int(READY[bool(body)] * lasts)
    return Errand(way, url, lasts, body, most, environ=dict(bench.city.env))


def _resting(bench: Bench, measure: Measure) -> Callable[[], float]:
    def measured() -> float:
        with bench.city.at_rest():
            return measure()

    return measured


def _same_receipts(bench: Bench) -> float:
    url = bench.city.url
    one = Ours(Errand("ours", url, 0))
    pieces = one.report(new_id(), next(one.make()).photo)
    wires = [Wire(url) for _ in range(TWINS)]
    for wire in wires:
        wire.send(*pieces)
    answers = [wire.receive() for wire in wires]
    for wire in wires:
        wire.close()
    bodies = [answer.body for answer in answers if answer.status in (200, 201)]
    return max(map(bodies.count, bodies), default=0) / TWINS
