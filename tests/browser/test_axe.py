"""axe finds nothing serious on any page: by day, by night, in the sun and for elders.

Who uses a page signs in once; looks are set without another load, and of what differs in colours or
size alone only these are looked at again. A citizen's pages are other pages for elders: they are
opened anew.
"""

from itertools import groupby

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import desk_of, phone_of
from tests.browser.pages import Visit, become, own, visits
from tests.browser.screen import Screen
from tests.house import City

pytestmark = pytest.mark.browser
COLOURS = ("dark", "sunlight")
SIZES = ("scrollable-region-focusable", "target-size")
WHO = ["", "inspector", "department", "duty_chief", "dispatcher"]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("who", WHO, ids=[who or "citizen" for who in WHO])
def test_nothing_serious(browser: Browser, city: City, who: str) -> None:
    pages = [one for one in visits(city) if one.who.startswith(who) and bool(one.who) == bool(who)]
    assert pages
    make = phone_of if pages[0].device == "phone" else desk_of
    for screen in make(browser, city.url):
        become(screen, city, pages[0].who)
        pages += [] if who else own(screen, city)
        found = [f"{one.path} {each}" for one in pages for each in _seen(screen, one)]
        if not who:
            screen.elder()
            found += [f"{one.path} elder {each}" for one in pages for each in _larger(screen, one)]
    assert not found, "\n".join(found)


def test_whoever_looks_looks_at_all(city: City) -> None:
    names = {who for who, _ in groupby(visits(city), key=lambda one: one.who)}
    assert all(any(name.startswith(who) for who in WHO if who or not name) for name in names)


def _seen(screen: Screen, visit: Visit) -> list[str]:
    open_it = screen.arrive if visit.device == "phone" else screen.go
    open_it(visit.path)
    found = screen.complaints() + screen.narrow()
    for sight in COLOURS:
        screen.look(sight)
        found += [f"{sight} {one}" for one in screen.complaints("color-contrast")]
    screen.look("light", is_elder=True)
    return found + [f"elder {one}" for one in screen.complaints(*SIZES)]


def _larger(screen: Screen, visit: Visit) -> list[str]:
    screen.arrive(visit.path)
    return screen.complaints()
