"""At the desk: who is to look at a case is chosen by name, with what is known of each."""

import re

import pytest
from playwright.sync_api import expect

from deploy.walk import until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City
from tests.stories.journey import Journey

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_named_inspector_is_asked_to_verify(city: City, desk: Screen) -> None:
    road = Journey(city)
    operator = city.crew.sign_in("operator")
    operator.act(road.case_id, "accept")
    known = operator.must("GET", f"/tasks/candidates/{road.case_id}?kind=verify")
    able = [one for one in known["items"] if not (one["on_leave"] or one["is_full"])]
    named = next(one for one in able if one["id"] != known["chosen"])
    desk.sign_in("operator", password(city, "operator"))
    desk.go(f"/desk/cases/{road.case_id}")
    more = desk.part("more-actions")
    desk.page.get_by_test_id("action-send_verify").or_(more).first.wait_for()
    if not desk.part("action-send_verify").is_visible():
        more.click()
    desk.tap("action-send_verify")
    desk.sees("person-nobody", known["why"])
    if desk.part("person-words").is_visible():
        desk.fill("person-words", named["name"])
    desk.sees(f"person-{named['id']}", re.compile(r"手上 \d+ 件"))
    desk.tap(f"person-{named['id']}")
    desk.picture("desk-named")
    assert desk.complaints() == []
    desk.tap("confirm")
    expect(desk.part("stage")).to_have_attribute("data-stage", "verifying")
    asked = "select person_id, state from tasks where case_id = %s"
    until(lambda: city.rows(asked, road.case_id) == [(named["id"], "open")], "the task")
