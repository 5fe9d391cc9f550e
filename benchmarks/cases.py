"""Cases in a city with two million of them: pages, actions, clocks, decisions."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from itertools import cycle, islice
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import psycopg
from sqlalchemy import select, text

from benchmarks import grown, plans
from benchmarks.bench import Bench
from benchmarks.city import City
from benchmarks.phones import Phones, spread
from benchmarks.row import Row
from benchmarks.staff import TURNS, Desk, accounts
from benchmarks.ways import Errand
from city import settings
from city.calendars import calendar
from city.cases import turns, worklists
from city.cases.model import Case
from city.cases.stages import Stage
from city.db import transaction
from city.dispatch import facts, known
from city.dispatch.choose import Facts, Rule, fits

YOUNG = 20_000
ENOUGH = 1_000_000  # below, PostgreSQL rightly reads small tables whole
READERS = ("operator", "duty_chief", "dispatcher", "department", "leader")
HELD = 0.95
WRITERS = 8


class Acts(NamedTuple):
    """How eight operators act: which way, and how long each rests after an action, in seconds."""

    way: str
    pause: float


ACTIONS = {
    "cases.action": Acts("acting", 1.0),
    "cases.action/unresting": Acts("acting", 0.0),
    "cases.action_paged": Acts("acting_paged", 1.0),
    "cases.action_paged/unresting": Acts("acting_paged", 0.0),
}
FLOORS = {pause: Acts("bare_acting", pause) for pause in (1.0, 0.0)}
NAIVE_PAGE = """
select * from cases where stage = any(%s) order by received_at, id offset %s limit 20
"""
NAIVE_COUNT = "select count(*) from cases where stage = any(%s)"
RUN = """
update cases set turn_at = now() + interval '1 hour', yellow_at = now() + interval '1 hour',
                 due_at = now() + interval '2 hours'
where turn_at is null and stage not in ('closed', 'revisited', 'declined', 'voided', 'merged')
"""
ONE = "select * from cases where id = %s"
ANY = "select id from cases order by random() limit 200"
OPEN = "select id, yellow_at, due_at from cases where turn_at is not null"
DUE = """
update cases set yellow_at = now() - interval '1 second', due_at = now() + interval '1 hour',
                 turn_at = now() - interval '1 second'
where id in (select id from cases where turn_at is not null order by id limit :count)
"""


def worklist(bench: Bench) -> Iterator[Row]:
    """p95 of every list's pages and of the cases on them, at 20 thousand and at 2 million."""
    for name, ended in (("@20k", min(YOUNG, bench.cases)), ("", bench.cases)):
        ends, opens = grown.grow(bench.grown.env["DATABASE_URL"], ended, bench.opened)
        said = f"{ends + opens:,} cases, {opens:,} open"
        pages, cases = _asked(bench)
        naive, floor = _naive(bench)
        if ends >= ENOUGH:
            said += f"; no sequential scan in {plans.checked(bench.grown.env, READERS)} plans"
        note = f"{said}; peer without HTTP: OFFSET + count(*); floor: one row by its key, bare"
        yield Row(f"cases.worklist{name}", pages, "ms", "naive SQL", naive, "bare key", floor,
                  bench.rounds, note)  # fmt: skip
        yield Row(f"cases.case{name}", cases, "ms", rounds=bench.rounds, note=f"{said}; its page")


def action(bench: Bench) -> Iterator[Row]:
    """p95 of one action by eight operators: each a second apart, and as fast as they are answered.

    With no more than its new version for an answer, as a phone's queue asks; and with the case's
    page, as who looks at it does.
    """
    city = _old(bench)
    with psycopg.connect(city.env["DATABASE_URL"], autocommit=True) as database:
        database.execute("drop table if exists bench_turns")
        database.execute(TURNS)
    waits: dict[Acts, list[float]] = {acts: [] for acts in (*ACTIONS.values(), *FLOORS.values())}
    rates: dict[Acts, list[float]] = {acts: [] for acts in waits}
    with Phones(WRITERS) as writers:
        for _ in range(bench.rounds):
            for acts in waits:
                most = ceil(bench.seconds / acts.pause) if acts.pause else bench.turns
                errand = Errand(acts.way, city.url, bench.seconds, b"", most, city.env, acts.pause)
                with city.at_rest() if acts in FLOORS.values() else nullcontext():
                    rates[acts].append(writers.rate(errand))
                    waits[acts].append(spread(writers.waits, HELD) * 1000)
    for name, acts in ACTIONS.items():
        how = "a second apart" if acts.pause else "without a pause"
        note = f"{WRITERS} writers, each {how}: {median(rates[acts]):.0f} actions/s"
        floor = median(waits[FLOORS[acts.pause]])
        yield Row(name, median(waits[acts]), "ms", floor="bare SQL", floor_value=floor,
                  rounds=bench.rounds, note=note)  # fmt: skip


def clocks(bench: Bench) -> Iterator[Row]:
    """One look of the deadlines job over all open clocks, when none and when a hundred turn."""
    city = _old(bench)
    with transaction() as session:
        session.execute(text(RUN))  # awake: a worker at rest would keep its locks
    _settle(bench)
    with city.at_rest():
        quiet, busy, naive = [], [], []
        for _ in range(bench.rounds):
            quiet.append(_sweep(bench))
            _make_due(100)
            busy.append(_sweep(bench))
            naive.append(_timed(_scan))
    with transaction() as session:
        open_ = session.scalar(text("select count(*) from cases where turn_at is not null"))
    note = f"{open_:,} clocks run; with 100 lamps to turn and tell {median(busy):.1f} ms"
    yield Row("cases.clocks", median(quiet), "ms", "reads all open", median(naive),
              rounds=bench.rounds, note=note)  # fmt: skip


