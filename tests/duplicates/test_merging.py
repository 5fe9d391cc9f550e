"""A law: what is merged and parted again stands as it stood, in every row that matters."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from city import clock
from city.cases import joining, merging
from city.cases.model import Case, Task, TaskKind
from city.cases.opening import open_case
from city.cases.refusals import MergedAlready, MergeRefused
from city.cases.stages import Stage
from city.db import Point, new_id
from city.duty.asked import TaskState
from city.events import Event
from city.intake.model import Channel, Report
from city.people import SYSTEM, Actor, Role
from city.places.geocoder import Placement
from city.places.grid import Located
from city.settings import SHANGHAI

DESK = Actor(frozenset({Role.DUTY_CHIEF}), person_id=None, name="值班长")
HERE = Point(112.55, 37.87)
NEVER_THE_SAME = {"version", "keys", "mass_at"}


def _case(session: Session, words: str, minutes: int = 0, at: Point | None = HERE) -> Case:
    when = clock.now() - timedelta(minutes=minutes)
    report = Report(
        id=new_id(), number=str(new_id()), channel=Channel.CITIZEN, device=str(new_id()),
        fingerprint="", words=words, place_words="", position=at, accuracy=10, made_at=when,
        received_at=when,
    )  # fmt: skip
    session.add(report)
    session.flush()
    placed = Placement(at, 10, "position", Located(), (), None)
    return open_case(session, report, placed, SHANGHAI)


def _rows(session: Session, cases: Sequence[Case]) -> list[dict[str, Any]]:
    session.flush()
    session.expire_all()
    ids = [case.id for case in cases]
    found = session.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id))
    columns = [
        column.name for column in Case.__table__.columns if column.name not in NEVER_THE_SAME
    ]
    told = [{name: getattr(case, name) for name in columns} for case in found]
    homes: dict[UUID, UUID | None] = {
        row.id: row.case_id
        for row in session.execute(select(Report.id, Report.case_id).order_by(Report.id))
    }
    return [*told, {"homes": homes}]


def test_merged_and_parted_is_as_before_whatever_the_order(session: Session) -> None:
    cases = [_case(session, f"井盖丢了 {n}", minutes=60 - n) for n in range(4)]
    before = _rows(session, cases)
    one, two, three, four = (case.id for case in cases)
    for joining_id, standing_id in ((two, one), (four, three), (three, one)):
        merging.merge(session, joining_id, standing_id, DESK, SHANGHAI)
    assert set(_rows(session, cases)[-1]["homes"].values()) == {one}
    for parted in (two, three, four):
        merging.unmerge(session, parted, DESK, SHANGHAI, "不是同一个")
    assert _rows(session, cases) == before


def test_the_one_that_stands_begins_with_the_first_report(session: Session) -> None:
    late, early = _case(session, "路灯不亮"), _case(session, "路灯坏了", minutes=90)
    late.stage = Stage.ACCEPTED
    before = _rows(session, [late, early])
    merging.merge(session, early.id, late.id, DESK, SHANGHAI)
    assert late.received_at == late.clock_from
    assert clock.now() - late.received_at > timedelta(minutes=80)
    merging.unmerge(session, early.id, DESK, SHANGHAI, "两盏灯")
    assert _rows(session, [late, early]) == before


def test_guards(session: Session) -> None:
    one, two, three = (_case(session, "垃圾", minutes=30 - n) for n in range(3))
    with pytest.raises(MergeRefused):
        merging.merge(session, one.id, one.id, DESK, SHANGHAI)
    with pytest.raises(MergeRefused):
        merging.merge(session, one.id, two.id, DESK, SHANGHAI)  # the first stands
    merging.merge(session, two.id, one.id, DESK, SHANGHAI)
    with pytest.raises(MergedAlready):
        merging.merge(session, two.id, one.id, DESK, SHANGHAI)
    with pytest.raises(MergedAlready):
        merging.merge(session, three.id, two.id, DESK, SHANGHAI)
    one.stage = Stage.CLOSED
    with pytest.raises(MergeRefused):
        merging.merge(session, three.id, one.id, DESK, SHANGHAI)


def test_a_look_joins_the_same_and_only_the_same(session: Session) -> None:
    first = _case(session, "并州北路38号门口污水井盖丢了，晚上很危险", minutes=20)
    joining.look(session, first.id, SHANGHAI)
    same = _case(session, "并州北路38号门口的污水井盖丢失，晚上很危险")
    other = _case(session, "并州北路46号门口污水井盖丢了，晚上很危险")
    for case in (same, other):
        joining.look(session, case.id, SHANGHAI)
    session.flush()
    assert (same.stage, other.stage) == (Stage.MERGED, Stage.RECEIVED)
    assert SYSTEM.person_id is None


def test_everybody_whose_report_moves_is_told_once(session: Session) -> None:
    one, two, three = (_case(session, f"井盖丢了 {n}", minutes=30 - n) for n in range(3))
    merging.merge(session, three.id, two.id, DESK, SHANGHAI)
    merging.merge(session, two.id, one.id, DESK, SHANGHAI)
    merging.unmerge(session, two.id, DESK, SHANGHAI, "不是同一个")

    def told(case: Case) -> list[tuple[str, str]]:
        mine = select(Event).where(Event.report_id == case.report_id).order_by(Event.id)
        events = [event for event in session.scalars(mine) if event.name.startswith("report.")]
        return [(event.name, event.data["to"]) for event in events if "to" in event.data]

    home = ("report.joined", one.number), ("report.parted", two.number)
    assert told(two) == [*home]
    assert told(three) == [("report.joined", two.number), *home]
    assert told(one) == []


def test_a_task_that_was_out_is_recalled_and_out_again(session: Session) -> None:
    first, asked = _case(session, "路灯不亮", minutes=40), _case(session, "路灯坏了")
    asked.stage, first.stage = Stage.VERIFYING, Stage.FILED
    about = {"case_id": asked.id, "created_at": asked.received_at, "due_at": clock.now()}
    task = Task(id=new_id(), kind=TaskKind.VERIFY, state=TaskState.OPEN, **about)
    session.add(task)
    before = _rows(session, [first, asked])
    merging.merge(session, asked.id, first.id, DESK, SHANGHAI)
    assert (task.state, asked.clock_from, asked.due_at) == (TaskState.RECALLED, None, None)
    merging.unmerge(session, asked.id, DESK, SHANGHAI, "两盏灯")
    assert task.state is TaskState.OPEN
    assert _rows(session, [first, asked]) == before


def test_what_is_done_or_closed_is_joined_by_nobody_but_a_person(session: Session) -> None:
    words = "并州北路{}号门口污水井盖丢了，晚上很危险"
    joined = set()
    for n, stage in enumerate(Stage):
        first = _case(session, words.format(n * 2 + 100), minutes=60, at=_apart(n))
        first.stage = stage
        session.flush()
        same = _case(session, words.format(n * 2 + 100), at=_apart(n))
        joining.look(session, same.id, SHANGHAI)
        if same.stage is Stage.MERGED:
            joined.add(stage)
    assert joined == joining.BY_ITSELF


def _apart(n: int) -> Point:
    """A place two kilometres from the last."""
    return Point(HERE.lon + 0.02 * n, HERE.lat)
