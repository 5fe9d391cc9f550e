"""The desk keeps the city's names: found, added on the map, mended, withdrawn, taken back."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.screen import Screen
from tests.house import City

pytestmark = pytest.mark.browser
NAME = "听雨轩茶楼"


def row(desk: Screen, name: str) -> Locator:
    return desk.page.get_by_test_id("name-row").filter(has_text=name)


def test_a_name_is_added_on_the_map_mended_withdrawn_and_taken_back(
    desk: Screen, city: City
) -> None:
    keeper = next(one for one in city.accounts if one["role"] == "administrator")
    desk.sign_in(keeper["username"], keeper["password"])
    desk.go("/me")
    desk.tap("to-names")
    expect(desk.page.get_by_test_id("name-row").first).to_be_visible()
    desk.picture("desk-names")

    desk.tap("name-add")
    desk.fill("form-name", NAME)
    desk.fill("form-aliases", "听雨轩、雨轩茶馆")
    desk.tap("form-map")
    expect(desk.part("map")).to_have_attribute("data-stage", "there")
    expect(desk.part("map-words")).to_contain_text(re.compile(r"路|街|巷"))
    desk.tap("map-confirm")
    desk.sees("form-position", "已选")
    desk.picture("desk-name-form")
    assert desk.complaints() == []
    desk.tap("form-save")
    expect(row(desk, NAME)).to_contain_text("又名 听雨轩、雨轩茶馆")

    row(desk, NAME).get_by_test_id("name-edit").click()
    desk.fill("form-name", f"{NAME}新店")
    desk.tap("form-save")
    expect(row(desk, f"{NAME}新店")).to_be_visible()
    desk.fill("name-find", "听雨轩")
    expect(desk.page.get_by_test_id("name-row")).to_have_count(1)
    expect(row(desk, f"{NAME}新店")).to_be_visible()

    desk.page.on("dialog", lambda dialog: dialog.accept())
    row(desk, NAME).get_by_test_id("name-drop").click()
    expect(row(desk, NAME)).to_have_count(0)
    desk.tap("name-undo")
    expect(row(desk, NAME)).to_be_visible()
    desk.picture("desk-names-found")
    rows = "select count(*) from landmarks where name like %s and until_id is null"
    assert city.rows(rows, f"{NAME}%") == [(1,)]


def test_names_fit_a_phone(phone: Screen, city: City) -> None:
    keeper = next(one for one in city.accounts if one["role"] == "operator")
    phone.sign_in(keeper["username"], keeper["password"])
    phone.go("/me?names")
    expect(phone.page.get_by_test_id("name-row").first).to_be_visible()
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    expect(phone.page.get_by_test_id("name-undo")).to_have_count(0)  # an administrator's
    phone.picture("phone-names")
    assert phone.complaints() == []
