"""A machine that walks through the table: whoever asks for whatever, every invariant holds."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from city import clock
from city.cases import actions, resuming
from city.cases.commands import Given
from city.cases.model import Case
from city.cases.stages import OPEN, STEPS, Action, Need, Stage
from city.errors import CityError
from city.intake.model import PhotoKind
from city.people import Actor
from city.settings import SHANGHAI
from tests.life import sound
from tests.life.sound import Trail
from tests.life.town import Town, build, moment

ACTIONS, STEPS_EACH, LIVES = 10_000, 200, 10
PATIENCE = 4  # times that many, until nearly every action was taken
RARE = 3  # actions that so few walks may never come to
FIRST = int(os.environ.get("WALK") or 1)  # the same walks each time, unless others are asked for
BEGUN = moment("2026-11-23T09:00")
BROUGHT_TO = (Stage.RECEIVED, Stage.FILED, Stage.HANDLING, Stage.CHECKED)
GOING_ON = 5
LOOK_EVERY, LISTS_EVERY = 8, 100  # actions; to read all lists takes as long as ten of them
ANY = st.integers(0, 59)
OFTEN, SELDOM = 50, 6  # times in a life: what moves a case, and what leaves it where it is
GIVEN: dict[Need, dict[str, st.SearchStrategy[Any]]] = {
    Need.NOTE: {"note": st.sampled_from(["好", "好", "好", ""])},
    Need.CONDITION: {},
    Need.ORGANISATION: {"organisation": ANY},
    Need.PHOTO: {"shown": st.sampled_from([True, True, True, False])},
    Need.CASE: {"into": ANY},
    Need.AMOUNT: {"amount": st.integers(1, 5)},
    Need.UNTIL: {"days": st.sampled_from([1, 5, 29, 300, 400])},
    Need.MEMBER: {"member": st.sampled_from(["member", "mate", "inspector"])},
    Need.SATISFIED: {"satisfied": st.booleans()},
}
"""What a step asks for, and what is drawn for it: mostly what will do."""


class Life(RuleBasedStateMachine):
    """Some cases, and whoever acts on them, in a room of the database that is emptied at the end.

    Its rules are the actions, given below; each is asked for by one who may, or by anybody.
    """

    def __init__(self, town: Town) -> None:
        super().__init__()
        self.town, self.session, self.now = town, town.session, BEGUN
        self.asked, self.taken = 0, Counter[Action]()
        self.cases, self.trails, self.touched = (
            list[Case](),
            dict[UUID, Trail](),
            dict[UUID, Case](),
        )
        self.room = self.session.begin_nested()
        with clock.told(self.now):
            for stage in BROUGHT_TO:
                self._begin(town.at(stage))
        self.people = {who: one for who, one in town.people.items() if who != "system"}

    def _begin(self, case: Case) -> None:
        self.cases.append(case)
        self.trails[case.id], self.touched[case.id] = Trail(case), case

    def ask(self, action: Action, case: Case, actor: Actor, wish: Given) -> None:
        """Somebody asks; refused, nothing is other than it was."""
        before, stage = {one.id: one.version for one in self.cases}, case.stage
        try:
            with self.session.begin_nested():
                actions.act(self.session, case.id, action, actor, wish, SHANGHAI)
                self.session.flush()
        except CityError:
            assert before == {one.id: one.version for one in self.cases}
            assert case.stage is stage
        else:
            assert case.version > before[case.id]
            assert not actor.roles.isdisjoint(STEPS[stage, action].roles)
            self.taken[action] += 1
        self.asked += 1
        self.touched |= {one.id: one for one in self.cases if one.version != before[one.id]}

    @precondition(lambda life: sum(case.stage in OPEN for case in life.cases) < GOING_ON)
    @rule(by=st.sampled_from([None, "inspector"]))
    def report(self, by: str | None) -> None:
        """Somebody reports something else; so there is always something to do."""
        with clock.told(self.now):
            self._begin(self.town.report(by=by))

    @rule(minutes=st.sampled_from([1, 7, 60, 600]))
    def time_goes_by(self, minutes: int) -> None:
        """And what was put off until then is resumed."""
        self.now += timedelta(minutes=minutes)
        with clock.told(self.now):
            if resuming.resume_due(self.session, SHANGHAI):
                self.touched = {case.id: case for case in self.cases}

    @invariant()
    def each_case_is_sound(self) -> None:
        """In one pair of hands, its clocks add up, and no event of it is lost."""
        if self.asked % LOOK_EVERY == 0:
            self._look_at(self.touched)
            self.touched = {}

    @invariant()
    def counts_equal_lists(self) -> None:
        """One person's, and another's the next time."""
        if self.asked % LISTS_EVERY == LISTS_EVERY - 1:
            names = sorted(self.people)
            who = names[self.asked // LISTS_EVERY % len(names)]
            sound.counts_are_lists(self.session, self.people[who])

    def _look_at(self, cases: Mapping[UUID, Case]) -> None:
        with clock.told(self.now):
            for case in cases.values():
                sound.one_handler(self.session, case)
                sound.clock_adds_up(self.session, case)
                self.trails[case.id].follow(self.session)

    def teardown(self) -> None:
        """All that was seen to happen is there; then the room is as it was."""
        try:
            self._look_at({case.id: case for case in self.cases})
            for trail in self.trails.values():
                trail.is_whole(self.session)
        finally:
            self.session.expire_all()
            self.room.rollback()


def _rule_of(action: Action) -> Callable[..., None]:
    """The rule that somebody asks for `action`: one in ten who may not, too."""
    rows = {stage: row for (stage, one), row in STEPS.items() if one is action}
    needs = set().union(*(row.needs for row in rows.values()))
    moves = any(row.end is not stage for stage, row in rows.items())

    def ask(life: Life, which: int, who: int, **drawn: Any) -> None:
        case = _nth([case for case in life.cases if case.stage in rows], which)
        row, everybody = rows[case.stage], [*life.people.values()]
        able = [one for one in everybody if not one.roles.isdisjoint(row.roles)]
        with clock.told(life.now):
            wish = _wish(life, case, drawn)
            life.ask(action, case, _nth(able if able and who % 10 else everybody, who), wish)

    ask.__name__ = f"ask_{action}"  # by their names rules are told apart
    asked = rule(which=ANY, who=ANY, **_drawn(needs))(ask)
    most = OFTEN if moves else SELDOM
    return precondition(
        lambda life: life.taken[action] < most and any(case.stage in rows for case in life.cases)
    )(asked)


def _drawn(needs: set[Need]) -> dict[str, st.SearchStrategy[Any]]:
    return {name: one for need in sorted(needs) for name, one in GIVEN[need].items()}


def _wish(life: Life, case: Case, drawn: Mapping[str, Any]) -> Given:
    town = life.town
    days, shown = drawn.get("days"), drawn.get("shown")
    return Given(
        note=drawn.get("note", ""),
        condition=town.condition,
        organisation=_nth([*town.organisations.values()], drawn.get("organisation", 0)),
        photos=town.photo(PhotoKind.AFTER, case.id) if shown else (),
        amount=drawn.get("amount"),
        until=life.now + timedelta(days=days) if days else None,
        satisfied=drawn.get("satisfied"),
        person=life.people[drawn.get("member", "inspector")].person_id,
        into=_nth(life.cases, drawn.get("into", 0)).id,
    )


def _nth(some: list[Any], n: int) -> Any:
    return some[n % len(some)]


for _rule in map(_rule_of, Action):
    setattr(Life, _rule.__name__, _rule)


WALK = settings(
    max_examples=LIVES,
    stateful_step_count=STEPS_EACH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ten_thousand_actions_keep_every_invariant(session: Session) -> None:
    town, lives = build(session), list[Life]()

    def life() -> Life:
        lives.append(Life(town))
        return lives[-1]

    turn = FIRST
    while _asked(lives) < ACTIONS or (
        len(_never(lives)) > RARE and _asked(lives) < PATIENCE * ACTIONS
    ):
        run_state_machine_as_test(seed(turn)(life), settings=WALK)
        turn += 1
    assert sum(one.taken.total() for one in lives) > ACTIONS / 6, "walks must get somewhere"
    assert len(_never(lives)) <= RARE, _never(lives)


def _asked(lives: list[Life]) -> int:
    return sum(one.asked for one in lives)


def _never(lives: list[Life]) -> set[Action]:
    return set(Action).difference(*(one.taken for one in lives))
