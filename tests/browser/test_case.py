"""At the desk and by a link: the component and what each photo shows; a case that was merged."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.duplicates.neighbours import quarter, shifted, telling
from tests.house import City
from tests.stories.journey import MANHOLE
from tests.stories.test_alone import placed, sent

pytestmark = pytest.mark.browser


def test_the_desk_names_the_component_and_what_a_photo_shows(city: City, desk: Screen) -> None:
    inspector = city.crew.sign_in("inspector")
    [(code, owner)] = city.rows(
        "select k.code, o.name from components k join categories c on c.id = k.category_id"
        " join organisations o on o.id = k.owner_id where c.code = %s order by k.code limit 1",
        MANHOLE,
    )
    report, _ = sent(city, inspector, component=code)
    placed(inspector, report)
    [(case_id,)] = city.rows("select case_id from reports where id = %s", report)
    desk.sign_in("operator", password(city, "operator"))
    desk.go(f"/desk/cases/{case_id}")
    desk.sees("component", code)
    desk.sees("component", owner)
    expect(desk.page.get_by_role("button", name="近景")).to_be_visible()
    desk.picture("desk-component")


def test_a_link_to_a_merged_case_says_so_and_leads_on(city: City, phone: Screen) -> None:
    at = quarter(city)
    first = telling(city, at, "盲道边的污水井盖碎了", category=MANHOLE)
    other = telling(city, shifted(at, 200), "花坛旁的污水井盖松了，响得厉害")
    first.filed()
    merged, standing = other.case_id, first.case_id
    city.crew.sign_in("operator").act(merged, "merge", into=standing, note="同一处")
    phone.go(f"/c/{merged}")
    phone.sees("shared-merged")
    phone.sees("shared-stage")
    phone.picture("shared-merged")
    phone.go(f"/c/{standing}")
    phone.sees("shared-stage")
    expect(phone.part("shared-merged")).to_have_count(0)
