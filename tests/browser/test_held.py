"""What a content check doubts stands on its case's page, and an operator decides there."""

import pytest
from playwright.sync_api import expect

from deploy.walk import new_id
from tests.browser.screen import Screen
from tests.house import City
from tests.stories.journey import Journey

pytestmark = pytest.mark.browser
DOUBT = (
    "insert into content_checks (id, report_id, subject, tries, told_at, verdict, label)"
    " values (%s, %s, 'words', 1, now(), 'risky', 20006) returning 1"
)
DECIDED = "select is_fit from content_checks where id = %s"


def test_an_operator_decides_on_the_page_of_the_case(
    desk: Screen, phone: Screen, city: City
) -> None:
    road = Journey(city)
    check = new_id()
    city.rows(DOUBT, check, road.id)
    keeper = next(one for one in city.accounts if one["role"] == "operator")
    for name, screen in (("phone-held", phone), ("desk-held", desk)):
        screen.sign_in(keeper["username"], keeper["password"])
        screen.go(f"/desk/cases/{road.case_id}")
        expect(screen.part("held")).to_contain_text("违法犯罪")
        screen.part("held").scroll_into_view_if_needed()
        screen.picture(name)
        assert screen.complaints() == []
    desk.tap("unfit")
    expect(desk.part("decided")).to_have_text("已记为不公开")
    expect(desk.page.get_by_test_id("unfit")).to_have_count(0)
    assert city.rows(DECIDED, check) == [(False,)]
    desk.picture("desk-held-decided")
