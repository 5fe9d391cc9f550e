"""The desk 8612319 and the opinion page, as an operator sees them."""

import re

import pytest
from playwright.sync_api import expect

from deploy.walk import new_id
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City

pytestmark = pytest.mark.browser


def test_a_call_is_taken_down_without_a_mouse(desk: Screen, city: City) -> None:
    phone, said = f"137{str(new_id().int)[-8:]}", f"门口的井盖破损了{new_id().int}"
    desk.sign_in("operator", password(city, "operator"))
    desk.go("/desk/calls")
    desk.part("phone").fill(phone)
    desk.part("phone").press("Enter")
    desk.sees("who", "第一次来电")
    desk.part("words").fill(said)
    desk.sees("choice-1", re.compile("井盖"))
    desk.part("words").press("Alt+1")
    expect(desk.part("choice-1")).to_have_attribute("aria-pressed", "true")
    desk.picture("desk-seat")
    assert desk.complaints() == []
    desk.part("words").press("Control+Enter")
    desk.sees("saved", re.compile(r"已保存 \d{8}-\d{5}"))
    expect(desk.part("phone")).to_be_focused()
    kept = city.rows("select channel, category_id is not null from reports where words = %s", said)
    assert kept == [("desk", True)]
    assert desk.faults == []


def test_opinion_on_a_phone(phone: Screen, city: City) -> None:
    phone.sign_in("duty_chief", password(city, "duty_chief"))
    phone.go("/desk/opinion")
    phone.page.get_by_role("heading", name="日报").wait_for()
    phone.picture("phone-opinion")
    assert phone.complaints() == []
    assert phone.faults == []
