"""A real Chromium: a citizen's phone and an operator's desk, and a place for their pictures."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from deploy.smoke import drawn
from tests.browser.screen import Screen
from tests.house import ROOT, City, folder

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a camera and a microphone, used where a page may
]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
PATIENCE = 30_000  # ms that a part may take to be there, on a machine that is busy with others
IN_THE_CITY = {"longitude": 112.5623, "latitude": 37.8612, "accuracy": 12}

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with a fresh profile."""
    with sync_playwright() as playwright, folder() as place:
        room = {**os.environ, "TMPDIR": str(place)}  # what it leaves lying about goes with it
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=room)
        yield made
        made.close()


@pytest.fixture
def phone(browser: Browser, city: City) -> Iterator[Screen]:
    """A phone of 390 × 844 in the city's centre."""
    yield from phone_of(browser, city.url)


@pytest.fixture
def desk(browser: Browser, city: City) -> Iterator[Screen]:
    """A desk of 1440 × 900."""
    yield from desk_of(browser, city.url)


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo as a camera makes it, on disk for the file chooser."""
    path = tmp_path_factory.mktemp("camera") / "IMG_0001.jpg"
    path.write_bytes(io.BytesIO(drawn()).getvalue())
    return path


def phone_of(browser: Browser, url: str) -> Iterator[Screen]:
    """A phone of 390 × 844 in the city's centre, at one of the city's doors."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="zh-CN",
        reduced_motion="reduce",
        timezone_id="Asia/Shanghai",
        geolocation=IN_THE_CITY,
        permissions=["geolocation", "camera", "microphone"],
        base_url=url,
    )
    yield from _screen(context)


def desk_of(browser: Browser, url: str) -> Iterator[Screen]:
    """A desk of 1440 × 900, at one of the city's doors."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
        reduced_motion="reduce",
        timezone_id="Asia/Shanghai",
        base_url=url,
    )
    yield from _screen(context)


def _screen(context: BrowserContext) -> Iterator[Screen]:
    context.set_default_timeout(PATIENCE)
    screen = Screen(context.new_page(), ROOT / "var" / "screens")
    yield screen
    context.close()
    assert screen.faults == [], "the page threw"
