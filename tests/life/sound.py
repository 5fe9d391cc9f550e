"""What is always so of a case, and of the lists that it stands in."""

from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock
from city.calendars import calendar
from city.cases import clocks, deadlines, queries, stages, ticking
from city.cases.approval import Approval, ApprovalState
from city.cases.model import Case, Task
from city.cases.stages import STEPS, Stage
from city.cases.worklists import lists_of
from city.catalogue.model import FilingCondition
from city.duty.asked import TaskState
from city.events import Event
from city.people import Actor, Person, branch
from city.settings import SHANGHAI

UNSENT = {Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING, Stage.DECLINED, Stage.FILED}
SENT = {Stage.DISPATCHED, Stage.HANDLING, Stage.SUSPENDED, Stage.DEFERRED, Stage.HANDLED}
ASKED = {Stage.VERIFYING, Stage.CHECKING}


def one_handler(session: Session, case: Case) -> None:
    """One department has it or none, and one of its crew or none; one inspector is asked or none,
    one request waits or none."""
    if case.stage in UNSENT:
        assert (case.organisation_id, case.chain) == (None, [])
    if case.stage in SENT:
        assert case.organisation_id is not None
    for above, below in pairwise([*case.chain, case.organisation_id] if case.chain else []):
        assert below in branch(session, above) - {above}
    if case.member_id is not None:
        assert session.get_one(Person, case.member_id).organisation_id == case.organisation_id
    tasks = select(func.count()).where(Task.case_id == case.id, Task.state == TaskState.OPEN)
    waiting = select(func.array_agg(Approval.id)).where(
        Approval.case_id == case.id, Approval.state == ApprovalState.OPEN
    )
    asked, waits = session.execute(select(tasks.scalar_subquery(), waiting.scalar_subquery())).one()
    assert asked == (case.stage in ASKED)
    assert (waits or []) == ([case.approval_id] if case.approval_id else [])
    assert (case.until is not None) == (case.stage in deadlines.STILL.keys() - UNSENT)
    assert case.answer_by is None or case.stage in stages.OPEN


def clock_adds_up(session: Session, case: Case) -> None:
    """It runs where a limit is, is due where its pauses and extensions lead, and used no more
    time than went by."""
    known = calendar(session, SHANGHAI)
    condition = session.get(FilingCondition, case.condition_id) if case.condition_id else None
    running = ticking.of(case, ticking.limit_of(condition))
    assert (running is not None) == bool(deadlines.group(case.stage))
    if running is None:
        assert case.due_at is None
        return
    assert running.is_paused == (case.stage in deadlines.STILL)
    assert case.due_at == clocks.due(running, known)
    used = clocks.used(running, clock.now(), known)
    assert timedelta() <= used <= clock.now() - running.began
    assert running.length == sum((span.length for span in running.spans), timedelta())


class Trail:
    """What was seen to happen to a case, step by step."""

    def __init__(self, case: Case) -> None:
        self.case, self.seen = case, list[Any]()

    def follow(self, session: Session) -> None:
        """Read on: each step is told of once, and begins where the one before it ended."""
        case = self.case
        self.seen += self._after(session, self.seen[-1].id if self.seen else 0)
        told = [one.data for one in self.seen]
        versions = [one["version"] for one in told if "version" in one]
        assert versions == list(range(2, case.version + 1))
        moves = [one for one in told if "end" in one]
        for before, after in pairwise(moves):
            assert before["end"] == after["start"]
        assert moves[-1]["end"] == case.stage
        for action, times in case.taken.items():
            most = next(row.most for (_, one), row in STEPS.items() if one == action)
            assert most is not None
            assert times <= most, (case.stage, action)

    def is_whole(self, session: Session) -> None:
        """Nothing that was ever seen is gone or other than it was."""
        assert self._after(session, 0) == self.seen

    def _after(self, session: Session, last: int) -> list[Any]:
        past = select(Event.id, Event.name, Event.data)
        ours = past.where(Event.case_id == self.case.id, Event.id > last)
        return list(session.execute(ours.order_by(Event.id)))


def counts_are_lists(session: Session, actor: Actor) -> None:
    """Each of the actor's lists has so many cases as is said, page by page."""
    counted = {heap.name: count for heap, count in queries.counts(session, actor)}
    assert counted.keys() == {heap.name for heap in lists_of(actor.roles)}
    for name, count in counted.items():
        assert len(_all(session, actor, name)) == count, (actor.name, name)


def _all(session: Session, actor: Actor, name: str) -> set[UUID]:
    found: set[UUID] = set()
    after: Any = None
    while True:
        page = queries.worklist(session, actor, name, after, 4)
        found |= {one.case.id for one in page.items}
        if not page.more:
            return found
        after = (page.items[-1].case.received_at, page.items[-1].case.id)
