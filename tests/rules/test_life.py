"""Laws about the life of a case: its table, and that nobody steps beside it."""

from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from api.commands.life import lines
from city.cases import stages
from city.cases.approvals import DECISIONS
from city.cases.changes import CHANGES
from city.cases.commands import Given, move
from city.cases.guards import MET
from city.cases.model import GOING_ON, Case
from city.cases.refusals import Prevented
from city.cases.stages import ENDS, OPEN, STEPS, Action, Guard, Need, Stage
from city.cases.worklists import WORKLISTS, lists_of
from city.errors import NeedsMissing, NotAllowed, StageForbids
from city.people import Actor, Role
from city.settings import SHANGHAI

ON_THEIR_OWN_PAGE = {Role.INSPECTOR, Role.CITIZEN, Role.SYSTEM}  # tasks, own reports, errands
BACK = {Action.UNDO, Action.REOPEN, Action.APPEAL, Action.UNMERGE}  # what is still open at an end


def test_every_stage_is_reached_from_the_first() -> None:
    reached = {Stage.RECEIVED}
    for _ in Stage:
        reached |= {step.end for (start, _), step in STEPS.items() if start in reached}
    assert reached == set(Stage)


def test_every_stage_can_be_left_but_the_ends() -> None:
    left = {start for (start, action), step in STEPS.items() if step.end is not start}
    assert set(Stage) - ENDS <= left
    for start, action in STEPS:
        if start in ENDS:
            assert action in BACK | DECISIONS, (start, action)


def test_every_stage_leads_to_an_end() -> None:
    ending = set(ENDS)
    for _ in Stage:
        ending |= {start for (start, _), step in STEPS.items() if step.end in ending}
    assert ending == set(Stage)


def test_every_word_of_the_table_is_used() -> None:
    assert {action for _, action in STEPS} == set(Action)
    assert set().union(*(step.needs for step in STEPS.values())) == set(Need)
    assert set().union(*(step.guards for step in STEPS.values())) == set(Guard) == set(MET)
    assert CHANGES.keys() <= set(Action)


def test_what_is_undone_came_from_where_it_leads_back_to() -> None:
    for (stage, action), step in STEPS.items():
        assert bool(step.undoes) == (action is Action.UNDO)
        for undone in step.undoes:
            ends = {row.end for (_, taken), row in STEPS.items() if taken is undone}
            assert stage in ends, (stage, undone)


def test_nobody_approves_what_their_role_may_ask_for() -> None:
    for (stage, action), step in STEPS.items():
        deciders = STEPS[stage, Action.APPROVE].roles if step.approvals else frozenset()
        assert set(step.approvals) <= deciders
        assert step.approvals[-1:] == () or step.approvals[-1] not in step.roles, (stage, action)
        assert len(set(step.approvals)) == len(step.approvals)


def test_the_predicate_of_the_indexes_names_the_stages_that_are_over() -> None:
    over = {stage for stage in Stage if stage not in OPEN}
    assert all(f"'{stage}'" in GOING_ON for stage in over)
    assert GOING_ON.count("'") == 2 * len(over)


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
        if step and role in step.roles and not step.needs | step.guards | step.undoes:
            continue  # may be taken
        case = Case(id=uuid4(), report_id=uuid4(), stage=stage)
        wrong: type[Exception] = StageForbids if step is None else NotAllowed
        if step and role in step.roles:
            wrong = NeedsMissing if step.needs else Prevented
        if wrong is Prevented and _free(step, role):
            continue
        with pytest.raises(wrong):
            move(session, case, action, actor, Given(), SHANGHAI)
        assert (case.stage, list(session.new)) == (stage, [])


def _free(step: stages.Step | None, role: Role) -> bool:
    """Whether a bare case meets the guards: nothing waits, nobody handled it, it has no branch."""
    assert step is not None
    met = {Guard.OTHERS_WORK, Guard.NOTHING_PENDING, Guard.UNVERIFIED, Guard.NOT_DELEGATED}
    beside = set() if role in {Role.DEPARTMENT, Role.MAINTAINER} else {Guard.BRANCH}
    return step.guards <= met | beside


def test_the_page_shows_the_table_as_it_is() -> None:
    page = Path("docs/life.md").read_text(encoding="utf-8")
    assert page.endswith("\n".join(lines()) + "\n"), "flask --app api life"
