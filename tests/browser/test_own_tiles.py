"""A city's own tile source lies under the map, by its key, and nothing else from outside does."""

import io
from math import asinh, pi, radians, tan

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.conftest import IN_THE_CITY, phone_of
from tests.browser.tileserver import COLOUR, serving
from tests.house import City, another_web

pytestmark = pytest.mark.browser


def test_the_map_is_drawn_from_the_citys_own_tiles(browser: Browser, city: City) -> None:
    asked: list[str] = []
    with (
        serving() as source,
        another_web(city, TILES_URL=source.url, TILES_ATTRIBUTION="© 本市测绘院") as web,
    ):
        web.wait_ready()
        for phone in phone_of(browser, web.url):
            phone.page.context.on("request", lambda request: asked.append(request.url))
            phone.go("/")
            phone.page.get_by_text("定位", exact=True).first.click()
            expect(phone.page.get_by_text("误差约 12 米")).to_be_visible()
            phone.tap("open-map")
            expect(phone.part("map")).to_have_attribute("data-stage", "there")
            phone.page.wait_for_load_state("networkidle")
            expect(phone.page.get_by_text("© 本市测绘院")).to_be_visible()
            phone.page.wait_for_timeout(500)
            phone.picture("phone-map-own-tiles")
            box = phone.part("map").bounding_box()
            assert box
            seen = Image.open(io.BytesIO(phone.part("map").screenshot())).convert("RGB")
            pixels = seen.resize((64, 64)).getdata()
            alike = sum(
                all(abs(a - b) < 40 for a, b in zip(p, COLOUR, strict=True)) for p in pixels
            )
            assert alike > len(pixels) * 0.5
        around = {(z, x >> 1, y >> 1) for z, x, y in source.asked}
    zoom = max(z for z, _, _ in around)
    lon, lat = IN_THE_CITY["longitude"], IN_THE_CITY["latitude"]
    x = (lon + 180) / 360 * 2**zoom
    y = (1 - asinh(tan(radians(lat))) / pi) / 2 * 2**zoom
    assert (zoom, int(x) >> 1, int(y) >> 1) in around
    origins = (web.url, source.url.split("/{")[0], "blob:", "data:")
    assert [url for url in asked if not url.startswith(origins)] == []


def _is_theirs(pixel: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, COLOUR, strict=True))
