"""Random walks through the table: whatever is asked by whomever, every invariant holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock
from city.calendars import calendar
from city.cases import actions, clocks, deadlines, queries, resuming, stages, ticking
from city.cases.approval import Approval, ApprovalState
from city.cases.commands import Given
from city.cases.model import Case, Task, TaskState
from city.cases.stages import STEPS, Action, Need, Stage
from city.cases.worklists import lists_of
from city.catalogue.model import FilingCondition
from city.errors import CityError
from city.events import Event
from city.intake.model import PhotoKind
from city.people import branch
from city.settings import SHANGHAI
from tests.life.town import Town, build, moment

WALKS, STEPS_EACH, CASES = 50, 200, 6  # 10,000 actions in all
BEGUN = moment("2026-11-23T09:00")
UNSENT = {Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING, Stage.DECLINED, Stage.FILED}
SENT = {Stage.DISPATCHED, Stage.HANDLING, Stage.SUSPENDED, Stage.DEFERRED, Stage.HANDLED}
NOBODYS = {"system"}


class Walk:
    """Some cases, and whoever acts on them; what has gone by is counted."""

    def __init__(self, town: Town, rng: Random) -> None:
        self.town, self.rng = town, rng
        self.cases = [town.report(by=rng.choice([None, None, "inspector"])) for _ in range(CASES)]
        self.done = 0

    def step(self) -> None:
        """Somebody asks for something: mostly what their role may, now and then anything."""
        case, who = self.rng.choice(self.cases), self.rng.choice(self._who())
        actor = self.town.people[who]
        open_to_them = stages.open_to(case.stage, actor.roles)
        anything = self.rng.random() < 0.1 or not open_to_them
        action = self.rng.choice(list(Action) if anything else open_to_them)
        before = (case.version, case.stage)
        wish = self._given(case, action)
        try:
            with self.town.session.begin_nested():
                actions.act(self.town.session, case.id, action, actor, wish, SHANGHAI)
                self.town.session.flush()
        except CityError:
            assert (case.version, case.stage) == before
        else:
            self.done += 1
            assert case.version > before[0]
            assert (before[1], action) in STEPS
            assert not actor.roles.isdisjoint(STEPS[before[1], action].roles)

    def _who(self) -> list[str]:
        return [name for name in self.town.people if name not in NOBODYS]

    def _given(self, case: Case, action: Action) -> Given:
        row = STEPS.get((case.stage, action))
        needs = row.needs if row else frozenset(Need)
        shown: list[str] = []
        if Need.PHOTO in needs and self.rng.random() < 0.9:
            shown = self.town.photo(PhotoKind.AFTER, case.id)
        return Given(
            note=self.rng.choice(["好", "好", "好", ""]) if Need.NOTE in needs else "",
            condition=self.town.condition,
            organisation=self.rng.choice(list(self.town.organisations.values())),
            photos=shown,
            amount=self.rng.randint(1, 5),
            until=clock.now() + timedelta(days=self.rng.choice([1, 5, 29, 300, 400])),
            satisfied=self.rng.random() < 0.5,
            person=self.town.people["inspector"].person_id,
        )


@contextmanager
def _undone(session: Session) -> Iterator[None]:
    nested = session.begin_nested()
    try:
        yield
    finally:
        session.expire_all()
        nested.rollback()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ten_thousand_actions_keep_every_invariant(session: Session) -> None:
    town, taken = build(session), []

    @settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 2**32))
    def walk(seed: int) -> None:
        rng, now = Random(seed), BEGUN
        with _undone(session):
            with clock.told(now):
                going = Walk(town, rng)
            for _ in range(STEPS_EACH):
                now += timedelta(minutes=rng.choice([0, 1, 7, 60, 600]))
                with clock.told(now):
                    going.step()
                    if rng.random() < 0.05:
                        resuming.resume_due(session, SHANGHAI)
            with clock.told(now):
                for case in going.cases:
                    _assert_sound(session, case)
                _assert_lists(town, rng)
            taken.append(going.done)

    walk()
    assert sum(taken) > WALKS * STEPS_EACH / 8, "walks must get somewhere"


def _assert_sound(session: Session, case: Case) -> None:
    session.flush()
    told = _told(session, case)
    _assert_one_handler(session, case)
    _assert_trail(case, told)
    _assert_clock(session, case)
    for action, times in case.taken.items():
        most = next(row.most for (_, one), row in STEPS.items() if one == action)
        assert most is not None
        assert times <= most, (case.stage, action)


def _assert_one_handler(session: Session, case: Case) -> None:
    if case.stage in UNSENT:
        assert (case.organisation_id, case.chain) == (None, [])
    if case.stage in SENT:
        assert case.organisation_id is not None
    for above, below in pairwise([*case.chain, case.organisation_id] if case.chain else []):
        assert below in branch(session, above) - {above}
    asked = select(func.count()).where(Task.case_id == case.id, Task.state == TaskState.OPEN)
    assert session.scalar(asked) == (case.stage in {Stage.VERIFYING, Stage.CHECKING})
    waits = select(Approval.id).where(
        Approval.case_id == case.id, Approval.state == ApprovalState.OPEN
    )
    assert session.scalars(waits).all() == ([case.approval_id] if case.approval_id else [])
    assert (case.until is not None) == (case.stage in {Stage.SUSPENDED, Stage.DEFERRED})
    assert case.answer_by is None or case.stage in stages.OPEN


def _told(session: Session, case: Case) -> list[Event]:
    past = select(Event).where(Event.case_id == case.id).order_by(Event.id)
    return list(session.scalars(past))


def _assert_trail(case: Case, told: list[Event]) -> None:
    versions = [event.data["version"] for event in told if "version" in event.data]
    assert versions == list(range(2, case.version + 1))
    moves = [event.data for event in told if "end" in event.data]
    for before, after in pairwise(moves):
        assert before["end"] == after["start"]
    assert moves[-1]["end"] == case.stage


def _assert_clock(session: Session, case: Case) -> None:
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


def _assert_lists(town: Town, rng: Random) -> None:
    for who in rng.sample(sorted(town.people.keys() - NOBODYS), 3):
        actor = town.people[who]
        counted = {heap.name: count for heap, count in queries.counts(town.session, actor)}
        assert counted.keys() == {heap.name for heap in lists_of(actor.roles)}
        for name, count in counted.items():
            assert len(_all(town.session, actor, name)) == count, (who, name)


def _all(session: Session, actor: Any, name: str) -> set[Any]:
    found: set[Any] = set()
    after = None
    while True:
        page = queries.worklist(session, actor, name, after, 4)
        found |= {one.case.id for one in page.items}
        if not page.more:
            return found
        after = (page.items[-1].case.received_at, page.items[-1].case.id)
