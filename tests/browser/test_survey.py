"""A survey in real browsers: set up at the desk, found on a phone without a line, summed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.walk import until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City

pytestmark = pytest.mark.browser
TITLE = "冬季井盖普查"


def own_beat(city: City) -> tuple[str, float, float]:
    """A beat of the demo's inspector: its code, and a place within it."""
    [(code, shape), *_] = city.rows(
        "select b.code, b.shape from areas b join beat_inspectors w on w.beat_id = b.id"
        " join people p on p.id = w.person_id and p.username = 'inspector' order by b.code desc"
    )
    ring = shape["coordinates"][0][:-1]
    lon, lat = (sum(corner[axis] for corner in ring) / len(ring) for axis in (0, 1))
    return code, lon, lat


def test_set_up_found_without_a_line_and_summed(
    city: City, desk: Screen, phone: Screen, photo: Path
) -> None:
    code, lon, lat = own_beat(city)
    desk.sign_in("duty_chief", password(city, "duty_chief"))
    desk.go("/desk/duty?pane=surveys")
    desk.tap("survey-new")
    desk.fill("survey-title", TITLE)
    desk.tap("survey-category")
    desk.fill("category-words", "井盖")
    desk.tap(re.compile(r"^found-component-"))
    desk.tap(f"beat-{code}")
    desk.fill("words-q1", "损坏几个")
    desk.fill("words-q2", "总体状况")
    desk.picture("survey-new")
    desk.tap("survey-begin")
    desk.sees("survey-view", TITLE)
    held = """select p.username, t.id from survey_tasks t join people p on p.id = t.person_id
        join surveys s on s.id = t.survey_id where s.title = %s and t.state = 'open'"""
    [(username, task)] = until(lambda: city.rows(held, TITLE), "somebody", seconds=100)

    phone.page.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 9})
    phone.sign_in(username, password(city, username))
    phone.go("/tasks")
    phone.tap(f"survey-{task}")
    phone.sees("survey-reach", "在网格内")
    phone.page.context.set_offline(True)
    phone.tap("finding-save")
    expect(phone.page.get_by_role("alert")).to_contain_text("损坏几个")
    phone.fill("answer-q1", "3")
    phone.tap("answer-q2-破损")
    phone.choose("case-photo-input", photo)
    phone.picture("survey-finding")
    phone.tap("finding-save")
    phone.sees("survey-finish", "共 1 处")
    phone.tap("survey-finish")
    expect(phone.part(f"survey-{task}")).to_be_hidden()
    phone.picture("survey-on-its-way")
    found = "select count(*) from survey_findings where task_id = %s"
    assert city.rows(found, task) == [(0,)]

    phone.page.context.set_offline(False)
    state = "select state from survey_tasks where id = %s"
    until(lambda: city.rows(state, task) == [("done",)], "the finding", seconds=100)
    assert city.rows(found, task) == [(1,)]
    desk.page.reload()
    desk.sees("survey-progress", "完成 1/1 个网格 · 1 条记录")
    desk.sees("sum-q1", "3")
    desk.sees("finding", "总体状况 破损")
    desk.picture("survey-summed")
    assert desk.complaints() == []
