"""Every role, at every stage, asks for every action over HTTP: nobody does what is not written."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from city import clock, db
from city.cases.stages import STEPS, Action, Need, Stage, takers
from city.people import Role
from deploy.walk import Caller, Staff
from tests.conftest import fresh_database
from tests.house import UNLIMITED, House, folder
from tests.life.town import PASSWORD, Town, build

WHO = {
    "operator": Role.OPERATOR, "chief": Role.DUTY_CHIEF, "dispatcher": Role.DISPATCHER,
    "leader": Role.LEADER, "administrator": Role.ADMINISTRATOR, "auditor": Role.AUDITOR,
    "inspector": Role.INSPECTOR, "bureau": Role.DEPARTMENT, "crew": Role.MAINTAINER,
    "member": Role.MEMBER,
}  # fmt: skip
HAPPENED = "task_answers, merges, approvals, tasks, dispatches"
KEEP = "create table kept_cases as select * from cases; " + " ".join(
    f"create table kept_{name} as select * from {name};" for name in HAPPENED.split(", ")
)


class Served:
    """The API on a socket, over a town with one case at every stage."""

    def __init__(self, url: str, address: str, town: Town, cases: dict[Stage, str]) -> None:
        self.url, self.address, self.town, self.cases = url, address, town, cases
        self.stages = {case: stage for stage, case in cases.items()}

    def run(self, *lines: str) -> None:
        """SQL behind the scenes."""
        db.connect(self.address)
        with db.transaction() as session:
            for line in lines:
                session.execute(text(line))

    def restore(self) -> None:
        """All cases are again as they were."""
        with db.transaction() as session:
            names = [name for (name,) in session.execute(text(COLUMNS))]
            tables = HAPPENED.split(", ")
            for table in tables:
                session.execute(text(f"delete from {table}"))
            for table in reversed(tables):
                session.execute(text(f"insert into {table} {_all(table)}"))
            sets = ", ".join(f'"{name}" = k."{name}"' for name in names)
            session.execute(text(f"update cases set {sets} from kept_cases k where k.id=cases.id"))


MANY = """
    create table many as
    select (jsonb_populate_record(r, jsonb_build_object('id', uuidv7(), 'number', 'M' || n))).*
    from reports r join cases c on c.report_id = r.id, generate_series(1, 500) n
    where c.id = '{case}';
    insert into reports select * from many;
    insert into cases select (jsonb_populate_record(c, jsonb_build_object(
        'id', m.id, 'report_id', m.id, 'number', m.number))).* from cases c, many m
    where c.id = '{case}'
