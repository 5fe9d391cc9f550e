"""Before sending: somebody was first, and the phone asks; both answers, and a line that is slow."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.walk import new_id, until
from tests.browser.conftest import IN_THE_CITY
from tests.browser.screen import Screen
from tests.duplicates.neighbours import COVER, quarter, telling
from tests.house import City

pytestmark = pytest.mark.browser
GONE = "人行道上的污水井盖丢了，晚上很危险"


def standing_at(city: City, phone: Screen) -> str:
    """The id of a case that somebody else opened, and the phone stands beside it."""
    at = quarter(city)
    first = telling(city, at, GONE)
    case_id = first.case_id
    until(
        lambda: city.rows("select 1 from cases where id = %s and keys is not null", case_id),
        "the look",
        seconds=100,
    )
    there = {"longitude": at["lon"], "latitude": at["lat"]}
    phone.page.context.set_geolocation({**IN_THE_CITY, **there})
    return case_id


def write(phone: Screen, photo: Path, words: str) -> None:
    """All but the pressing of send, with the position found."""
    phone.go("/")
    phone.choose("photo-input", photo)
    expect(phone.page.get_by_text(re.compile("误差约"))).to_be_visible()
    phone.tap("category-search")
    phone.fill("category-words", "污水井盖")
    phone.tap(f"found-{COVER}")
    phone.fill("words", words)


def report(city: City, words: str) -> tuple[str, str | None]:
    """The report that arrived with these words: its id, and what it follows."""
    query = "select id, follows_id from reports where words = %s"
    ((found, follows),) = until(lambda: city.rows(query, words), "the report")
    return str(found), follows and str(follows)


def test_the_same_is_followed_and_let_go(city: City, phone: Screen, photo: Path) -> None:
    case_id = standing_at(city, phone)
    words = f"这里的污水井盖不见了 {new_id()}"
    write(phone, photo, words)
    phone.tap("send")
    phone.sees("same-sheet")
    phone.picture("citizen-same")
    assert phone.complaints() == []
    phone.tap("follow")
    phone.sees("delivery")
    found, follows = report(city, words)
    assert follows == case_id
    stands = "select 1 from reports where id = %s and case_id = %s"
    until(lambda: city.rows(stands, found, case_id), "the join", seconds=100)

    phone.go("/mine")
    phone.tap("to-followed")
    phone.sees(re.compile("^followed-"), "2 人反映")
    phone.picture("citizen-followed")
    assert phone.complaints() == []
    phone.tap("unfollow")
    expect(phone.part("unfollow")).to_have_attribute("aria-pressed", "true")
    let_go = "select 1 from reports where id = %s and unfollowed_at is not null"
    assert city.rows(let_go, found)
    phone.tap("unfollow")
    expect(phone.part("unfollow")).to_have_attribute("aria-pressed", "false")
    assert not city.rows(let_go, found)


def test_another_one_is_sent_as_usual(city: City, phone: Screen, photo: Path) -> None:
    standing_at(city, phone)
    words = f"旁边另一个污水井盖也丢了 {new_id()}"
    write(phone, photo, words)
    phone.tap("send")
    phone.sees("same-sheet")
    phone.tap("not-the-same")
    phone.sees("delivery")
    assert report(city, words)[1] is None


def test_no_answer_in_time_holds_nobody_up(city: City, phone: Screen, photo: Path) -> None:
    standing_at(city, phone)
    words = f"等不及回答的井盖 {new_id()}"
    write(phone, photo, words)
    phone.page.route("**/api/v1/reports/alike?**", lambda _never_answered: None)
    phone.tap("send")
    phone.sees("delivery")
    expect(phone.page.get_by_test_id("same-sheet")).to_have_count(0)
    assert report(city, words)[1] is None
