"""A city elsewhere: the same moments, told by its own clock and calendar."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deploy.walk import Staff, accounts
from tests.house import City, another_web
from tests.stories.journey import Journey

KABUL = ZoneInfo("Asia/Kabul")  # three and a half hours behind, and no whole hours


def test_a_clock_is_told_as_the_citys_own_walls_show_it(city: City) -> None:
    road = Journey(city)
    road.dispatched()
    here = road.case()
    due = datetime.fromisoformat(here["due_at"])
    chief = next(one for one in accounts(str(city.var)) if one["role"] == "duty_chief")
    with another_web(city, CITY_ZONE=KABUL.key) as web:
        web.wait_ready()
        staff = Staff(web.url, chief["username"], chief["password"])
        there = staff.must("GET", f"/cases/{here['id']}")
    assert there["due_at"] == here["due_at"]
    assert f"{due.astimezone(KABUL):%H:%M}" in there["clock"]["words"]
    assert there["clock"]["words"] != here["clock"]["words"]
    assert due.astimezone(KABUL).utcoffset() == timedelta(hours=4, minutes=30)
