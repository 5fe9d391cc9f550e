"""Staff are told of what waits for them: consent, orders, work handed on, leave, roll-calls."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.cases.stages import Action, Stage
from city.db import new_id
from city.duty import leave, roll
from city.duty.model import LeaveKind, Shift
from city.events import Event
from city.notices.audience import AUDIENCES
from city.notices.kinds import KINDS, Carrier
from city.notices.model import Notice
from city.notices.tell import tell
from city.people import Person
from city.settings import SHANGHAI
from tests.life.town import Town, build
from workers.handlers import HANDLERS

NOTE = "张三 13800000000"
"""What must never leave the city."""


@pytest.fixture
def town(session: Session) -> Town:
    return build(session)


def told(town: Town) -> dict[str, str]:
    """Who is told what by the newest event, in Chinese; again it tells nobody."""
    session = town.session
    session.flush()
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    written = tell(session, event, [Carrier.PUSH], SHANGHAI)
    notices = session.scalars(select(Notice).where(Notice.event_id == event.id)).all()
    assert len(notices) == written
    assert tell(session, event, [Carrier.PUSH], SHANGHAI) == 0
    for notice in notices:
        assert NOTE not in str(notice.facts)
        assert notice.words["en"] != notice.words["zh"]
        assert "…" not in notice.words["zh"]
    names = {actor.person_id: who for who, actor in town.people.items()}
    return {names[one.person_id or 0]: one.words["zh"] for one in notices}


def test_whose_consent_is_asked_for_is_told_step_by_step(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    number = case.number
    town.act(case, "bureau", Action.EXTEND, note=NOTE, amount=1)
    assert told(town) == {"dispatcher": f"案件 {number} 的延期申请待您审批：{NOTE}"}
    town.act(case, "dispatcher", Action.APPROVE)
    assert told(town).keys() == {"chief", "chief2"}
    town.act(case, "chief", Action.REFUSE, note="人手够")
    assert told(town) == {"bureau": f"案件 {number} 的延期申请未同意：人手够"}
    town.act(case, "bureau", Action.SUSPEND, note="等材料", until=clock.now() + timedelta(9))
    town.act(case, "chief", Action.APPROVE)
    granted = select(Event).where(Event.name == "case.approve").order_by(Event.id.desc())
    tell(town.session, town.session.scalars(granted.limit(1)).one(), [], SHANGHAI)
    newest = select(Notice).order_by(Notice.at.desc(), Notice.id.desc()).limit(1)
    assert town.session.scalars(newest).one().words["zh"] == f"案件 {number} 的挂账申请已同意"


def test_nobody_is_asked_for_consent_that_is_not_asked_for_any_more(town: Town) -> None:
    case = town.at(Stage.HANDLING)
    town.act(case, "bureau", Action.EXTEND, note="等配件", amount=1)
    town.session.flush()
    asked = town.session.scalars(
        select(Event).where(Event.name == "case.ask").order_by(Event.id.desc()).limit(1)
    ).one()
    town.act(case, "bureau", Action.WITHDRAW)
    assert tell(town.session, asked, [], SHANGHAI) == 0


def test_an_order_and_an_urge_go_to_whoever_has_the_case_in_hand(town: Town) -> None:
    until = clock.now() + timedelta(days=1)
    case = town.at(Stage.HANDLING)
    town.act(case, "leader", Action.SUPERVISE, note=NOTE, until=until)
    due = f"{until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    assert told(town) == {"bureau": f"案件 {case.number} 被督办，请在 {due} 前回复：{NOTE}"}
    town.act(case, "operator", Action.URGE)
    assert told(town).keys() == {"bureau"}
    for stage, people in (
        (Stage.RECEIVED, {"operator"}),
        (Stage.FILED, {"dispatcher"}),
        (Stage.CHECKING, {"dispatcher", "inspector"}),
        (Stage.CHECKED, {"chief"}),
    ):
        town.act(town.at(stage), "chief2", Action.URGE)
        assert told(town).keys() == people, stage


def test_work_that_is_handed_on_or_comes_back_is_told(town: Town) -> None:
    case, ids = town.at(Stage.HANDLING), town.organisations
    town.act(case, "bureau", Action.DELEGATE, organisation=ids["office"])
    assert told(town) == {"office": f"上级转来案件 {case.number}，待签收"}
    town.act(case, "office", Action.HAND_BACK, note="没有配件")
    assert told(town) == {"bureau": f"案件 {case.number} 由下级退回：没有配件"}
    town.act(case, "bureau", Action.DELEGATE, organisation=ids["crew"])
    assert told(town).keys() == {"crew"}
    case = town.at(Stage.CHECKING)
    town.act(case, "inspector", Action.FAIL, note="没修好")
    assert told(town) == {"bureau": f"案件 {case.number} 核查不通过，请重新处置：没修好"}
    case = town.at(Stage.CHECKED)
    town.act(case, "chief", Action.REWORK, note="照片不清")
    assert told(town) == {"bureau": f"案件 {case.number} 返工：照片不清"}


def test_leave_goes_to_the_chiefs_of_the_branch_and_its_answer_back(town: Town) -> None:
    begins = clock.now() + timedelta(days=3)
    wish = leave.Wish(LeaveKind.SICK, begins, begins + timedelta(days=1), NOTE)
    asked = leave.ask(town.session, new_id(), wish, town.people["inspector"])
    text = "inspector申请请假，待您审批"
    assert told(town) == {"chief": text, "chief2": text}
    leave.decide(town.session, asked.id, False, "人手不够", town.people["chief"])
    assert told(town) == {"inspector": "您的请假未批准：人手不够"}
    apart = town.session.get_one(Person, town.people["chief2"].person_id)
    apart.organisation_id = town.organisations["other"]
    leave.ask(town.session, new_id(), wish, town.people["inspector"])
    assert told(town).keys() == {"chief"}


def test_who_is_called_by_roll_is_told_at_once(town: Town) -> None:
    now, own = clock.now(), town.people["inspector"].person_id
    ends = now + timedelta(hours=1)
    town.session.add(Shift(person_id=own, begins_at=now - timedelta(hours=1), ends_at=ends))
    town.session.flush()
    roll.call(town.session, "请报告位置", 5, town.people["chief"])
    assert told(town) == {"inspector": "点名：请马上应答 请报告位置"}
    assert KINDS["roll.called"].page == "/tasks/duty"


def test_whoever_is_told_has_words_and_a_job_that_tells() -> None:
    telling = {name for name, jobs in HANDLERS.items() if ("notify", "notify.tell") in jobs}
    assert telling == AUDIENCES.keys()
    of_requests = {"case.ask", "case.approve", "case.refuse"}  # told as one that waits or is over
    assert AUDIENCES.keys() - of_requests <= KINDS.keys()
