"""Every page that people open, who opens it and on what: what is looked at is one list."""

from typing import NamedTuple

from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City
from tests.notices.test_revisit import asked
from tests.photos.shots import shot
from tests.stories.journey import Journey

FIELD = "duty report burst pack"
NAMED = """async token => {
    const open = indexedDB.open('xunjie')
    const store = await new Promise(done => { open.onsuccess = () => done(open.result) })
    const writing = store.transaction('keys', 'readwrite')
    writing.objectStore('keys').put({ name: 'token', value: token })
    await new Promise(done => { writing.oncomplete = done })
    store.close() }"""
PANES = "left surveys attendance cover roll roster patterns deputies leaves board settings book"


class Visit(NamedTuple):
    """One page: who opens it (nobody signed in: ""), on a phone or at a desk."""

    name: str
    path: str
    who: str = ""
    device: str = "phone"


def visits(city: City) -> list[Visit]:
    """All pages, those of one person together, so that each signs in once."""
    some = {
        "closed": "stage = 'closed' and position is not null and c.kind <> 'service'",
        "checked": "stage = 'checked'",
    }
    case = {name: _case(city, where) for name, where in some.items()}
    return [
        *(Visit(path.strip("/") or "home", path) for path in CITIZEN),
        Visit("mine-followed", "/mine?followed"),
        Visit("shared", f"/c/{case['closed']}"),
        Visit("shared-gone", "/c/00000000-0000-7000-8000-000000000000"),
        Visit("tasks", "/tasks", "inspector"),
        *(Visit(f"tasks-{page}", f"/tasks/{page}", "inspector") for page in FIELD.split()),
        Visit("inspector-me", "/me", "inspector"),
        Visit("department-lists", "/desk", _department(city)),
        *(Visit(f"desk-{name}", path, "duty_chief", "desk") for name, path in DESK.items()),
        Visit("desk-case", f"/desk/cases/{case['checked']}", "duty_chief", "desk"),
        *(
            Visit(f"desk-duty-{pane}", f"/desk/duty?pane={pane}", "duty_chief", "desk")
            for pane in PANES.split()
        ),
        Visit("desk-rules", "/desk/rules", "dispatcher", "desk"),
    ]


CITIZEN = ["/", "/mine", "/nearby", "/notices", "/me", "/privacy", "/sign-in"]
DESK = {
    "lists": "/desk",
    "calls": "/desk/calls",
    "hotline": "/desk/hotline",
    "channels": "/desk/channels",
    "opinion": "/desk/opinion",
    "triage": "/desk/triage",
    "templates": "/desk/templates",
    "undelivered": "/desk/undelivered",
    "revisits": "/desk/revisits",
    "notices": "/notices",
    "me": "/me",
    "names": "/me?names",
}


def become(screen: Screen, city: City, who: str) -> None:
    """Sign in on this screen, or as nobody."""
    if who:
        screen.sign_in(who, password(city, who))


def own(screen: Screen, city: City) -> list[Visit]:
    """A closed report of this phone's own, and what the link opens that asks about it."""
    road = Journey(city, [shot()])
    road.closed()
    screen.go("/privacy")
    screen.page.evaluate(NAMED, road.citizen.headers["Authorization"].removeprefix("Bearer "))
    return [Visit("report", f"/reports/{road.id}"), Visit("revisit", f"/r/{asked(city, road)}")]


def _case(city: City, where: str) -> str:
    asked = f"""select cases.id from cases left join categories c on c.id = category_id
        where {where} order by stage_at desc limit 1"""
    return str(city.rows(asked)[0][0])


def _department(city: City) -> str:
    return next(one["username"] for one in city.accounts if one["role"] == "department")
