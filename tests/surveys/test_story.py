"""A survey over HTTP: set up, put to inspectors, found, summed, written out, taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from city import db
from city.duty.asked import due
from city.settings import sqlalchemy_url
from city.surveys import asking
from city.surveys.model import SurveyTask
from city.tables import files
from deploy.walk import Staff, new_id, promise, until
from tests.house import City
from tests.stories.journey import ELSEWHERE, photo, somewhere

BENCH = "component-0101"
QUESTIONS = [
    {"key": "q1", "kind": "count", "words": "损坏几个"},
    {"key": "q2", "kind": "condition", "words": "总体状况", "choices": ["完好", "破损", "缺失"]},
    {"key": "q3", "kind": "yes_no", "words": "是否影响通行", "needed": False},
]


class Round:
    """A survey of some beats of the demo's inspectors."""

    def __init__(self, city: City, count: int = 1, **wish: Any) -> None:
        self.city, self.chief = city, city.crew.sign_in("duty_chief")
        self.id = str(new_id())
        rows = city.rows(
            "select b.id from areas b join beat_inspectors w on w.beat_id = b.id"
            " join people p on p.id = w.person_id and p.username = 'inspector' order by b.code"
        )
        self.beats = [row[0] for row in rows[:count]]
        self.wish = {
            "title": f"井盖普查 {self.id[-6:]}",
            "words": "逐一查看井盖",
            "categories": [BENCH],
            "beats": self.beats,
            "until": (datetime.now(UTC) + timedelta(days=2)).isoformat(),
            "questions": QUESTIONS,
        } | wish

    def begin(self) -> dict[str, Any]:
        found: dict[str, Any] = self.chief.must("PUT", f"/surveys/{self.id}", self.wish)
        return found

    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.chief.must("GET", f"/surveys/{self.id}")
        return found

    def tasks(self) -> list[tuple[Staff, dict[str, Any]]]:
        """Who of the demo's inspectors holds which tasks of this survey."""
        return [
            (staff, task)
            for staff in self.city.crew.of_role("inspector")
            for task in staff.must("GET", "/surveys/tasks")["items"]
            if task["survey_id"] == self.id
        ]

    def put_out(self) -> list[tuple[Staff, dict[str, Any]]]:
        """The tasks, once all of them are somebody's."""
        found: list[tuple[Staff, dict[str, Any]]] = until(
            lambda: len(held := self.tasks()) == len(self.beats) and held, "somebody", seconds=100
        )
        return found


@pytest.fixture
def rounds(city: City) -> Iterator[list[Round]]:
    """Surveys that are taken back at the end, so that nobody keeps their tasks."""
    made: list[Round] = []
    yield made
    for one in made:
        one.chief.ask("POST", f"/surveys/{one.id}/recall")


def begun(city: City, rounds: list[Round], **wish: Any) -> Round:
    made = Round(city, **wish)
    rounds.append(made)
    made.begin()
    return made


def within(task: dict[str, Any]) -> dict[str, Any]:
    """A place in the middle of the task's beat, as a phone says it."""
    ring = task["area"]["coordinates"][0][:-1]
    lon, lat = (sum(corner[axis] for corner in ring) / len(ring) for axis in (0, 1))
    return {"lon": lon, "lat": lat, "datum": "wgs84", "accuracy": 9}


