"""axe finds nothing serious on any page, by day and by night, on the phone and at the desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City

pytestmark = pytest.mark.browser

CITIZEN = ["/", "/mine", "/notices", "/me", "/sign-in"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_citizens_pages(phone: Screen, scheme: str) -> None:
    phone.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found: list[str] = []
    for path in CITIZEN:
        phone.go(path)
        phone.picture(f"{scheme}-citizen-{path.strip('/') or 'home'}")
        found += [f"{path} {one}" for one in phone.complaints()]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk(desk: Screen, city: City, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    desk.sign_in("duty_chief", password(city, "duty_chief"))
    case = city.rows("select id from cases where stage = 'checked' limit 1")[0][0]
    found: list[str] = []
    for name, path in {"lists": "/desk", "case": f"/desk/cases/{case}", "me": "/me"}.items():
        desk.go(path)
        desk.picture(f"{scheme}-desk-{name}")
        found += [f"{path} {one}" for one in desk.complaints()]
    assert found == []


def test_the_inspectors_tasks_in_english(phone: Screen, city: City) -> None:
    phone.sign_in("inspector", password(city, "inspector"))
    phone.go("/me")
    phone.tap("language")
    expect(phone.page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    phone.go("/tasks")
    expect(phone.page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    phone.picture("english-inspector-tasks")
    assert phone.complaints() == []
