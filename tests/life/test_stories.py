"""Stories of a case beside the main road, each with what stays and what is told of it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from city import clock
from city.cases import actions, approvals, queries, resuming, tasks
from city.cases.approval import Approval, ApprovalState
from city.cases.bulk import Wish, act_on_all
from city.cases.commands import Given
from city.cases.model import Case, Task
from city.cases.refusals import CaseChanged, OutOfRange, PhotosMissing, Prevented
from city.cases.stages import Action, Stage
from city.cases.words import STAFF, line
from city.catalogue.model import FilingCondition, LimitUnit
from city.duty.asked import TaskState
from city.errors import Missing, NeedsMissing, NotAllowed, StageForbids
from city.events import Event
from city.intake.model import PhotoKind
from city.settings import SHANGHAI
from tests.life.town import Town, moment

MORNING = moment("2026-11-23T09:00")


def told(town: Town, case: Case, language: str = "zh") -> list[str]:
    """The case's steps in words."""
    town.session.flush()
    past = queries.past(town.session, case)
    return [line(STAFF[one.name], language, one.data) for one, _ in past if one.name in STAFF]


def last(town: Town, case: Case) -> Event:
    """The newest event of the case."""
    town.session.flush()
    newest = select(Event).where(Event.case_id == case.id).order_by(Event.id.desc())
    return town.session.scalars(newest.limit(1)).one()


def test_an_extension_takes_two_approvals_and_two_are_all(town: Town) -> None:
    with clock.told(MORNING):
        case = town.at(Stage.HANDLING)
        due = case.due_at
        town.act(case, "bureau", Action.EXTEND, note="等配件", amount=4)
        assert case.due_at == due
        assert case.approval_id is not None
        with pytest.raises(Prevented, match="another request waits"):
            town.act(case, "bureau", Action.SUSPEND, note="x", until=clock.now() + timedelta(1))
        with pytest.raises(Prevented, match="not yours"):
            town.act(case, "chief", Action.APPROVE)
        town.act(case, "dispatcher", Action.APPROVE, note="属实")
        assert case.due_at == due
        town.act(case, "chief", Action.APPROVE)
        assert case.due_at == due + timedelta(hours=4)
        assert told(town, case)[-4:] == [
            "申请延期", "同意延期（第 1 级）", "同意延期（第 2 级）", "延期 4 紧急工作时",
        ]  # fmt: skip
        assert told(town, case, "en")[-1] == "Extended by 4 urgent hours"
        assert last(town, case).data["asked_by"] == "bureau"
        with pytest.raises(OutOfRange):
            town.act(case, "bureau", Action.EXTEND, note="再延", amount=5)
        town.act(case, "bureau", Action.EXTEND, note="再延", amount=1)
        town.act(case, "dispatcher", Action.REFUSE, note="理由不足")
        assert (case.approval_id, case.due_at) == (None, due + timedelta(hours=4))
        town.act(case, "bureau", Action.EXTEND, note="再延", amount=1)
        town.act(case, "dispatcher", Action.APPROVE)
        town.act(case, "chief", Action.APPROVE)
        with pytest.raises(Prevented, match="at most 2 times"):
            town.act(case, "bureau", Action.EXTEND, note="三延", amount=1)


def test_no_extension_once_it_is_overdue(town: Town) -> None:
    with clock.told(MORNING):
        case = town.at(Stage.HANDLING)
        with town.later(hours=5), pytest.raises(Prevented, match="overdue"):
            town.act(case, "bureau", Action.EXTEND, note="等配件", amount=1)


def test_a_city_in_another_zone_counts_its_own_working_hours(town: Town) -> None:
    town.zone = ZoneInfo("America/New_York")
    town.session.get_one(FilingCondition, town.condition).limit_unit = LimitUnit.WORK_HOUR
    with clock.told(datetime(2026, 10, 30, 17, tzinfo=town.zone)):  # a Friday
        case = town.at(Stage.DISPATCHED)
    monday = datetime(2026, 11, 2, 11, tzinfo=town.zone)  # summer time ends between
    assert case.due_at == monday
    with clock.told(monday + timedelta(hours=2)):
        town.act(case, "bureau", Action.SIGN_FOR)
        assert last(town, case).data["clock"] == {"used": 5 * 3600, "left": -3600}


