"""A patrol: signed on by a phone that then walks; its track is sent, and the street is painted."""

from collections.abc import Callable, Iterator
from math import dist
from typing import Any

import pytest
from shapely.geometry import Point, shape

from deploy.walk import Staff, until
from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City
from tests.stories.duty import own_place, signed_off

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
Place = tuple[float, ...]
LEAST = 5  # seconds between two points; a city may ask for no fewer
ALONG = 0.0005  # degrees, some fifty metres
FIXES = """() => new Promise(done => {
    const asked = indexedDB.open('xunjie')
    asked.onsuccess = () => {
        const found = asked.result.transaction('fixes').objectStore('fixes').getAll()
        found.onsuccess = () => { asked.result.close(); done(found.result) }
    }
})"""
TRACK = "select position from track_points where person_id = %s and at >= %s"


@pytest.fixture
def inspector(city: City) -> Iterator[Staff]:
    """One who is off duty before and after, in a city that asks for points often."""
    found = signed_off(city.crew.sign_in("inspector"))
    chief = city.crew.sign_in("administrator")
    asked = {one["name"]: one["value"] for one in chief.must("GET", "/duty/settings")["items"]}
    chief.must("PATCH", "/duty/settings", {"values": {"track_seconds": LEAST}})
    yield found
    before = {"track_seconds": asked["track_seconds"]}
    chief.must("PATCH", "/duty/settings", {"values": before})
    signed_off(found)


def street(city: City, here: dict[str, Any]) -> list[dict[str, float]]:
    """Two places on the street nearest to here, some steps apart."""
    [(line,)] = city.rows(
        "select shape from roads order by middle <-> point(%s, %s) limit 1",
        here["lon"],
        here["lat"],
    )
    way = shape(line)
    at = way.project(Point(here["lon"], here["lat"]))
    spots = [way.interpolate(at), way.interpolate(at + ALONG if at < ALONG else at - ALONG)]
    return [{"longitude": one.x, "latitude": one.y, "accuracy": 6} for one in spots]


def walk_to(phone: Screen, there: dict[str, float], known: Callable[[], list[Place]]) -> None:
    """Be there until the point is known; where it is is told again and again, as a real phone
    does."""

    def walked() -> bool:
        for late in (0, 1e-7):
            again = {**there, "longitude": there["longitude"] + late}
            phone.page.context.set_geolocation(again)
        here = there["longitude"], there["latitude"]
        return any(dist(here, place) < ALONG / 10 for place in known())

    until(walked, "a point further on")


def test_what_was_walked_is_sent_and_painted(city: City, phone: Screen, inspector: Staff) -> None:
    first, second = street(city, own_place(city, inspector))
    phone.page.context.set_geolocation(first)
    phone.sign_in("inspector", password(city, "inspector"))
    phone.go("/tasks/duty")
    [(begun,)] = city.rows("select now()")
    phone.tap("mark-sign_on")
    reason = phone.part("mark-reason")  # where the street runs along the beat's border
    phone.page.get_by_test_id("mark-break").or_(reason).first.wait_for()
    if reason.is_visible():
        reason.fill("沿网格边界巡查")
        phone.tap("mark-sign_on")
    phone.sees("mark-break")
    who = inspector.person["id"]

    def sent() -> list[Place]:
        found = city.rows(TRACK, who, begun)
        return [tuple(map(float, told[1:-1].split(","))) for (told,) in found]

    def known() -> list[Place]:
        """What was walked since: points that the phone keeps, and those it has sent."""
        kept, since = phone.page.evaluate(FIXES), begun.timestamp() * 1000
        return sent() + [(fix["lon"], fix["lat"]) for fix in kept if fix["at"] >= since]

    for there in (second, first):
        walk_to(phone, there, known)
    phone.picture("patrol-on")
    phone.tap("mark-break")
    phone.sees("mark-resume")
    until(lambda: len(sent()) >= 2, "the track", seconds=60)
    until(lambda: not phone.page.evaluate(FIXES), "an empty phone")
    beats = inspector.must("GET", "/duty")["beats"]
    walked = (inspector.must("GET", f"/duty/coverage?beat={one['id']}") for one in beats)
    assert any(one["painted"]["coordinates"] for one in walked)
    phone.go("/tasks/duty")
    painted = phone.page.locator("[data-testid=cover-map] polyline.painted")
    for at in range(len(beats)):
        phone.page.get_by_test_id("cover-look").nth(at).click()
        phone.sees("cover-map")
        if painted.count():
            break
        phone.page.keyboard.press("Escape")
    phone.picture("patrol-painted")
    assert painted.count()
    phone.page.keyboard.press("Escape")
    phone.tap("mark-sign_off")
    phone.sees("mark-sign_on")