"""
COLUMNS = "select column_name from information_schema.columns where table_name = 'kept_cases'"


def _all(table: str) -> str:
    identity = {"dispatches", "merges"}
    override = "overriding system value " if table in identity else ""
    return f"{override}select * from kept_{table}"


@pytest.fixture(scope="module")
def served(engines: dict[str, str]) -> Iterator[Served]:
    address = fresh_database(engines["DATABASE_URL"], "life")
    db.connect(address)
    with db.transaction() as session:
        town = build(session)
        made = {stage: town.at(stage) for stage in Stage}
        member = town.people["member"].person_id
        town.act(made[Stage.HANDLING], "bureau", Action.ASSIGN, person=member)
        cases = {stage: str(case.id) for stage, case in made.items()}
    with folder() as place:
        house = House({**engines, **UNLIMITED, "DATABASE_URL": address}, place)
        try:
            house.start("web")
            house.wait_ready()
            made = Served(house.url, address, town, cases)
            made.run(*filter(None, KEEP.split(";")))
            yield made
        finally:
            house.stop()


@pytest.mark.parametrize("who", WHO)
def test_nobody_does_what_the_table_does_not_say(served: Served, who: str) -> None:
    staff = Staff(served.url, f"life-{who}", PASSWORD)
    may_see = {
        one["id"]: staff.ask("GET", f"/cases/{one['id']}").status == 200 for one in _seen(served)
    }
    for action in Action:
        wish = {"action": action.value, "cases": _seen(served), **_given(served, action)}
        results = staff.must("POST", "/cases/actions", wish)["items"]
        assert len(results) == len(Stage)
        for one in results:
            stage = served.stages[one["id"]]
            _assert_written(stage, action, WHO[who], one, may_see[one["id"]])
        if any(one["done"] for one in results):
            served.restore()


def test_one_by_one_it_is_the_same(served: Served) -> None:
    staff = Staff(served.url, "life-auditor", PASSWORD)
    for stage, case in served.cases.items():
        for action in Action:
            asked = {"action": action.value, "note": "x"}
            status = staff.ask("POST", f"/cases/{case}/actions", asked).status
            assert status == 403, (stage, action, "who may never is told of no stage")
    stranger = Caller(served.url)
    case = served.cases[Stage.RECEIVED]
    assert stranger.ask("POST", f"/cases/{case}/actions", {"action": "accept"}).status == 401
    assert stranger.ask("POST", "/cases/actions", {"action": "accept"}).status == 401


def test_a_case_says_its_version_and_asks_for_it(served: Served) -> None:
    operator = Staff(served.url, "life-operator", PASSWORD)
    path = f"/cases/{served.cases[Stage.RECEIVED]}"
    tag = operator.ask("GET", path).headers["ETag"]
    wish = {"action": "urge"}
    first = operator.ask("POST", f"{path}/actions", wish, {"If-Match": tag})
    assert first.status == 200
    assert first.headers["ETag"] != tag
    again = operator.ask("POST", f"{path}/actions", wish, {"If-Match": tag})
    assert (again.status, again.json["code"]) == (412, "case_changed")
    assert "受理员operator催办" in again.json["detail"]
    for unknown in ('"of another house"', 'W/"1"'):
        assert operator.ask("POST", f"{path}/actions", wish, {"If-Match": unknown}).status == 412
    for open_to_all in ({}, {"If-Match": "*"}):
        assert operator.ask("POST", f"{path}/actions", wish, open_to_all).status == 200
    served.restore()


def test_who_prefers_little_is_told_the_new_version_and_no_more(served: Served) -> None:
    operator = Staff(served.url, "life-operator", PASSWORD)
    path, wish = f"/cases/{served.cases[Stage.RECEIVED]}", {"action": "urge"}
    little = {"Prefer": "respond-async, return=minimal"}
    paged = operator.ask("POST", f"{path}/actions", wish)
    brief = operator.ask("POST", f"{path}/actions", wish, little)
    assert (brief.status, brief.body) == (204, b"")
    assert brief.headers["Preference-Applied"] == "return=minimal"
    page = operator.ask("GET", path)
    assert page.headers["ETag"] == brief.headers["ETag"] != paged.headers["ETag"]
    assert [step["what"] for step in page.json["timeline"]][-2:] == ["case.urge"] * 2
    served.restore()


def test_five_hundred_are_taken_and_no_more(served: Served) -> None:
    operator = Staff(served.url, "life-operator", PASSWORD)
    nobodys = "01a20270-0000-7000-8000-%012d"
    many = [{"id": nobodys % n} for n in range(501)]
    assert operator.ask("POST", "/cases/actions", {"action": "urge", "cases": many}).status == 422
    answer = operator.must("POST", "/cases/actions", {"action": "urge", "cases": many[:500]})
    assert {one["refusal"]["status"] for one in answer["items"]} == {404}


def test_five_hundred_at_once_have_each_a_result_of_its_own(served: Served) -> None:
    operator = Staff(served.url, "life-operator", PASSWORD)
    served.run(MANY.format(case=served.cases[Stage.RECEIVED]))
    with db.transaction() as session:
        ids = [str(one) for one in session.scalars(text("select id from many order by id"))]
    wishes = [{"id": ids[0], "version": 7}, *({"id": one, "version": 1} for one in ids[1:])]
    answer = operator.must("POST", "/cases/actions", {"action": "accept", "cases": wishes})
    assert [one["id"] for one in answer["items"]] == ids
    first, *others = answer["items"]
    assert (first["done"], first["refusal"]["code"]) == (False, "case_changed")
    assert {one["stage"] for one in others} == {"accepted"}
    assert len(others) == 499


def _seen(served: Served) -> list[dict[str, Any]]:
    return [{"id": case} for case in served.cases.values()]


def _given(served: Served, action: Action) -> dict[str, Any]:
    """All that a step may ask for, but photos."""
    who = "mate" if action is Action.ASSIGN else "inspector"
    return {
        "note": "试一试",
        "condition": served.town.condition,
        "organisation": served.town.organisations["office"],
        "amount": 1,
        "until": (clock.now() + timedelta(days=1)).isoformat(),
        "satisfied": True,
        "person": served.town.people[who].person_id,
    }


def _assert_written(
    stage: Stage, action: Action, role: Role, one: dict[str, Any], sees: bool
) -> None:
    row, refusal = STEPS.get((stage, action)), one["refusal"]
    about = (stage, action, role, one)
    if not sees:
        assert refusal["status"] == 404, about
    elif role not in takers(action) or (row and role not in row.roles):
        assert refusal["code"] == "not_allowed", about
    elif row is None:
        assert refusal["code"] == "stage_forbids", about
    elif one["done"]:
        stays = bool(row.approvals)
        assert Need.PHOTO not in row.needs, about
        assert one["stage"] == (stage if stays else row.end), about
    else:
        assert refusal["status"] in {404, 409, 422}, about
        assert refusal["code"] not in {"stage_forbids", "not_allowed"}, about


def test_the_walls_of_the_town_hold(session: Session) -> None:
    """The town itself can bring a case to every stage: what the product stands on."""
    town = build(session)
    assert {town.at(stage).stage for stage in Stage} == set(Stage)
