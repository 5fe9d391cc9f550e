"""The place picker in a real browser: the map is dragged, the report stands where the pin stood."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import IN_THE_CITY
from tests.browser.screen import Screen
from tests.browser.test_journey import number_on
from tests.house import City

pytestmark = pytest.mark.browser
TILE = re.compile(r"/api/v1/tiles/(roads|places)/\d+/\d+/\d+\.mvt$")
AT = "select position[0], position[1], accuracy, place_words from reports where number = %s"


def opened(phone: Screen) -> None:
    """The picker, with the place under the pin told in words."""
    phone.tap("open-map")
    expect(phone.part("map")).to_have_attribute("data-stage", "there")
    expect(phone.part("map-words")).to_contain_text(re.compile(r"路|街|巷"))
    phone.page.wait_for_load_state("networkidle")


def dragged(page: Page, right: int, down: int) -> None:
    """The map, by a finger's way in pixels from its middle."""
    box = page.get_by_test_id("map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=8)
    page.wait_for_timeout(200)  # a finger that rests throws nothing
    page.mouse.up()


def test_the_report_stands_where_the_map_was_dragged_to(phone: Screen, city: City) -> None:
    asked: list[str] = []
    phone.page.context.on("request", lambda request: asked.append(request.url))
    phone.go("/")
    assert not [url for url in asked if "maplibre" in url]
    phone.page.get_by_text("定位", exact=True).first.click()
    expect(phone.page.get_by_text("误差约 12 米")).to_be_visible()
    opened(phone)
    phone.picture("phone-map")
    dragged(phone.page, -120, 80)
    told = phone.part("map-words")
    expect(told).to_contain_text(re.compile(r"路|街|巷"))
    phone.page.wait_for_load_state("networkidle")
    words = told.locator("strong").inner_text()
    phone.picture("phone-map-dragged")
    phone.tap("map-confirm")
    expect(phone.part("place-words")).to_have_value(words)
    phone.fill("words", "地图上选的地点")
    phone.send()
    lon, lat, accuracy, place = city.rows(AT, number_on(phone))[0]
    metre = 1 / 111_320
    assert 40 * metre < lon - IN_THE_CITY["longitude"] < 130 * metre  # to the right: eastwards
    assert 20 * metre < lat - IN_THE_CITY["latitude"] < 90 * metre  # downwards: to the north
    assert 5 <= accuracy <= 20
    assert place == words
    assert [url for url in asked if TILE.search(url)]
    own = (city.url, "blob:", "data:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_what_was_picked_stays_when_a_photo_finds_the_phone(
    phone: Screen, city: City, photo: Path
) -> None:
    phone.go("/")
    opened(phone)
    phone.tap("map-confirm")
    phone.choose("photo-input", photo)
    expect(phone.page.get_by_text("误差约 1")).to_be_visible()
    phone.send()
    _, _, accuracy, _ = city.rows(AT, number_on(phone))[0]
    assert accuracy > 100  # of the whole city's view, not the phone's 12 m


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_serves_keys_and_readers_by_day_and_night(phone: Screen, scheme: str) -> None:
    phone.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    phone.go("/")
    opened(phone)
    phone.part("map").focus()
    for key in ["+", "+", "+", "ArrowRight", "Shift+ArrowDown"]:
        phone.page.keyboard.press(key)
        phone.page.wait_for_timeout(300)
    expect(phone.part("map-words")).to_contain_text(re.compile(r"路|街|巷"))
    phone.page.wait_for_load_state("networkidle")
    phone.picture(f"{scheme}-phone-map-keys")
    assert phone.complaints() == []
    phone.page.keyboard.press("Escape")
    expect(phone.part("open-map")).to_be_focused()


def test_without_a_network_it_says_so_and_words_still_do(phone: Screen) -> None:
    phone.go_installed("/")
    phone.page.context.set_offline(True)
    phone.tap("open-map")
    phone.sees("map-instead", "没有网络")
    phone.picture("phone-map-offline")
    phone.page.get_by_role("button", name="回去写地点").click()
    phone.fill("place-words", "并州北路38号门前")
    phone.page.context.set_offline(False)
