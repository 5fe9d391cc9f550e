"""What anybody may see from a phone: what is near, a link to it; an elder's three ways."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, Route, expect

from tests.browser.conftest import phone_of
from tests.browser.screen import Screen
from tests.house import City

pytestmark = pytest.mark.browser


def test_a_case_nearby_is_found_shared_and_opened_by_a_stranger(
    browser: Browser, city: City, phone: Screen
) -> None:
    asked: list[Request] = []
    phone.page.on("request", lambda one: asked.append(one) if "/public/" in one.url else None)
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write", "geolocation"])
    phone.go("/mine")
    phone.tap("to-nearby")
    phone.sees("nearby")
    expect(phone.part("nearby-map")).to_have_attribute("data-stage", "there")
    phone.picture("citizen-nearby")
    phone.tap(re.compile("^public-"))
    what = phone.part("shared").get_by_role("heading").inner_text()
    phone.tap("share")
    expect(phone.page.locator(".van-toast")).to_be_visible()
    link = phone.page.evaluate("navigator.clipboard.readText()")
    assert link == phone.page.url
    assert asked
    assert not any("authorization" in one.headers or "cookie" in one.headers for one in asked)
    for stranger in phone_of(browser, city.url):
        stranger.go(link)
        stranger.sees("shared", what)
        stranger.picture("shared")


def test_an_elder_is_asked_one_thing_at_a_time(phone: Screen, photo: Path) -> None:
    phone.go("/sign-in")
    kept = json.dumps({"sight": "auto", "isElder": True})
    phone.page.evaluate("look => localStorage.setItem('xunjie.look', look)", kept)
    phone.go("/")
    phone.sees("elder-home")
    assert phone.page.locator(".home > *").count() == 3
    expect(phone.part("elder-call")).to_have_attribute("href", "tel:12345")
    phone.choose("photo-input", photo)
    expect(phone.part("send")).to_be_enabled()
    phone.picture("elder-photo")
    phone.go("/")
    expect(phone.page.locator(".tile img")).to_be_visible()


def test_all_that_a_finger_reaches_the_keys_reach_too(phone: Screen) -> None:
    for path in ("/me", "/privacy", "/mine", "/nearby", "/"):
        phone.go(path)
        assert path != "/" or phone.page.locator("summary").is_visible()
        assert phone.beyond_keys() == [], path


def test_what_is_kept_is_told_in_one_screen(phone: Screen) -> None:
    phone.go("/me")
    phone.tap("to-privacy")
    phone.sees("keeping", re.compile("5 年.*3 年.*1 年"))
    last = phone.page.locator("[data-testid=privacy] nav").bounding_box()
    bar = phone.page.locator("body > #app > nav").bounding_box()
    assert last
    assert bar
    assert last["y"] + last["height"] <= bar["y"], "more than one screen"


def test_an_app_that_is_too_old_is_told_so_and_loses_nothing(city: City, phone: Screen) -> None:
    assert city.citizen().ask("GET", "/public/keeping").headers["Oldest-App"] == "1"

    def newer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "Oldest-App": "99"})

    phone.page.route("**/api/v1/**", newer)
    phone.go_installed("/")
    phone.fill("words", "写了一半就要更新")
    phone.sees("outdated")
    phone.picture("outdated")
    with phone.page.expect_navigation():
        phone.tap("update")
    expect(phone.part("words")).to_have_value("写了一半就要更新")
    phone.page.unroute_all(behavior="ignoreErrors")
