"""The demo city in a real database: whole, consistent, and in step with the living one."""

import json
import stat
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import func, select, text

from city import clock, db
from city.cases import stages
from city.cases.model import Case, Task, TaskKind
from city.cases.stages import Action, Stage
from city.catalogue import load as catalogue
from city.catalogue.model import Category, FilingCondition
from city.dispatch.model import DispatchRule
from city.duty.asked import TaskState
from city.events import Event
from city.intake.model import REPORT_NUMBERS, Photo, Report
from city.intake.numbers import day_and_start
from city.people import Organisation, Person, Role
from city.places.model import Area, AreaKind, BeatInspector, Component, Landmark, Road
from deploy import demo
from deploy.demo import aside
from deploy.demo.lives import ZONE
from deploy.demo.organisations import duties
from media import keys
from tests.demo.conftest import Loaded


def rows(query: Any) -> list[Any]:
    with db.transaction() as session:
        return list(session.execute(query).all())


def count(model: type[db.Base], *where: Any) -> int:
    return rows(select(func.count()).select_from(model).where(*where))[0][0]


def test_it_has_the_numbers_of_one_district(loaded: Loaded) -> None:
    assert count(Road) == 300
    assert count(Landmark) == 2000
    assert count(Component) == 20_000
    assert count(Case) == count(Report) == 2000
    assert count(Area, Area.kind == AreaKind.CELL) == 1000
    with db.transaction() as session:
        assert demo.loaded(session)
        with pytest.raises(ValueError, match="already"):
            demo.load(session)


def test_ids_made_later_do_not_meet_those_of_the_demo(loaded: Loaded) -> None:
    with db.transaction() as session:
        for model in (Area, Road, Landmark, Component, Organisation, Person, Event):
            sequence = f"pg_get_serial_sequence('{model.__tablename__}', 'id')"
            following = session.scalar(text(f"select nextval({sequence})"))
            assert following > session.scalar(select(func.max(model.id)))


def test_cases_stand_at_every_stage_where_their_events_led(loaded: Loaded) -> None:
    told = defaultdict(list)
    for event in rows(select(Event.case_id, Event.name, Event.data).order_by(Event.id)):
        told[event.case_id].append(event)
    found = {case.id: case.stage for case in rows(select(Case.id, Case.stage))}
    assert set(found.values()) == set(Stage) - {Stage.MERGED}
    for case_id, stage in found.items():
        here = Stage.RECEIVED
        for event in told[case_id][1:]:
            if event.name.startswith("case.") and "end" in event.data:
                action = Action(event.name.removeprefix("case."))
                assert event.data["start"] == here
                here = stages.step(here, action).end
                assert event.data["end"] == here
        assert here == stage


def test_nothing_is_left_for_the_relay_and_nothing_lies_in_the_future(loaded: Loaded) -> None:
    assert count(Event, Event.relayed_at.is_(None)) == 0
    assert rows(select(func.max(Event.at)))[0][0] <= clock.now()


def test_reports_and_cases_name_each_other(loaded: Loaded) -> None:
    joined = select(func.count()).select_from(Report).join(Case, Case.id == Report.case_id)
    assert rows(joined.where(Case.report_id == Report.id))[0][0] == 2000


def test_numbers_of_today_go_on_where_the_demo_stopped(loaded: Loaded) -> None:
    day, start = day_and_start(clock.now(), ZONE)
    serial = rows(select(REPORT_NUMBERS.next_value()))[0][0] - start
    known = [row.number for row in rows(select(Report.number)) if row.number.startswith(day)]
    assert serial > max((int(number[-5:]) for number in known), default=0)


def test_every_case_lies_in_the_areas_that_it_names(loaded: Loaded) -> None:
    areas = {area.id: area for area in rows(select(Area.id, Area.parent_id, Area.beat_id))}
    for case in rows(select(Case.cell_id, Case.beat_id, Case.community_id, Case.subdistrict_id)):
        assert areas[case.cell_id].beat_id == case.beat_id
        assert areas[case.cell_id].parent_id == case.community_id
        assert areas[case.community_id].parent_id == case.subdistrict_id


def test_open_tasks_belong_to_cases_about_which_somebody_is_asked(loaded: Loaded) -> None:
    for kind, stage in ((TaskKind.CHECK, Stage.CHECKING), (TaskKind.VERIFY, Stage.VERIFYING)):
        asked = select(Task.case_id).where(Task.state == TaskState.OPEN, Task.kind == kind)
        standing = {case.id for case in rows(select(Case.id).where(Case.stage == stage))}
        assert {task.case_id for task in rows(asked)} == standing
    assert count(Task, Task.state == TaskState.DONE, Task.passed.is_(None)) == 0


