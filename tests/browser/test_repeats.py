"""What comes back: the page shows what was counted, for the time that was asked, at every width."""

from typing import Any

import pytest
from playwright.sync_api import Response, expect

from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City

pytestmark = pytest.mark.browser


def _is_shown(screen: Screen, told: dict[str, Any]) -> None:
    whole = told["whole"]
    sums = screen.part("sums").locator("dd")
    expect(sums.nth(0)).to_have_text(str(whole["closed"]))
    expect(sums.nth(1)).to_have_text(str(whole["back"]))
    expect(screen.part("back")).to_have_count(len(told["latest"]))
    for row, each in zip(screen.part("back").all(), told["latest"], strict=True):
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
