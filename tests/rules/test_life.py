"""Laws about the life of a case: its table, and that nobody steps beside it."""

from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from city.cases import stages
from city.cases.commands import Given, move
from city.cases.model import Case
from city.cases.stages import ENDS, STEPS, Action, Need, Stage
from city.cases.worklists import WORKLISTS, lists_of
from city.errors import NeedsMissing, NotAllowed, StageForbids
from city.people import Actor, Role
from city.settings import SHANGHAI

ON_THEIR_OWN_PAGE = {Role.INSPECTOR, Role.CITIZEN, Role.SYSTEM}  # tasks, own reports, errands


def test_every_stage_is_reached_from_the_first() -> None:
    reached = {Stage.RECEIVED}
    for _ in Stage:
        reached |= {step.end for (start, _), step in STEPS.items() if start in reached}
    assert reached == set(Stage)


def test_every_stage_can_be_left_but_the_ends() -> None:
    assert {start for start, _ in STEPS} == set(Stage) - ENDS


def test_every_stage_leads_to_an_end() -> None:
    ending = set(ENDS)
    for _ in Stage:
        ending |= {start for (start, _), step in STEPS.items() if step.end in ending}
    assert ending == set(Stage)


def test_every_action_and_every_need_is_used() -> None:
    assert {action for _, action in STEPS} == set(Action)
    assert set().union(*(step.needs for step in STEPS.values())) == set(Need)


def test_what_waits_for_somebody_is_in_their_worklist() -> None:
    for (stage, action), step in STEPS.items():
        for role in step.roles - ON_THEIR_OWN_PAGE:
            heaps = lists_of(frozenset({role}))
            assert any(stage in heap.stages for heap in heaps), (role, stage, action)


def test_worklists_have_names_of_their_own() -> None:
    assert len({heap.name for heap in WORKLISTS}) == len(WORKLISTS)


@pytest.mark.parametrize("role", list(Role))
def test_the_buttons_are_the_table(role: Role) -> None:
    for stage, action in product(Stage, Action):
        step = STEPS.get((stage, action))
        shown = action in stages.open_to(stage, frozenset({role}))
        assert shown == (step is not None and role in step.roles), (stage, action)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_steps_beside_the_table(session: Session, role: Role) -> None:
    actor = Actor(roles=frozenset({role}), person_id=1, name="某人")
    for stage, action in product(Stage, Action):
        step = STEPS.get((stage, action))
        if step and role in step.roles and not step.needs:
            continue  # may be taken
        case = Case(id=uuid4(), report_id=uuid4(), stage=stage)
        wrong = StageForbids if step is None else NotAllowed
        if step and role in step.roles:
            wrong = NeedsMissing
        with pytest.raises(wrong):
            move(session, case, action, actor, Given(), SHANGHAI)
        assert (case.stage, list(session.new)) == (stage, [])
