"""Have we had it, among two million cases: how fast, how often right, beside simpler ways."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple
from uuid import UUID

import psycopg
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from benchmarks import grown, labelled, plans
from benchmarks.bench import Bench
from benchmarks.phones import spread
from benchmarks.row import Row
from city.cases import keying
from city.cases.around import box
from city.cases.duplicates import candidates, find, judging
from city.cases.duplicates.candidates import Candidate
from city.cases.model import GOING_ON, Case
from city.db import transaction

OPEN = 50_000  # cases that stand open in a city of two million
ENOUGH = 1_000_000  # below, PostgreSQL rightly reads small tables whole
HELD = 0.95
METRES = 250.0  # within which the simpler way takes the same category for the same
SAME = text(f"""
select id from cases where position <@ box(cast(:low as point), cast(:high as point))
    and {GOING_ON} and category_id = :category and id <> :id
""")
SPREAD = text(f"""
update cases set position = position + point((random() - 0.5) / 50, (random() - 0.5) / 60)
where {GOING_ON} and number like '%-%' and position is not null and keys is null
""")
SOME = text(f"""
select id from cases where {GOING_ON} and position is not null order by hashtext(id::text) limit :n
""")


class Spent(NamedTuple):
    """Milliseconds that one look took, and of CPU."""

    wall: float
    cpu: float


def look(bench: Bench) -> Iterator[Row]:
    """p95 of one look at a case among all, its CPU, and looks a second of one process."""
    said = _old(bench)
    with transaction() as session:
        some = list(session.scalars(SOME, {"n": bench.calls}))
    if bench.cases >= ENOUGH:
        said += f"; no sequential scan in {plans.of(lambda s: _looks(s, some[:20]))} plans"
    with bench.grown.at_rest(), transaction() as session:
        _looks(session, some[:50])
        ours = [_spent(session, _look, one) for one in some * bench.rounds]
        plain = [_spent(session, _same, one) for one in some]
        naive = [_spent(session, _all, one) for one in some[:2]]
    peer, floor = "every open case", "same category within 250 m, bare SQL"
    waits = [[one.wall for one in each] for each in (ours, naive, plain)]
    note = f"{said}; half of them within {median(waits[0]):.1f} ms"
    yield Row("duplicates.look", spread(waits[0], HELD), "ms", peer, median(waits[1]), floor,
              spread(waits[2], HELD), bench.rounds, note)  # fmt: skip
    work = [[one.cpu for one in each] for each in (ours, naive, plain)]
    note = f"CPU of both processes, whoever else has the machine; half within {median(work[0]):.1f}"
    yield Row("duplicates.look_cpu", spread(work[0], HELD), "ms", peer, median(work[1]), floor,
              spread(work[2], HELD), bench.rounds, note)  # fmt: skip
    rates = [1000 * len(each) / sum(each) for each in waits]
    yield Row("duplicates.rate", rates[0], "1/s", peer, rates[1], floor, rates[2], bench.rounds,
              "looks of one process, one after the other")  # fmt: skip


def right(bench: Bench) -> Iterator[Row]:
    """Of the labelled pairs that were held out: joined of the same, joined of the different."""
    said = _old(bench)
    with transaction() as session:
        told = labelled.reported(session)
        ours = labelled.tried(told, lambda case: _joined(session, case))
        plain = labelled.tried(told, lambda case: set(_same(session, case.id)))
        strangers = sum(len(_joined(session, case) - told.ids) for case in told.cases.values())
        session.rollback()
    naive = judging.score(judging.judge(told.pairs))
    peer, floor = "same category within 250 m", "all pairs, without an index"
    note = f"{len(told.pairs)} pairs among {said}"
    yield Row("duplicates.recall", ours.recall, "share", peer, plain.recall, floor, naive.recall,
              note=f"{note}; goal ≥ 0.85")  # fmt: skip
    yield Row("duplicates.false", ours.false, "share", peer, plain.false, floor, naive.false,
              note=f"{note}; goal ≤ 0.005; all of them hard")  # fmt: skip
    yield Row("duplicates.strangers", strangers / len(told.cases), "share",
              note="looks that would have joined a copy of the demo's own cases")  # fmt: skip


def _old(bench: Bench) -> str:
    """The city grown old, its open cases apart from one another and with keys."""
    opened = min(bench.opened, OPEN)
    ends, opens = grown.grow(bench.grown.env["DATABASE_URL"], bench.cases, opened)
    with transaction() as session:
        session.execute(SPREAD)
    for _some in keying.fill():
        pass
    with transaction() as session:
        session.execute(text("analyze cases"))
    return f"{ends + opens:,} cases, {opens:,} open"


def _looks(session: Session, some: Sequence[UUID]) -> None:
    for one in some:
        _look(session, one)


def _look(session: Session, case_id: UUID) -> None:
    find.alike(session, candidates.of_case(session, case_id), case_id)


def _joined(session: Session, case: Case) -> set[UUID]:
    found = find.alike(session, candidates.of_case(session, case.id), case.id)
    return {one.case_id for one in found if one.verdict == "join"}


def _same(session: Session, case_id: UUID) -> Sequence[UUID]:
    """What one would write first: open, of the same category, not farther than 250 metres."""
    case = session.get_one(Case, case_id, populate_existing=True)
    if case.position is None:
        return []
    low, high = box(case.position, METRES)
    asked = {"low": f"({low.lon},{low.lat})", "high": f"({high.lon},{high.lat})"}
    return session.scalars(SAME, asked | {"category": case.category_id, "id": case.id}).all()


def _all(session: Session, case_id: UUID) -> None:
    """Every open case is read and held against the one, as likeness does it."""
    one = candidates.of_case(session, case_id)
    ids = session.scalars(select(Case.id).where(text(GOING_ON))).all()
    found: list[Candidate] = []
    for at in range(0, len(ids), 2000):
        found += candidates.of(session, ids[at : at + 2000])
    find.judged(one, found)


def _spent(session: Session, work: Callable[[Session, UUID], object], case_id: UUID) -> Spent:
    cpu, began = _cpu(session), time.perf_counter()
    work(session, case_id)
    ended = time.perf_counter()
    return Spent((ended - began) * 1000, _cpu(session) - cpu)


def _cpu(session: Session) -> float:
    """Milliseconds of CPU that this thread and the server's process for it have had."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    told = Path(f"/proc/{connection.info.backend_pid}/schedstat").read_text()
    return time.thread_time() * 1000 + int(told.split()[0]) / 1e6
