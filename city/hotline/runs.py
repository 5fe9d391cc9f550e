"""An import from its file to its last row: begun, gone on with, looked at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from city import clock, collector, events
from city.db import new_id, transaction
from city.errors import Missing
from city.hotline import orders, reading, sources, write
from city.hotline.checking import Checked
from city.hotline.model import HotlineBatch, HotlineRun, HotlineSource, RunState
from city.hotline.orders import Decided, Pass
from city.intake import channels
from city.intake.channels import Heard
from city.intake.model import Channel
from city.people import Actor
from city.tables.sheet import LIMITS, Limits, Unreadable

UNHURRIED = text("set local synchronous_commit = off")
"""No batch waits for the disk: what a fallen server forgets, the run forgets too, and repeats."""
OPEN = (RunState.WAITING, RunState.READING)


class Progress(NamedTuple):
    """How far an import is: rows accounted for, rows in all as far as they are known."""

    done: int
    rows: int


def begin(
    session: Session, source: HotlineSource, file: str, sha256: str, actor: Actor
) -> tuple[HotlineRun, bool]:
    """An import of this file: the one that is under way, or a new one. Says whether it is new."""
    open_ = select(HotlineRun).where(
        HotlineRun.source_id == source.id, HotlineRun.sha256 == sha256, HotlineRun.state.in_(OPEN)
    )
    known = session.scalar(open_.order_by(HotlineRun.id).limit(1))
    if known:
        return known, False
    run = HotlineRun(
        id=new_id(), source_id=source.id, file=file, sha256=sha256, state=RunState.WAITING,
        done=0, batches=0, counts={}, by_id=actor.person_id, by=actor.name, created_at=clock.now(),
    )  # fmt: skip
    session.add(run)
    session.flush()
    return run, True


def ask(session: Session, run: HotlineRun, actor: Actor) -> None:
    """Have a worker do it."""
    events.record(session, actor, "hotline.run_asked", run=str(run.id))


def go_on(run_id: UUID, body: bytes, zone: ZoneInfo, limits: Limits = LIMITS) -> Iterator[Progress]:
    """Take in the rows of `body` that are not accounted for yet, a transaction a batch.

    Whatever stops it, the next call goes on after the last whole batch. A file without a table
    ends the run as failed, one whose needed columns are not found as unclear.
    """
    with transaction() as session:
        run = session.get_one(HotlineRun, run_id)
        if run.state not in OPEN:
            return
        run.state = RunState.READING
        saved: Mapping[str, str] = session.get_one(HotlineSource, run.source_id).mapping
    work = _Run(run_id, zone)
    try:
        for said in reading.orders(body, saved, zone, run.created_at, limits):
            if isinstance(said, Checked):
                yield work.take(said)
            else:
                work.on.sheet(said)
    except Unreadable as why:
        work.end(RunState.FAILED, why.code)
    else:
        work.end(RunState.DONE if work.on.understood else RunState.UNCLEAR)


class _Run:
    """One pass over a file."""

    def __init__(self, run_id: UUID, zone: ZoneInfo) -> None:
        self.id, self.zone, self.on = run_id, zone, Pass()
        self._ordinal = self._done = 0

    def take(self, checked: Checked) -> Progress:
        """Account for one batch, unless an earlier pass did."""
        with collector.away(), transaction() as session:
            session.execute(UNHURRIED)
            run = session.get_one(HotlineRun, self.id, with_for_update=True)
            if run.batches > self._ordinal:
                decided = orders.decide(checked, {}, self.on.seen, self.on.label)
            else:
                decided = self._write(session, run, checked)
        self.on.note(decided)
        self._ordinal += 1
        self._done += len(decided)
        return Progress(self._done, self.on.rows)

    def end(self, state: RunState, fault: str | None = None) -> None:
        """All rows are accounted for, or will never be."""
        with transaction() as session:
            run = session.get_one(HotlineRun, self.id, with_for_update=True)
            run.state, run.fault, run.ended_at = state, fault, clock.now()
            run.rows = run.done if state is RunState.DONE else run.rows
            channels.heard(session, {Channel.HOTLINE: _heard(run)})
            events.record(session, write.HOTLINE, "hotline.run_ended", run=str(run.id))

    def _write(self, session: Session, run: HotlineRun, checked: Checked) -> list[Decided]:
        source = session.get_one(HotlineSource, run.source_id)
        on = self.on
        decided, found = sources.take(session, source, checked, self.zone, on.seen, on.label)
        session.add(
            HotlineBatch(
                run_id=run.id,
                ordinal=self._ordinal,
                sheet=on.name,
                headings=on.headings,
                rows=[_told(one, found) for one in decided],
                refused=[
                    list(one.refusal[0:1]) + [one.refusal.cells] for one in decided if one.refusal
                ],
            )
        )
        if any(one.outcome == "filed" for one in decided):
            about = {"run": str(run.id), "ordinal": self._ordinal}
            events.record(session, write.HOTLINE, "hotline.filed", **about)
        run.counts = dict(Counter(run.counts) + Counter(one.outcome for one in decided))
        run.rows = on.rows
        run.done, run.batches = run.done + len(decided), self._ordinal + 1
        return decided


def _heard(run: HotlineRun) -> Heard:
    refused, left_out = (run.counts.get(code, 0) for code in ("refused", "left_out"))
    return Heard(run.done - refused - left_out, refused, run.fault)


def _told(one: Decided, found: Mapping[str, str]) -> list[Any]:
    """A row of the result: row, number, outcome, report, why, about which row, notes."""
    notes = one.order.notes if one.order else []
    return [one.row, one.number, one.outcome, found.get(one.number), one.why, one.about, notes]


def get(session: Session, run_id: UUID) -> HotlineRun:
    """An import. Raises Missing."""
    return session.get(HotlineRun, run_id) or _missing()


def latest(session: Session, limit: int = 50) -> list[HotlineRun]:
    """The last imports, the newest first."""
    return list(session.scalars(select(HotlineRun).order_by(HotlineRun.id.desc()).limit(limit)))


def under_way(session: Session) -> int:
    """How many imports are not ended."""
    counted = select(func.count()).select_from(HotlineRun).where(HotlineRun.state.in_(OPEN))
    return session.scalar(counted) or 0


def _missing() -> HotlineRun:
    raise Missing(what="import")


def old(session: Session, days: int, limit: int = 100) -> list[HotlineRun]:
    """Imports that ended more than so many days ago and whose rows are still kept."""
    before = clock.now() - timedelta(days=days)
    kept = select(HotlineBatch.run_id).where(HotlineBatch.run_id == HotlineRun.id).exists()
    asked = select(HotlineRun).where(HotlineRun.ended_at < before, kept)
    return list(session.scalars(asked.order_by(HotlineRun.id).limit(limit)))


def forget_rows(session: Session, run: HotlineRun) -> None:
    """Let go of what its rows said; the counts stay."""
    session.execute(delete(HotlineBatch).where(HotlineBatch.run_id == run.id))