def test_suspended_once_and_it_resumes_by_itself(town: Town) -> None:
    with clock.told(MORNING):
        case = town.at(Stage.HANDLING)
        too_long = clock.now() + timedelta(days=366)
        with pytest.raises(OutOfRange):
            town.act(case, "bureau", Action.SUSPEND, note="冬季", until=too_long)
        until = clock.now() + timedelta(days=90)
        with town.later(hours=1):
            town.act(case, "bureau", Action.SUSPEND, note="冬季不能施工", until=until)
            town.act(case, "chief", Action.APPROVE)
            assert (case.stage, case.due_at, case.until) == (Stage.SUSPENDED, None, until)
        with town.later(days=89):
            assert resuming.resume_due(town.session, SHANGHAI) == 0
        with town.later(days=90, minutes=1):
            assert resuming.resume_due(town.session, SHANGHAI) == 1
            assert (case.stage, case.until) == (Stage.HANDLING, None)
            assert case.due_at == clock.now() + timedelta(hours=3)
            assert last(town, case).actor_name == "system"
            with pytest.raises(Prevented, match="at most 1 times"):
                town.act(case, "bureau", Action.SUSPEND, note="再来", until=too_long)


def test_deferred_work_may_begin_again_early(town: Town) -> None:
    case = town.at(Stage.DEFERRED)
    town.act(case, "bureau", Action.RESUME)
    assert (case.stage, case.until) == (Stage.HANDLING, None)