def found(task: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A finding on the spot, unless said otherwise."""
    answers = {"q1": 2, "q2": "破损", "q3": True}
    about = {"answers": answers, "position": within(task), "note": "路口东侧"}
    return about | {"made_at": datetime.now(UTC).isoformat()} | more


def keep(staff: Staff, task: dict[str, Any], body: dict[str, Any], own: Any = None) -> Any:
    path = f"/surveys/tasks/{task['id']}/findings/{own or new_id()}"
    return staff.ask("PUT", path, body, {"Idempotency-Key": str(new_id())})


@contextmanager
def inside(city: City) -> Iterator[db.Session]:
    """A transaction in the city's own database, as a worker has it."""
    engine = db.connect(sqlalchemy_url(city.settings["DATABASE_URL"]))
    with db.transaction() as session:
        yield session
    engine.dispose()


def test_from_setting_up_to_the_sums(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds)
    assert survey.begin()["progress"]["beats"] == 1  # the same again is the same
    [(inspector, task)] = survey.put_out()
    assert (task["title"], task["words"]) == (survey.wish["title"], "逐一查看井盖")
    assert [one["kind"] for one in task["questions"]] == ["count", "condition", "yes_no"]
    assert inspector.person["name"] in task["why"]
    assert survey.now()["beats"][0]["state_words"] == "待接受"
    inspector.must("POST", f"/surveys/tasks/{task['id']}/accept")
    assert survey.now()["beats"][0]["state_words"] == "进行中"

    picture, own = photo(), new_id()
    inspector.upload(picture, survey_task=task["id"])
    body = found(task, photos=[promise(picture)["sha256"]])
    for _ in range(2):
        taken = keep(inspector, task, body, own)
        assert (taken.status, taken.json["counted"]) == (200, True), taken.body
    assert keep(inspector, task, found(task, answers={"q1": 5, "q2": "完好"})).status == 200
    before = inspector.must("GET", "/duty/figures")["month"]
    done = inspector.must("POST", f"/surveys/tasks/{task['id']}/finish", {"note": "走完了"})
    assert done["counted"]
    after = inspector.must("GET", "/duty/figures")["month"]
    assert after["answered"] - before["answered"] == 1
    assert after["on_time"] - before["on_time"] == 1
    assert survey.tasks() == []

    now = survey.now()
    assert (now["progress"]["done"], now["progress"]["findings"]) == (1, 2)
    count, state, way = now["tallies"]
    assert (count["sum"], count["answered"]) == (7, 2)
    assert {one["name"]: one["count"] for one in state["shares"]} == {
        "完好": 1,
        "破损": 1,
        "缺失": 0,
    }
    assert [(one["words"], one["count"]) for one in way["shares"]] == [("是", 1), ("否", 0)]
    assert now["beats"][0]["tallies"][0]["sum"] == 7
    listed = survey.chief.must("GET", f"/surveys/{survey.id}/findings")["items"]
    assert [len(one["photos"]) for one in listed] == [0, 1]
    seen = listed[1]["photos"][0]["id"]
    until(
        lambda: survey.chief.ask("GET", f"/photos/{seen}/thumbnail").status == 200,
        "the photo",
        seconds=60,
    )
    assert city.crew.sign_in("department").ask("GET", f"/photos/{seen}/thumbnail").status == 404


def test_what_does_not_fit_is_refused_with_words(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds)
    [(inspector, task)] = survey.put_out()
    empty = keep(inspector, task, found(task, answers={}))
    assert (empty.status, empty.json["code"]) == (422, "answer_unfit")
    assert "损坏几个" in empty.json["detail"]
    for position in (None, ELSEWHERE):
        away = keep(inspector, task, found(task, position=position))
        assert (away.status, away.json["code"]) == (422, "reason_needed")
    with_a_word = keep(inspector, task, found(task, position=ELSEWHERE, reason="隔着河拍的"))
    assert with_a_word.status == 200
    unknown = keep(inspector, task, found(task, photos=["0" * 64]))
    assert unknown.status == 404
    other = next(one for one in city.crew.of_role("inspector") if one is not inspector)
    assert keep(other, task, found(task)).status == 404
    assert other.ask("POST", f"/surveys/tasks/{task['id']}/finish", {}).status == 404


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"categories": []}, "survey_unfit"),
        ({"categories": ["component-9999"]}, "unknown_category"),
        ({"until": "2026-01-01T00:00:00Z"}, "survey_unfit"),
        ({"questions": [QUESTIONS[0], QUESTIONS[0]]}, "survey_unfit"),
        ({"questions": [QUESTIONS[1] | {"choices": ["完好"]}]}, "survey_unfit"),
        ({"beats": [2147483647]}, "not_found"),
        ({"questions": []}, "invalid"),
    ],
)
def test_a_survey_that_cannot_be_begun(city: City, wish: dict[str, Any], code: str) -> None:
    survey = Round(city, **wish)
    refused = survey.chief.ask("PUT", f"/surveys/{survey.id}", survey.wish)
    assert refused.json["code"] == code, refused.body
    assert survey.chief.ask("GET", f"/surveys/{survey.id}").status == 404


def test_a_finding_becomes_a_report_at_once(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds)
    [(inspector, task)] = survey.put_out()
    picture, report = photo(), new_id()
    about = {
        "channel": "inspector",
        "made_at": datetime.now(UTC).isoformat(),
        "words": f"普查发现井盖破损 {report}",
        "category": BENCH,
        "position": somewhere(city),
        "place_words": "",
        "photos": [promise(picture)],
    }
    sent = inspector.ask("PUT", f"/reports/{report}", about)
    assert sent.status == 201, sent.body
    inspector.upload(picture, report=report)
    body = found(task, photos=[promise(picture)["sha256"]], report=str(report))
    assert keep(inspector, task, body).status == 200
    [one] = survey.chief.must("GET", f"/surveys/{survey.id}/findings")["items"]
    assert (one["report"], len(one["photos"])) == (sent.json["number"], 1)
    [row] = files.cells(survey.chief.ask("GET", f"/surveys/{survey.id}/table?form=csv").body)[1:]
    assert sent.json["number"] in row
    strange = found(task, report=str(new_id()))
    assert keep(inspector, task, strange).status == 404


