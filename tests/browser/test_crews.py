"""A department's phones: the chief gives a job to one of the crew, who does it without a line."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from deploy.smoke import drawn
from deploy.walk import until
from tests.browser.screen import Screen
from tests.browser.test_journey import on_phone, password
from tests.house import City
from tests.stories.jobs import in_hand
from tests.stories.journey import photo as taken

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
KEPT = """id => new Promise(done => {
    const asked = indexedDB.open('xunjie')
    asked.onsuccess = () => {
        const found = asked.result.transaction('keys').objectStore('keys').get('shelf.case.' + id)
        found.onsuccess = () => { asked.result.close(); done(found.result !== undefined) }
    }
})"""


def test_given_to_one_of_the_crew_and_done_without_a_line(
    city: City, phone: Screen, tmp_path: Path
) -> None:
    road, department = in_hand(city, photos=[taken()])
    case, member = road.with_photos_ready(), city.crew.sign_in("member").person
    views = road.button(department, "handle")["views"]
    phone.sign_in("department", password(city, "department"))
    phone.go(f"/desk/cases/{case['id']}")
    phone.part("clock-steps").locator("summary").click()
    phone.sees("clock-steps", "全案")
    phone.picture("crew-clock")
    phone.tap("action-assign")
    phone.tap(f"person-{member['id']}")
    phone.picture("crew-assign")
    assert phone.complaints() == []
    phone.tap("confirm")
    phone.sees("with-whom", member["name"])

    on_phone(phone, city, "member")
    phone.go_installed("/desk")
    phone.sees(f"case-{case['number']}")
    phone.picture("crew-jobs")
    until(lambda: phone.page.evaluate(KEPT, case["id"]), "the job on the phone")
    phone.page.context.set_offline(True)
    phone.tap(f"case-{case['number']}")
    phone.sees("navigate")
    phone.tap("action-handle")
    phone.tap("evidence-over")
    expect(phone.part("viewfinder")).to_have_attribute("data-stage", "there")
    phone.picture("crew-over")
    phone.tap("shutter")
    phone.sees("photo-0")
    for number in range(1, max(1, len(views))):
        one = tmp_path / f"after-{number}.jpg"
        one.write_bytes(drawn(str(number)))
        phone.choose("case-photo-input", one)
        phone.sees(f"photo-{number}")
    phone.picture("crew-handle")
    phone.tap("confirm")
    stage = "select stage, handled_by_id from cases where id = %s"
    assert city.rows(stage, case["id"]) == [("handling", None)]
    phone.page.context.set_offline(False)
    until(
        lambda: city.rows(stage, case["id"])[0][1] == member["id"], "the member's deed", seconds=100
    )
