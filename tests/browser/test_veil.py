"""A place in a photo is veiled by hand, by mouse at the desk and by finger, and unveiled."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.house import City
from tests.photos.shots import shot
from tests.stories.journey import Journey

pytestmark = pytest.mark.browser
HELD = (
    "select count(*) from photo_boxes where photo_id = %s and kind = 'hand' and removed_at is null"
)
SOON = 60_000  # ms: the veiled version is made by a worker


@pytest.fixture(scope="module")
def road(city: City) -> Journey:
    road = Journey(city, [shot()])
    road.with_photos_ready()
    return road


def opened(screen: Screen, city: City, road: Journey) -> None:
    keeper = next(one for one in city.accounts if one["role"] == "operator")
    screen.sign_in(keeper["username"], keeper["password"])
    screen.go(f"/desk/cases/{road.case_id}")
    screen.page.get_by_role("button", name="第 1 张照片").first.click()
    screen.tap("veil")
    expect(screen.part("veil-frame").locator("img")).to_be_visible()
    screen.page.wait_for_load_state("networkidle")


def held(city: City, road: Journey) -> int:
    ((count,),) = city.rows(HELD, road.case()["photos"][0]["id"])
    return int(count)  # type: ignore[call-overload]


def test_a_box_is_drawn_by_mouse_and_lifted(desk: Screen, city: City, road: Journey) -> None:
    opened(desk, city, road)
    box = desk.box("veil-frame")
    desk.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3, steps=5)
    desk.page.mouse.up()
    expect(desk.page.get_by_test_id("veil-box")).to_have_count(1, timeout=SOON)
    desk.picture("desk-veil")
    ((left, top, right, bottom),) = city.rows(
        'select "left", top, "right", bottom from photo_boxes where photo_id = %s',
        road.case()["photos"][0]["id"],
    )
    assert [left, top, right, bottom] == pytest.approx([0.3, 0.3, 0.6, 0.6], abs=0.01)
    assert desk.complaints() == []
    desk.tap("veil-box")
    desk.tap("veil-lift")
    expect(desk.page.get_by_test_id("veil-box")).to_have_count(0, timeout=SOON)
    desk.page.get_by_text("遮挡记录").click()
    expect(desk.part("veil-past")).to_contain_text("取消")
    assert held(city, road) == 0


def test_a_finger_draws_one_too(phone: Screen, city: City, road: Journey) -> None:
    opened(phone, city, road)
    box = phone.box("veil-frame")
    touch = phone.page.context.new_cdp_session(phone.page)
    x, y = box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.2
    point = {"x": x, "y": y}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    for step in range(1, 6):
        moved = {"x": x + step * 20, "y": y + step * 15}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(phone.page.get_by_test_id("veil-box")).to_have_count(1, timeout=SOON)
    phone.picture("phone-veil")
    assert held(city, road) == 1
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