def test_some_cases_were_led_aside_and_some_wait_for_consent(loaded: Loaded) -> None:
    for way in aside.WAYS:
        *_, (_, last) = way.steps
        taken = last if last is not Action.APPROVE else way.steps[0][1]
        name = "case.ask" if taken is Action.EXTEND else f"case.{taken}"
        assert count(Event, Event.name == name) >= way.cases, name
    still = rows(select(Case.due_at, Case.until).where(Case.stage == Stage.SUSPENDED))
    assert {case.due_at for case in still} == {None}
    assert min(case.until for case in still) > clock.now()
    waiting = rows(select(Case.stage).where(Case.approval_id.is_not(None)))
    assert [case.stage for case in waiting] == [Stage.HANDLING] * 10


def test_satisfaction_is_known_of_revisited_cases_only(loaded: Loaded) -> None:
    known = rows(select(Case.stage, Case.satisfied.is_not(None)).distinct())
    assert {(row[0] is Stage.REVISITED) == row[1] for row in known} == {True}


def test_every_beat_is_walked_and_the_demo_inspector_walks_most(loaded: Loaded) -> None:
    walks = rows(
        select(BeatInspector.beat_id, Person.username).join(
            Person, Person.id == BeatInspector.person_id
        )
    )
    assert {walk.beat_id for walk in walks} == {
        row.id for row in rows(select(Area.id).where(Area.kind == AreaKind.BEAT))
    }
    assert sum(walk.username == "inspector" for walk in walks) > len(walks) / 2


def test_every_category_has_a_rule_and_the_catalogue_says_which_go_by_themselves(
    loaded: Loaded,
) -> None:
    by_rule = rows(select(func.count(DispatchRule.category_id.distinct())))[0][0]
    assert by_rule == count(Category)
    alone = {row.code for row in rows(select(Category.code).where(Category.automatic))}
    assert alone == {duty.category for duty in duties() if duty.automatic}
    departments = (
        select(Organisation.kind)
        .join(DispatchRule, DispatchRule.organisation_id == Organisation.id)
        .distinct()
    )
    assert [row.kind.value for row in rows(departments)] == ["department"]


def test_every_role_has_an_account_that_opens(loaded: Loaded) -> None:
    assert {account.role for account in loaded.accounts} == set(Role) - {Role.CITIZEN, Role.SYSTEM}
    named = {account.username: account for account in loaded.accounts}
    assert {role.value for role in Role} - {"citizen", "system"} <= set(named)
    hashes = dict(rows(select(Person.username, Person.password_hash)))
    for name in ("operator", "inspector", "dept_sanitation"):
        assert PasswordHasher().verify(hashes[name], named[name].password)
    others = {hashes[name] for name in hashes.keys() - named.keys()}
    [locked] = others
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(locked, "")


def test_every_photo_lies_in_the_store(loaded: Loaded) -> None:
    shown = {row.sha256 for row in rows(select(Photo.sha256).distinct())}
    assert len(shown) >= 24
    for sha256 in shown:
        for name in (keys.original, keys.display, keys.thumbnail):
            assert loaded.store.exists(name(sha256))


def test_what_is_made_up_says_so(loaded: Loaded) -> None:
    for model in (Road, Landmark):
        assert [row[0] for row in rows(select(model.source).distinct())] == ["synthetic 演示数据"]


def test_accounts_are_written_for_their_owner_only(loaded: Loaded, tmp_path: Path) -> None:
    path = demo.write_accounts(tmp_path, loaded.accounts)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = json.loads(path.read_text())[0]
    assert set(first) == {"username", "password", "name", "role", "role_words"}


def test_the_catalogue_loads_again_without_a_change(loaded: Loaded) -> None:
    before = rows(text("select id, xmin::text from filing_conditions order by id"))
    with db.transaction() as session:
        assert catalogue.load(session) == (count(Category), count(FilingCondition))
    assert rows(text("select id, xmin::text from filing_conditions order by id")) == before


def test_the_catalogue_mends_a_row_that_was_changed(loaded: Loaded) -> None:
    with db.transaction() as session:
        session.execute(text("update categories set name = '?' where code = 'component-0101'"))
    with db.transaction() as session:
        catalogue.load(session)
    [[name]] = rows(select(Category.name).where(Category.code == "component-0101"))
    assert name == "上水井盖"
