"""A department's crew: who has the job, what that changes, and all that it does not change."""

from typing import Any

import pytest
from sqlalchemy import select

from city.cases import actions, jobs, queries
from city.cases.model import Case
from city.cases.refusals import Prevented
from city.cases.stages import Action, Stage
from city.crews.errors import CrewForbids
from city.db import new_id
from city.errors import Missing, NotAllowed
from city.events import Event
from city.people import Person
from tests.life.town import Town


def assigned(town: Town, who: str = "member") -> Case:
    """A case in hand, given to a member of the crew."""
    return assign(town, town.at(Stage.HANDLING), who)


def assign(town: Town, case: Case, who: str, by: str = "bureau") -> Case:
    return town.act(case, by, Action.ASSIGN, person=town.people[who].person_id)


def sees(town: Town, who: str, case: Case) -> bool:
    try:
        queries.one(town.session, case.id, town.people[who])
    except Missing:
        return False
    return True


def listed(town: Town, who: str, name: str) -> list[Any]:
    page = queries.worklist(town.session, town.people[who], name, None, 50)
    return [one.case.id for one in page.items]


def last(town: Town, case: Case) -> Event:
    told = select(Event).where(Event.case_id == case.id).order_by(Event.id.desc()).limit(1)
    return town.session.scalars(told).one()


def test_the_job_is_the_members_and_the_case_stays_the_departments(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    before = (case.stage, case.stage_at, case.organisation_id, case.due_at, dict(case.clock))
    assert not sees(town, "member", case)
    assign(town, case, "member")
    now = (case.stage, case.stage_at, case.organisation_id, case.due_at, dict(case.clock))
    assert now == before
    assert (sees(town, "member", case), sees(town, "mate", case)) == (True, False)
    assert listed(town, "member", "own_jobs") == [case.id]
    assert case.id in listed(town, "bureau", "in_hand")
    told = last(town, case)
    assert (told.name, told.data["to"], told.data["crew"]) == ("case.assign", "member", "抢修班")
    assert told.organisation_id == case.organisation_id
    assert set(actions.open_to(town.session, case, town.people["member"])) == {
        Action.HANDLE,
        Action.GIVE_BACK,
    }


def test_a_member_handles_it_with_photos_and_may_take_that_back(town: Town) -> None:
    case = assigned(town)
    town.act(case, "member", Action.HANDLE, **town.after(case))
    assert (case.stage, case.handled_by_id) == (Stage.HANDLED, town.people["member"].person_id)
    assert case.organisation_id == town.organisations["bureau"]
    town.act(case, "member", Action.UNDO, note="还有一处")
    assert listed(town, "member", "own_jobs") == [case.id]


def test_what_failed_the_check_is_the_same_members_job_again(town: Town) -> None:
    case = assigned(town)
    town.act(case, "member", Action.HANDLE, **town.after(case))
    town.act(case, "dispatcher", Action.SEND_CHECK, person=town.people["inspector"].person_id)
    assert listed(town, "member", "checking") == [case.id]
    town.act(case, "inspector", Action.FAIL, note="没有修好")
    assert listed(town, "member", "own_jobs") == [case.id]


def test_it_is_given_back_with_a_reason_taken_back_and_given_to_another(town: Town) -> None:
    case = assigned(town)
    with pytest.raises(NotAllowed):
        assign(town, case, "mate", by="member")
    town.act(case, "member", Action.GIVE_BACK, note="缺吊车")
    assert (case.member_id, last(town, case).data["note"]) == (None, "缺吊车")
    with pytest.raises(Prevented):
        town.act(case, "bureau", Action.UNASSIGN)
    assign(town, case, "member")
    assign(town, case, "mate")
    assert (sees(town, "member", case), sees(town, "mate", case)) == (False, True)
    town.act(case, "bureau", Action.UNASSIGN)
    assert last(town, case).data["from"] == "mate"


@pytest.mark.parametrize(
    ("by", "to", "refused"),
    [
        ("bureau", "inspector", Missing),
        ("bureau", "office", Missing),
        ("dispatcher", "member", NotAllowed),
        ("chief", "member", NotAllowed),
        ("mate", "mate", Missing),
        ("other", "member", Missing),
        ("office", "member", Missing),
    ],
)
def test_nobody_else_gives_it_and_nobody_else_gets_it(
    town: Town, by: str, to: str, refused: type[Exception]
) -> None:
    case = town.at(Stage.HANDLING)
    with pytest.raises(refused):
        assign(town, case, to, by=by)
    assert case.member_id is None


def test_above_nobody_gives_it_to_a_crew_of_those_below(town: Town) -> None:
    """The bureau sees what it delegated to its office, and leaves it to that one."""
    case = town.at(Stage.HANDLING)
    town.act(case, "bureau", Action.DELEGATE, organisation=town.organisations["office"])
    town.act(case, "office", Action.SIGN_FOR)
    with pytest.raises(Prevented):
        assign(town, case, "member")


@pytest.mark.parametrize("leaves", [Action.RETURN, Action.DELEGATE])
def test_with_the_organisation_the_job_goes(town: Town, leaves: Action) -> None:
    case = assigned(town)
    town.act(case, "bureau", leaves, note="x", organisation=town.organisations["office"])
    assert case.member_id is None
    assert not sees(town, "member", case)


def test_a_crew_is_changed_by_its_own_organisation_and_nobody_leaves_with_work(town: Town) -> None:
    bureau, session = town.people["bureau"], town.session
    [team] = jobs.board(session, bureau).teams
    both = [one.id for one in team.members]
    case = assigned(town)
    member = town.people["member"].person_id or 0
    assert jobs.board(session, bureau).held == {member: 1}
    mate = [one for one in both if one != member]
    with pytest.raises(CrewForbids, match="member still holds work"):
        jobs.arrange(session, team.crew.id, "抢修班", mate, bureau)
    with pytest.raises(CrewForbids):
        jobs.disband(session, team.crew.id, bureau)
    with pytest.raises(CrewForbids, match="has this name"):
        jobs.arrange(session, new_id(), "抢修班", [], bureau)
    for stranger in ("office", "other"):
        with pytest.raises(Missing):
            jobs.arrange(session, team.crew.id, "别家", [], town.people[stranger])
        with pytest.raises(Missing):
            jobs.arrange(session, new_id(), "别家", both, town.people[stranger])
    second = new_id()
    jobs.arrange(session, second, "夜班", [member], bureau)
    assert {one.crew.name: len(one.members) for one in jobs.board(session, bureau).teams} == {
        "夜班": 1,
        "抢修班": 1,
    }
    town.act(case, "bureau", Action.UNASSIGN)
    jobs.disband(session, second, bureau)
    assert [one.id for one in jobs.board(session, bureau).others if one.id == member]
    with pytest.raises(Missing):
        assign(town, case, "member")


def test_who_may_not_sign_in_any_more_is_given_nothing(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    town.session.get_one(Person, town.people["mate"].person_id).disabled_at = case.received_at
    town.session.flush()
    with pytest.raises(Missing):
        assign(town, case, "mate")
