"""The desk's proposal: read, taken with one tap; what is hidden, shown; and the figures."""

import pytest
from playwright.sync_api import expect

from deploy.walk import until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City
from tests.stories.journey import Journey

pytestmark = pytest.mark.browser
DARK = "巷子里的路灯不亮快一个星期了，太气人了没人管，联系人王建国，电话13800001234"
GAS = "单元门口有很浓的煤气味，闻着头晕"
WAGES = "工地拖欠我们工资，老板跑了"


def test_an_operator_reads_the_proposal_and_files_with_one_tap(
    city: City, phone: Screen, desk: Screen
) -> None:
    road = Journey(city, words=DARK, category=None)
    case = f"/desk/cases/{road.case_id}"
    for screen, name in ((phone, "phone"), (desk, "desk")):
        screen.sign_in("operator", password(city, "operator"))
        screen.go(case)
        screen.sees("proposal", "路灯")
        expect(screen.page.get_by_text("13800001234")).to_have_count(0)
        screen.picture(f"triage-proposal-{name}")
        assert screen.complaints() == []
    desk.tap("show-whole")
    desk.sees("whole-words", "13800001234")
    phone.tap("file-component-0137")
    phone.sees("stage", "已立案")
    assert phone.faults + desk.faults == []


def test_what_is_urgent_and_what_is_for_others_is_plain_to_see(city: City, desk: Screen) -> None:
    gas = Journey(city, words=GAS, category=None)
    wages = Journey(city, words=WAGES, category=None)
    desk.sign_in("operator", password(city, "operator"))
    desk.go(f"/desk/cases/{gas.case_id}")
    desk.sees("proposal", "燃气泄漏")
    desk.picture("triage-urgent-desk")
    desk.go(f"/desk/cases/{wages.case_id}")
    desk.sees("proposal", "劳动")
    desk.picture("triage-elsewhere-desk")
    desk.tap("send-elsewhere")
    desk.sees("stage", "不予立案")
    assert desk.faults == []


def test_figures_are_shown_to_staff_in_both_languages(
    city: City, phone: Screen, desk: Screen
) -> None:
    road = Journey(city)
    road.filed()
    kept = "select 1 from triage_labels where case_id = %s"
    until(lambda: city.rows(kept, road.case_id), "the label", seconds=100)
    for screen, name in ((phone, "phone"), (desk, "desk")):
        screen.sign_in("duty_chief", password(city, "duty_chief"))
        screen.go("/desk/triage")
        expect(screen.page.get_by_text("准确率").first).to_be_visible()
        screen.picture(f"triage-figures-{name}")
        assert screen.complaints() == []
    with desk.page.expect_response(lambda answer: "figures?code=" in answer.url) as answer:
        desk.part("figures-of").select_option(index=1)
    rows = desk.part("figures-months").locator("tbody tr")
    expect(rows).to_have_count(len(answer.value.json()["months"]))
    desk.picture("triage-figures-of")
    desk.page.evaluate("localStorage.setItem('xunjie.language', 'en')")
    desk.go("/desk/triage")
    expect(desk.page.get_by_text("Precision").first).to_be_visible()
    desk.picture("triage-figures-desk-en")
    assert desk.faults == []
