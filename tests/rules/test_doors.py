"""Laws about who may call what: the whole product of routes and people, over HTTP."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import api.routes
from api import create_app
from api.auth import SAFE, STAFF_ROLES, Allow
from api.blueprint import Blueprint
from city.people import Role
from city.settings import Settings
from deploy.walk import Caller, Citizen, Staff
from tests.house import City

NOBODYS = "01a20270-0000-7000-8000-000000000000"
DOCUMENT = "api-docs.openapi_json"
STAFF = sorted(STAFF_ROLES)


class Door(NamedTuple):
    """One way in."""

    method: str
    path: str
    allow: Allow


@pytest.fixture(scope="module")
def doors() -> list[Door]:
    nowhere = Settings("postgresql+psycopg://nowhere", "redis://x", "http://x", *"abc", Path("x"))
    app = create_app(nowhere)
    found = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1") and rule.endpoint != DOCUMENT:
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<uuid:{argument}>", NOBODYS)
                path = re.sub(rf"<int(\(max=\d+\))?:{argument}>", "2147483647", path)
            view: Any = app.view_functions[rule.endpoint]
            methods = set(rule.methods or ())
            implied = {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())
            for method in sorted(methods - implied or methods):
                guarded = getattr(view, "view_class", view)
                found.append(Door(method, path, _allow(guarded, method)))
    assert len(found) > 20
    assert {blueprint.name for blueprint in api.routes.BLUEPRINTS} <= {
        name.split(".")[0] for name in app.view_functions
    }
    return found


def _allow(view: Any, method: str) -> Allow:
    """The guard of a view; it is an error not to have one."""
    handler = getattr(view, method.lower(), view)
    found: Allow = handler.allow
    return found


@pytest.fixture(scope="module")
def people(city: City) -> dict[Role, Staff]:
    """One member of staff of each role, signed in for these tests alone."""
    named = {str(one["role"]): one for one in reversed(city.accounts)}
    return {
        role: Staff(city.url, named[role]["username"], named[role]["password"]) for role in STAFF
    }


def test_a_route_that_does_not_say_who_may_call_it_cannot_be_imported() -> None:
    with pytest.raises(TypeError, match="allow"):
        Blueprint("open", __name__).route("/open")  # type: ignore[call-arg]


def test_a_stranger_gets_no_further_than_the_door(city: City, doors: list[Door]) -> None:
    for caller in _strangers(city.url):
        for door in doors:
            answer = caller.ask(door.method, door.path, _body(door))
            if door.allow.anybody:
                assert answer.status not in (401, 403) or _is_sign_in(door), door
                assert answer.status < 500, door
            else:
                assert answer.status == 401, door


def test_a_phone_reaches_what_is_for_phones_and_nothing_else(city: City, doors: list[Door]) -> None:
    phone = Citizen(city.url)
    for door in doors:
        status = phone.ask(door.method, door.path, _body(door)).status
        if door.allow.anybody or door.allow.devices:
            assert status < 500, door
            assert status not in (401, 403) or _is_sign_in(door), door
        else:
            assert status == 401, door


@pytest.mark.parametrize("role", STAFF)
def test_staff_reach_what_is_for_their_role(
    people: dict[Role, Staff], doors: list[Door], role: Role
) -> None:
    for door in doors:
        if door.path.endswith("/session"):
            continue
        status = people[role].ask(door.method, door.path, _body(door)).status
        if door.allow.anybody or role in door.allow.roles:
            assert status < 500, door
            assert status not in (401, 403), door
        else:
            assert status == 403, door


def test_no_change_is_taken_from_another_sites_page(
    people: dict[Role, Staff], doors: list[Door]
) -> None:
    forged = Caller(people[Role.OPERATOR].url)
    forged.headers["Cookie"] = people[Role.OPERATOR].headers["Cookie"]
    for door in doors:
        if door.method not in SAFE:
            refused = forged.ask(door.method, door.path, _body(door))
            assert (refused.status, refused.json["code"]) == (403, "csrf"), door


def test_what_does_not_exist_is_said_so_in_the_same_form(city: City) -> None:
    phone = city.citizen()
    for method, path, status in (
        ("GET", "/nothing/here", 404),
        ("GET", "/reports/not-a-uuid", 404),
        ("PATCH", "/catalogue", 405),
        ("DELETE", f"/cases/{NOBODYS}", 405),
    ):
        answer = phone.ask(method, path)
        assert answer.status == status, path
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert {"type", "title", "status", "detail", "code", "request_id"} <= answer.json.keys()


def _strangers(url: str) -> Iterator[Caller]:
    yield Caller(url)
    short = Caller(url)
    short.headers["Authorization"] = "Bearer short"
    yield short
    stale = Caller(url)
    stale.headers["Cookie"] = "xunjie_session=" + "x" * 43
    yield stale


def _body(door: Door) -> dict[str, Any] | None:
    return {} if door.method in {"POST", "PUT"} and "/uploads" not in door.path else None


def _is_sign_in(door: Door) -> bool:
    return door.path.endswith("/session") and door.method == "POST"
