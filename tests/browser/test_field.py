"""An inspector in the field: dealt with on the spot without a line, many of a kind, a pack."""

import io
import re
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from deploy.smoke import drawn
from deploy.walk import until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City
from tests.stories.journey import MANHOLE, cover

pytestmark = pytest.mark.browser
EDGE = bytes.fromhex("cfd7d5")  # pwa/src/map/style.ts
HANDLED = """select c.stage, count(*) filter (where p.kind = 'after' and p.state <> 'wanted')
    from cases c join reports r on r.id = c.report_id left join photos p on p.case_id = c.id
    where r.words = %s group by 1"""


def at_a_cover(city: City, phone: Screen) -> str:
    """Stand in the inspector's beats, at a manhole cover that somebody owns; its number."""
    [(code, lon, lat)] = city.rows(
        "select k.code, k.at[0], k.at[1] from components k join categories c"
        " on c.id = k.category_id and c.code = %s join areas a on a.id = k.cell_id"
        " join beat_inspectors w on w.beat_id = a.beat_id join people p on p.id = w.person_id"
        " where k.owner_id is not null and p.username = 'inspector' order by k.code desc limit 1",
        MANHOLE,
    )
    phone.page.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 5})
    return str(code)


def a_cover_is_wrong(phone: Screen) -> None:
    """Say what it is about."""
    phone.tap("category-search")
    phone.fill("category-words", "井盖")
    phone.tap(f"found-{MANHOLE}")


def shots(folder: Path, count: int) -> list[Path]:
    """Photos, no two alike."""
    found = [folder / f"IMG_{number}.jpg" for number in range(count)]
    for one in found:
        one.write_bytes(io.BytesIO(drawn()).getvalue())
    return found


def edges_on(phone: Screen, name: str) -> int:
    """How many pixels of a map by day are the edge of a road."""
    with Image.open(io.BytesIO(phone.part(name).screenshot())) as picture:
        return picture.convert("RGB").tobytes().count(EDGE)


def snapped(phone: Screen, view: str) -> None:
    """Through the viewfinder, until there is a photo: Chromium's camera draws the same picture
    again and again, and what a draft has already is not kept twice."""
    for late in (0, 130, 370, 610, 1130, 1710):
        phone.tap(view)
        expect(phone.part("viewfinder")).to_have_attribute("data-stage", "there")
        phone.page.wait_for_timeout(late)
        phone.picture("field-ghost")
        phone.tap("shutter")
        expect(phone.part("viewfinder")).to_be_hidden()
        if view == "after-more":
            return
        with suppress(AssertionError):
            expect(phone.page.get_by_test_id(view)).to_have_count(0, timeout=5_000)
            return
    raise AssertionError(f"no photo for {view}")


def test_dealt_with_on_the_spot_without_a_line(city: City, phone: Screen, tmp_path: Path) -> None:
    code, words = at_a_cover(city, phone), cover()
    phone.sign_in("inspector", password(city, "inspector"))
    phone.go_installed("/tasks")
    phone.tap("to-report")
    a_cover_is_wrong(phone)
    phone.tap(re.compile(r"^field-condition-\d+$"))
    phone.tap("component-pick")
    phone.tap(f"component-{code}")
    phone.sees("component-picked", code)
    phone.page.context.set_offline(True)
    asked = phone.page.get_by_test_id(re.compile(r"^shots-(near|far|reference)$"))
    views = [one.get_attribute("data-testid") or "" for one in asked.all()] or ["shots-more"]
    for view, one in zip(views, shots(tmp_path, len(views)), strict=True):
        phone.choose(view, one)
    expect(phone.page.locator("[data-testid=shots] img")).to_have_count(len(views))
    phone.page.get_by_test_id("handled").check()
    left = phone.page.get_by_test_id(re.compile(r"^after-(near|far|reference)$"))
    if not left.count():
        left = phone.page.get_by_test_id("after-more")
    for view in [one.get_attribute("data-testid") or "" for one in left.all()]:
        snapped(phone, view)
    phone.tap("voice-start")
    phone.sees("voice-stop", re.compile("[1-9]"))
    phone.tap("voice-stop")
    phone.sees("voice")
    phone.fill("words", words)
    phone.picture("field-report")
    assert phone.complaints() == []
    expect(phone.part("field-send")).to_be_enabled(timeout=30_000)
    phone.tap("field-send")
    expect(phone.part("delivery")).to_have_attribute("data-state", "waiting")
    phone.page.context.set_offline(False)
    sent = until(lambda: city.rows(HANDLED, words), "the case", seconds=100)
    until(lambda: city.rows(HANDLED, words)[0][0] == "checked", f"handled: {sent}", seconds=100)
    assert city.rows(HANDLED, words)[0][1] >= 1
    told = """select k.code, count(*) filter (where p.medium = 'voice' or p.state = 'received')
        from reports r join components k on k.id = r.component_id
        join photos p on p.report_id = r.id where r.words = %s group by 1"""
    assert city.rows(told, words)[0][0] == code


def test_many_of_a_kind_are_reports_of_their_own(city: City, phone: Screen, tmp_path: Path) -> None:
    at_a_cover(city, phone)
    phone.sign_in("inspector", password(city, "inspector"))
    before = city.rows("select count(*) from reports where channel = 'inspector'")[0][0]
    phone.go("/tasks/burst")
    a_cover_is_wrong(phone)
    phone.page.get_by_test_id("burst-count").wait_for()
    for one in shots(tmp_path, 5):
        phone.choose("burst-input", one)
    phone.sees("burst-count", "已拍 5 张")
    phone.sees("burst-count", "5 件已进发送队列")
    phone.picture("field-burst")
    assert phone.complaints() == []
    count = "select count(*) from reports where channel = 'inspector'"
    until(lambda: city.rows(count)[0][0] >= before + 5, "five reports", seconds=100)


def test_a_pack_draws_the_map_and_names_the_components_without_a_line(
    city: City, phone: Screen
) -> None:
    at_a_cover(city, phone)
    phone.sign_in("inspector", password(city, "inspector"))
    phone.go_installed("/tasks/pack")
    phone.tap("pack-update")
    expect(phone.part("pack-kept")).to_be_visible(timeout=120_000)
    phone.picture("pack")
    assert phone.complaints() == []
    phone.tap("pack-update")
    expect(phone.part("pack-changed")).to_contain_text("0 项", timeout=120_000)
    kept = "caches.open('xunjie-pack').then((shelf) => shelf.keys()).then((all) => all.length)"
    assert phone.page.evaluate(kept) > 20
    phone.go("/tasks/report")
    a_cover_is_wrong(phone)
    phone.page.context.set_offline(True)
    phone.tap("component-pick")
    expect(phone.part("component-map")).to_have_attribute("data-stage", "there")
    until(lambda: edges_on(phone, "component-map") > 200, "roads out of the pack")
    phone.picture("pack-map-offline")
    phone.tap(re.compile(r"^component-\d{16}$"))
    phone.sees("component-picked", "权属")