def test_a_request_lapses_when_the_case_goes_on(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    town.act(case, "bureau", Action.EXTEND, note="等配件", amount=1)
    asked = town.session.get_one(Approval, case.approval_id)
    town.act(case, "bureau", Action.HANDLE, **town.after(case))
    assert (asked.state, case.approval_id) == (ApprovalState.LAPSED, None)
    assert "申请失效：延期" in told(town, case)
    with pytest.raises(StageForbids):
        town.act(town.at(Stage.HANDLED), "bureau", Action.EXTEND, note="x", amount=1)


def test_void_and_force_close_need_others_to_consent(town: Town) -> None:
    case = town.at(Stage.CHECKING)
    town.act(case, "operator", Action.VOID, note="重复登记")
    with pytest.raises(NotAllowed):
        town.act(case, "operator", Action.APPROVE)
    with pytest.raises(NeedsMissing):
        town.act(case, "chief", Action.REFUSE)
    town.act(case, "operator", Action.WITHDRAW)
    town.act(case, "dispatcher", Action.FORCE_CLOSE, note="工程已改造")
    town.act(case, "chief", Action.APPROVE)
    assert case.stage is Stage.CHECKING
    town.act(case, "leader", Action.APPROVE)
    assert case.stage is Stage.CLOSED
    open_tasks = select(Task).where(Task.case_id == case.id, Task.state == TaskState.OPEN)
    assert town.session.scalar(open_tasks) is None
    with pytest.raises(Prevented, match="not taken back"):
        town.act(case, "chief", Action.UNDO, note="误操作")


def test_who_asked_may_not_approve_and_nobody_twice(town: Town) -> None:
    both = town.people["bureau"].roles | town.people["dispatcher"].roles
    town.people["both"] = type(town.people["bureau"])(
        both, town.people["bureau"].person_id, None, town.organisations["bureau"], "both"
    )
    case = town.at(Stage.HANDLING)
    town.act(case, "both", Action.EXTEND, note="等配件", amount=1)
    with pytest.raises(Prevented, match="nobody decides"):
        town.act(case, "both", Action.APPROVE)
    waiting = approvals.waiting_for(town.people["both"])
    assert town.session.scalars(waiting).all() == []
    assert town.session.scalars(approvals.waiting_for(town.people["dispatcher"])).all()


def test_another_request_than_the_one_that_was_read_is_not_approved(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    town.act(case, "bureau", Action.EXTEND, note="等配件", amount=1)
    read = case.approval_id
    town.act(case, "bureau", Action.WITHDRAW)
    town.act(case, "bureau", Action.EXTEND, note="等配件", amount=4)
    with pytest.raises(Missing):
        town.act(case, "dispatcher", Action.APPROVE, approval=read)


def test_delegated_down_the_branch_and_back_up(town: Town) -> None:
    case, ids = town.at(Stage.HANDLING), town.organisations
    due = case.due_at
    for target in ("other", "bureau", "centre"):
        with pytest.raises(Missing):
            town.act(case, "bureau", Action.DELEGATE, organisation=ids[target])
    town.act(case, "bureau", Action.DELEGATE, organisation=ids["office"])
    assert (case.stage, case.chain, case.due_at) == (Stage.DISPATCHED, [ids["bureau"]], due)
    town.act(case, "office", Action.SIGN_FOR)
    town.act(case, "office", Action.DELEGATE, organisation=ids["crew"])
    with pytest.raises(Missing):
        town.act(case, "other", Action.SIGN_FOR)
    town.act(case, "crew", Action.SIGN_FOR)
    with pytest.raises(Prevented, match="hand it back up"):
        town.act(case, "crew", Action.RETURN, note="不是我们的")
    town.act(case, "crew", Action.HAND_BACK, note="没有配件")
    assert (case.stage, case.organisation_id) == (Stage.HANDLING, ids["office"])
    town.act(case, "bureau", Action.TAKE_BACK, note="自己办")
    assert (case.organisation_id, case.chain, case.due_at) == (ids["bureau"], [], due)
    assert told(town, case)[-2:] == ["退回上级office", "bureau收回自办"]
    town.act(case, "bureau", Action.RETURN, note="不是我们的")
    assert (case.stage, case.organisation_id) == (Stage.FILED, None)


def test_returned_work_runs_on_for_the_same_and_anew_for_another(town: Town) -> None:
    with clock.told(MORNING):
        case, ids = town.at(Stage.HANDLING), town.organisations
        with town.later(hours=1):
            town.act(case, "bureau", Action.RETURN, note="不是我们的")
        with town.later(hours=2):
            town.act(case, "dispatcher", Action.DISPATCH, organisation=ids["bureau"])
            assert case.due_at == clock.now() + timedelta(hours=3)
            town.act(case, "bureau", Action.RETURN, note="真的不是")
            town.act(case, "dispatcher", Action.DISPATCH, organisation=ids["other"])
            assert case.due_at == clock.now() + timedelta(hours=4)


def test_an_appeal_exempts_and_the_fact_stays(town: Town) -> None:
    with clock.told(MORNING):
        case = town.at(Stage.HANDLING)
        with town.later(hours=6):
            town.act(case, "bureau", Action.HANDLE, **town.after(case))
            town.act(
                case, "dispatcher", Action.SEND_CHECK,
                person=town.people["inspector"].person_id,
            )  # fmt: skip
            town.act(case, "inspector", Action.PASS)
            town.act(case, "chief", Action.CLOSE)
            assert (case.late, case.exempt) == (True, False)
            town.act(case, "bureau", Action.APPEAL, note="道路封闭")
            town.act(case, "chief", Action.APPROVE)
            town.act(case, "leader", Action.APPROVE)
            assert (case.stage, case.late, case.exempt) == (Stage.CLOSED, True, True)
            with pytest.raises(Prevented):
                town.act(case, "bureau", Action.APPEAL, note="再来")


def test_an_appeal_is_heard_once_also_when_it_is_refused(town: Town) -> None:
    case = town.at(Stage.CLOSED)
    with pytest.raises(Prevented, match="not handled late"):
        town.act(case, "bureau", Action.APPEAL, note="冤枉")
    case.late = True
    town.act(case, "bureau", Action.APPEAL, note="道路封闭")
    town.act(case, "chief", Action.REFUSE, note="没有封闭")
    with pytest.raises(Prevented, match="at most 1 times"):
        town.act(case, "bureau", Action.APPEAL, note="再来")
    assert not case.exempt


def test_reopened_once_where_the_citizen_is_not_satisfied(town: Town) -> None:
    case = town.at(Stage.REVISITED)
    town.act(case, "operator", Action.REOPEN, note="市民说没修好")
    assert (case.stage, case.organisation_id, case.satisfied) == (Stage.FILED, None, None)
    town.act(case, "dispatcher", Action.DISPATCH, organisation=town.organisations["bureau"])
    assert case.due_at is not None


def test_only_the_duty_chief_reopens_what_satisfied(town: Town) -> None:
    case = town.at(Stage.CLOSED)
    town.act(case, "operator", Action.REVISIT, satisfied=True)
    with pytest.raises(Prevented, match="the duty chief decides"):
        town.act(case, "operator", Action.REOPEN, note="再看看")
    town.act(case, "chief", Action.REOPEN, note="抽查发现问题")
    assert case.stage is Stage.FILED


def test_self_handled_goes_straight_to_checked(town: Town) -> None:
    case = town.report(by="inspector")
    assert case.verified
    given = {"condition": town.condition}
    with pytest.raises(NeedsMissing):
        town.act(case, "inspector", Action.SELF_HANDLE, **given)
    assert tasks.may_add_photo(town.session, case.id, town.people["inspector"])
    shown = town.photo(PhotoKind.AFTER, case.id)
    town.act(case, "inspector", Action.SELF_HANDLE, photos=shown, **given)
    assert (case.stage, case.handled_by_id) == (
        Stage.CHECKED,
        town.people["inspector"].person_id,
    )
    with pytest.raises(Prevented, match="no department has it"):
        town.act(case, "chief", Action.REWORK, note="没弄干净")
    town.act(case, "operator", Action.UNDO, note="没弄干净")
    assert (case.stage, case.condition_id) == (Stage.ACCEPTED, None)
    with pytest.raises(Missing):
        town.act(town.report(), "inspector", Action.SELF_HANDLE, photos=shown, **given)


def test_an_inspectors_report_needs_no_verifying(town: Town) -> None:
    case = town.report(by="inspector")
    town.act(case, "operator", Action.FILE, condition=town.condition)
    assert case.stage is Stage.FILED
    case = town.report()
    with pytest.raises(Prevented, match="accepted first"):
        town.act(case, "operator", Action.FILE, condition=town.condition)


def test_every_view_that_the_condition_asks_for(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    shown = town.photo(PhotoKind.AFTER, case.id)
    with pytest.raises(PhotosMissing, match="Near"):
        town.act(case, "bureau", Action.HANDLE, photos=shown, views=["far"])
    town.act(case, "bureau", Action.HANDLE, photos=shown)
    assert last(town, case).data["photos"]


def test_undo_takes_back_the_last_step_and_no_other(town: Town) -> None:
    case = town.at(Stage.DECLINED)
    with town.later(hours=25), pytest.raises(Prevented, match="more than 24 hours"):
        town.act(case, "operator", Action.UNDO, note="看错了")
    town.act(case, "operator", Action.UNDO, note="看错了")
    assert case.stage is Stage.ACCEPTED
    assert told(town, case)[-1] == "撤销“不予立案”"
    case = town.at(Stage.DISPATCHED)
    town.act(case, "dispatcher", Action.UNDO, note="派错了")
    assert (case.stage, case.organisation_id) == (Stage.FILED, None)
    with pytest.raises(Prevented):
        town.act(case, "operator", Action.UNDO, note="再撤")
    case = town.at(Stage.CLOSED)
    town.act(case, "chief", Action.UNDO, note="没看清")
    assert case.stage is Stage.CHECKED


def test_handled_too_early_and_the_clock_runs_on(town: Town) -> None:
    with clock.told(MORNING):
        case = town.at(Stage.HANDLING)
        due = case.due_at
        with town.later(hours=1):
            town.act(case, "bureau", Action.HANDLE, **town.after(case))
            town.act(case, "bureau", Action.UNDO, note="照片传错了")
            assert case.due_at == due


def test_an_order_waits_for_its_answer(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    with pytest.raises(Prevented, match="no order"):
        town.act(case, "bureau", Action.ANSWER, note="正在办")
    tomorrow = clock.now() + timedelta(days=1)
    town.act(case, "leader", Action.SUPERVISE, note="请尽快", until=tomorrow)
    town.act(case, "operator", Action.URGE)
    assert (case.answer_by, case.stage) == (tomorrow, Stage.HANDLING)
    town.act(case, "bureau", Action.ANSWER, note="今晚完成")
    assert case.answer_by is None


def test_who_acts_on_what_has_changed_is_told_what_happened(town: Town) -> None:
    case = town.report()
    seen = case.version
    town.act(case, "operator", Action.ACCEPT)
    with pytest.raises(CaseChanged) as refused:
        actions.act(
            town.session, case.id, Action.DECLINE, town.people["chief"], Given(note="x"),
            SHANGHAI, version=seen,
        )  # fmt: skip
    assert refused.value.said("zh").startswith("您打开之后，案件有了变化：受理员operator受理；")
    assert "Accepted by Operator operator" in refused.value.said("en")
    assert case.stage is Stage.ACCEPTED


def test_many_at_once_and_one_that_is_wrong_spoils_none(town: Town) -> None:
    good = [town.report() for _ in range(3)]
    closed = town.at(Stage.CLOSED)
    wishes = [Wish(good[0].id, good[0].version), Wish(closed.id, None), Wish(good[1].id, 99)]
    wishes += [Wish(good[2].id, None), Wish(good[2].id, None)]
    results = act_on_all(
        town.session, wishes, Action.ACCEPT, town.people["operator"], Given(), SHANGHAI
    )
    assert [type(one.refusal).__name__ for one in results] == [
        "NoneType", "StageForbids", "CaseChanged", "NoneType",
    ]  # fmt: skip
    assert [case.stage for case in good] == [Stage.ACCEPTED, Stage.RECEIVED, Stage.ACCEPTED]
    assert closed.stage is Stage.CLOSED


def test_every_step_says_what_the_clock_showed(town: Town) -> None:
    with clock.told(MORNING):
        case = town.at(Stage.HANDLING)
        with town.later(hours=1):
            town.act(case, "operator", Action.URGE)
            hour = {"used": 3600, "left": 3 * 3600}
            assert last(town, case).data["clock"] == hour
