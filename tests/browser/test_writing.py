"""What was read in a photo stands in it at the desk: boxes with their words, beside the plates."""

import pytest
from PIL import ImageDraw
from playwright.sync_api import expect

from deploy.walk import until
from media.lettering import font
from tests.browser.screen import Screen
from tests.house import City
from tests.media.plates import parked
from tests.photos.test_seen import like_no_other
from tests.stories.journey import Journey

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SOON = 60_000  # ms: the models read in a worker


@pytest.fixture(scope="module")
def road(city: City) -> Journey:
    picture = parked("晋A·24680")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((180, 20, 620, 100), fill="#0b4ea2", outline="white", width=4)
    draw.text((400, 58), "并州北路", "white", font(52), anchor="mm")
    road = Journey(city, [like_no_other(picture)])
    road.with_photos_veiled()
    until(lambda: road.case()["photos"][0]["writing"], "the reading", seconds=200)
    return road


@pytest.mark.parametrize("tongue", ["zh-CN", "en"])
def test_the_desk_sees_what_was_read_and_where(
    desk: Screen, city: City, road: Journey, tongue: str
) -> None:
    keeper = next(one for one in city.accounts if one["role"] == "operator")
    desk.page.add_init_script(f"localStorage.setItem('xunjie.language', '{tongue}')")
    desk.sign_in(keeper["username"], keeper["password"])
    desk.go(f"/desk/cases/{road.case_id}")
    first = "第 1 张照片" if tongue == "zh-CN" else "Photo 1"
    desk.page.get_by_role("button", name=first).first.click()
    desk.tap("veil")
    sign = desk.page.get_by_test_id("writing-box").filter(has_text="并州北路")
    expect(sign).to_be_visible(timeout=SOON)
    expect(
        desk.page.get_by_text("识别出的文字" if tongue == "zh-CN" else "Words read")
    ).to_be_visible()
    _stands_on(desk, sign, (0.225, 0.03, 0.775, 0.17))
    expect(desk.page.locator("[data-testid=veil-box].plate")).to_have_count(1)
    desk.page.get_by_test_id("writing-line").filter(has_text="并州北路").click()
    desk.picture(f"desk-writing-{tongue}")
    assert desk.complaints() == []
    desk.tap("veil-public")
    expect(sign).to_have_count(0)


def _stands_on(desk: Screen, box: object, sides: tuple[float, float, float, float]) -> None:
    """The box lies on the sign that was drawn, in shares of the photo."""
    frame, found = desk.part("veil-frame").bounding_box(), box.bounding_box()  # type: ignore[attr-defined]
    assert frame
    left = (found["x"] - frame["x"]) / frame["width"]
    top = (found["y"] - frame["y"]) / frame["height"]
    right, bottom = left + found["width"] / frame["width"], top + found["height"] / frame["height"]
    assert sides[0] - 0.02 < left < right < sides[2] + 0.02
    assert sides[1] - 0.02 < top < bottom < sides[3] + 0.02