def test_written_out_as_tables(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds, count=2)
    for inspector, task in survey.put_out():
        assert keep(inspector, task, found(task, note="=1+1")).status == 200
        inspector.must("POST", f"/surveys/tasks/{task['id']}/finish", {})
    path = f"/surveys/{survey.id}/table"
    sheet = survey.chief.ask("GET", path)
    assert sheet.headers["Content-Type"].startswith("application/vnd.openxml")
    heads, *rows = files.cells(sheet.body)
    assert heads[:8] == [
        *("责任网格", "网格编码", "监督员", "时间", "类别"),
        *("损坏几个", "总体状况", "是否影响通行"),
    ]
    assert len(rows) == 2
    assert rows[0][5:9] == ["2", "破损", "是", "=1+1"]
    plain = survey.chief.ask("GET", f"{path}?form=csv")
    assert "'=1+1" in plain.body.decode("utf-8-sig")
    assert city.crew.sign_in("operator").ask("GET", path).status == 403
    assert survey.chief.ask("GET", f"{path}?form=pdf").status == 422


def test_let_lie_it_goes_to_another_and_comes_back_by_hand(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds)
    [(inspector, task)] = survey.put_out()
    ago = datetime.now(UTC) - timedelta(seconds=1)
    city.rows("update survey_tasks set lapse_at = %s where id = %s returning id", ago, task["id"])
    with inside(city) as session:
        assert UUID(task["id"]) in due(session, SurveyTask)
        asking.pass_on(session, UUID(task["id"]))
    [beat] = survey.now()["beats"]
    assert beat["task_id"] != task["id"] or beat["stuck"]
    late = keep(inspector, task, found(task))
    assert late.status == 200
    assert late.json["counted"] == (beat["task_id"] == task["id"])
    path = f"/surveys/tasks/{beat['task_id']}/person"
    department = city.crew.sign_in("department").person["id"]
    assert survey.chief.ask("PUT", path, {"person": department}).status == 404
    staff = city.crew.of_role("inspector")
    other = next(one for one in staff if one.person["name"] != beat["person"])
    survey.chief.must("PUT", path, {"person": other.person["id"]})
    [(now_with, again)] = survey.tasks()
    assert now_with is other
    assert "指定" in again["why"]
    handed = {"done": False, "note": "这片归别人"}
    assert other.ask("POST", f"/surveys/tasks/{again['id']}/finish", {"done": False}).status == 422
    other.must("POST", f"/surveys/tasks/{again['id']}/finish", handed)
    [beat] = survey.now()["beats"]
    assert beat["task_id"] != again["id"]
    assert other.person["name"] != beat["person"]


def test_taken_back_what_was_found_stays(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds)
    [(inspector, task)] = survey.put_out()
    assert keep(inspector, task, found(task)).status == 200
    now = survey.chief.must("POST", f"/surveys/{survey.id}/recall")
    assert (now["progress"]["recalled"], now["progress"]["findings"]) == (1, 1)
    assert now["recalled_at"]
    assert survey.tasks() == []
    late = keep(inspector, task, found(task))
    assert (late.status, late.json["counted"]) == (200, False)
    assert "不计入结果" in late.json["words"]
    assert survey.now()["progress"]["findings"] == 1
    assert not inspector.must("POST", f"/surveys/tasks/{task['id']}/finish", {})["counted"]


def test_nobody_holds_more_than_the_city_allows(city: City, rounds: list[Round]) -> None:
    admin = city.crew.sign_in("administrator")
    [before] = [
        one["value"]
        for one in admin.must("GET", "/duty/settings")["items"]
        if one["name"] == "surveys_at_once"
    ]
    admin.must("PATCH", "/duty/settings", {"values": {"surveys_at_once": 1}})
    try:
        survey = begun(city, rounds, count=4)
        until(lambda: survey.now()["progress"]["open"] >= 1, "somebody", seconds=100)
        held = [staff for staff, _ in survey.tasks()]
        assert len(held) == len(set(map(id, held)))
    finally:
        admin.must("PATCH", "/duty/settings", {"values": {"surveys_at_once": before}})


def test_whoever_is_asked_is_told(city: City, rounds: list[Round]) -> None:
    survey = begun(city, rounds)
    [(inspector, _)] = survey.put_out()
    told = until(
        lambda: [
            one for one in inspector.must("GET", "/notices")["items"][:10] if "普查" in one["words"]
        ],
        "the notice",
        seconds=100,
    )
    assert told[0]["words"] == "您有一个新的普查任务"
    assert survey.chief.must("GET", "/surveys")["items"][0]["id"] == survey.id