def dispatch(bench: Bench) -> Iterator[Row]:
    """One decision to whom a case goes, once its facts are known."""
    _old(bench)
    zone = settings.read(bench.grown.env).zone
    with transaction() as session:
        rules = known.known(session).rules
        filed = select(Case).where(Case.condition_id.is_not(None), Case.stage == Stage.FILED)
        some = session.scalars(filed.limit(200)).all()
        told = [facts.of(session, case, calendar(session, zone)) for case in some]
    floor = {one.category_id: one for one in told}
    ours = _each(rules.choose, told, bench)
    naive = _each(lambda one: _first(rules.rules, one), told, bench)
    least = _each(lambda one: floor.get(one.category_id), told, bench)
    note = f"{len(rules.rules)} rules; peer: every rule in turn; floor: a dict look-up"
    yield Row("cases.dispatch", ours, "us", "every rule", naive, "dict", least, bench.rounds, note)


def _old(bench: Bench) -> City:
    grown.grow(bench.grown.env["DATABASE_URL"], bench.cases, bench.opened)
    return bench.grown


def _asked(bench: Bench) -> tuple[float, float]:
    """p95 in milliseconds of pages of worklists, and of pages of cases."""
    city, pages, cases = bench.grown, [], []
    known_as = accounts(Path(city.env["VAR"]))
    desks = [Desk(city.url, *known_as[role]) for role in READERS]
    with city.at_rest():
        for last in range(bench.rounds + 1):
            taken = [_read(desk, bench.pages) for desk in desks]
            if last:  # the first round warms up
                pages += [seconds for one, _ in taken for seconds in one]
                cases += [seconds for _, one in taken for seconds in one]
    return spread(pages, HELD) * 1000, spread(cases, HELD) * 1000


def _read(desk: Desk, most: int) -> tuple[list[float], list[float]]:
    """Seconds of the first pages of all lists of one desk, and of the first cases on each."""
    pages, cases = [], []
    for heap in desk.get("/api/v1/cases/lists").json:
        path = f"/api/v1/cases?list={heap['name']}"
        for _ in range(most):
            page = desk.get(path)
            pages.append(page.seconds)
            some = page.json["items"][:2]
            cases += [desk.get(f"/api/v1/cases/{one['id']}").seconds for one in some]
            if not page.json["next"]:
                break
            path = f"/api/v1/cases?list={heap['name']}&cursor={page.json['next']}"
    return pages, cases


def _naive(bench: Bench) -> tuple[float, float]:
    """p95 in milliseconds of counting and OFFSET pages, and of one row by its key; bare SQL."""
    url, rng = bench.grown.env["DATABASE_URL"], Random(7)
    with psycopg.connect(url, autocommit=True) as database, bench.grown.at_rest():
        ids = [row[0] for row in database.execute(ANY).fetchall()]

        def page(heap: worklists.Worklist) -> None:
            stages = [stage.value for stage in heap.stages]
            (count,) = database.execute(NAIVE_COUNT, (stages,)).fetchone() or (0,)
            database.execute(NAIVE_PAGE, (stages, int(rng.random() * count))).fetchall()

        lists = list(islice(cycle(worklists.WORKLISTS), bench.rounds * len(worklists.WORKLISTS)))
        naive = [_timed(lambda one=one: page(one)) for one in lists]
        floor = [_timed(lambda one=one: database.execute(ONE, (one,)).fetchone()) for one in ids]
    return spread(naive, HELD), spread(floor, HELD)


def _sweep(bench: Bench) -> float:
    zone = settings.read(bench.grown.env).zone

    def look() -> None:
        with transaction() as session:
            turns.turn(session, zone)

    return _timed(look)


def _settle(bench: Bench) -> None:
    """Let every lamp that has turned be told of."""
    zone, some = settings.read(bench.grown.env).zone, turns.BATCH
    while some == turns.BATCH:
        with transaction() as session:
            some = turns.turn(session, zone)


def _make_due(count: int) -> None:
    with transaction() as session:
        session.execute(text(DUE), {"count": count})


def _scan() -> None:
    """What one would write first: read every open case, and look at each."""
    with transaction() as session:
        for row in session.execute(text(OPEN)):
            assert row.due_at >= row.yellow_at


def _first(rules: Sequence[Rule], told: Facts) -> Rule | None:
    for rule in rules:
        if (
            rule.category_id in (None, told.category_id)
            and rule.class_code in (None, told.class_code)
            and fits(rule, told)
        ):
            return rule
    return None


def _each(decide: Callable[[Facts], object], told: Sequence[Facts], bench: Bench) -> float:
    """Microseconds of one decision; the median of the rounds."""
    for one in told:
        decide(one)
    rounds = []
    for _ in range(bench.rounds):
        began = time.perf_counter()
        for one in islice(cycle(told), bench.calls * 10):
            decide(one)
        rounds.append((time.perf_counter() - began) / (bench.calls * 10) * 1e6)
    return median(rounds)


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
