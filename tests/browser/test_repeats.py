"""What comes back: the page shows what was counted, for the time that was asked, at every width."""

from typing import Any

import pytest
from playwright.sync_api import Response, expect

from deploy.walk import until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.duplicates.neighbours import shifted, telling
from tests.duplicates.test_stories import WALKED
from tests.house import City
from tests.stories.journey import Journey

pytestmark = pytest.mark.browser


def _comes_back(city: City, words: str) -> None:
    lon, lat = city.rows(WALKED)[0]  # where somebody checks who can be asked
    at = {"lon": lon, "lat": lat, "datum": "wgs84", "accuracy": 8}
    Journey(city, category="component-0101", position=at, words=words).closed()
    back = telling(city, shifted(at, 8), words, category="component-0101")
    until(lambda: back.case()["repeats"], "the link to the earlier one", seconds=100)


@pytest.fixture(scope="module", autouse=True)
def _returns(city: City) -> None:
    """Two problems that came back, so that there is a list."""
    _comes_back(city, "路口的上水井盖碎了")
    _comes_back(city, "店门前的上水井盖裂开了")


def _is_shown(screen: Screen, told: dict[str, Any]) -> None:
    whole = told["whole"]
    assert len(told["latest"]) > 1
    sums = screen.part("sums").locator("dd")
    expect(sums.nth(0)).to_have_text(str(whole["closed"]))
    expect(sums.nth(1)).to_have_text(str(whole["back"]))
    rows = screen.page.get_by_test_id("back")
    expect(rows).to_have_count(len(told["latest"]))
    for row, each in zip(rows.all(), told["latest"], strict=True):
        expect(row).to_contain_text(each["earlier"]["number"])


def _is_answer(answer: Response) -> bool:
    return "/cases/repeats" in answer.url and answer.request.method == "GET"


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_it_shows_what_was_counted(city: City, phone: Screen, desk: Screen, width: str) -> None:
    screen = {"phone": phone, "desk": desk}[width]
    screen.sign_in("leader", password(city, "leader"))
    with screen.page.expect_response(_is_answer) as first:
        screen.go("/desk/repeats")
    _is_shown(screen, first.value.json())
    with screen.page.expect_response(_is_answer) as longer:
        screen.tap("days-365")
    _is_shown(screen, longer.value.json())
    expect(screen.part("days-365")).to_have_attribute("aria-pressed", "true")
    assert longer.value.json()["whole"]["closed"] >= first.value.json()["whole"]["closed"]
    screen.picture(f"repeats-{width}")
    assert screen.complaints() == []
    assert screen.faults == []
