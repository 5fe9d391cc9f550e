"""Who stands in for whom in a beat, and the times that shifts are made of."""

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.walk import Staff, new_id
from tests.house import City


@pytest.fixture
def chief(city: City) -> Staff:
    return city.crew.sign_in("duty_chief")


def first_beat(chief: Staff) -> dict[str, Any]:
    """A beat with its people, as a chief sees it."""
    found: dict[str, Any] = chief.must("GET", "/deputies")["items"][0]
    return found


@pytest.fixture
def beat(chief: Staff) -> Iterator[dict[str, Any]]:
    """A beat whose deputies are afterwards who they were."""
    found = first_beat(chief)
    yield found
    before = [one["id"] for one in found["deputies"]]
    chief.must("PUT", f"/deputies/{found['beat']['id']}", {"people": before})


def test_deputies_are_asked_in_the_order_in_which_they_were_named(
    city: City, chief: Staff, beat: dict[str, Any]
) -> None:
    people = [one.person["id"] for one in city.crew.of_role("inspector")]
    path = f"/deputies/{beat['beat']['id']}"
    for order in (people, people[::-1]):
        named = chief.must("PUT", path, {"people": [*order, order[0]]})  # twice is once
        assert [one["id"] for one in named["deputies"]] == order
        assert first_beat(chief) == named
    assert chief.must("PUT", path, {"people": []})["deputies"] == []
    [(told,)] = city.rows(
        "select data from events where name = 'deputies.changed' order by id desc limit 1"
    )
    assert told["beat"] == beat["beat"]["code"]


def test_who_is_no_inspector_stands_in_for_nobody(
    city: City, chief: Staff, beat: dict[str, Any]
) -> None:
    path = f"/deputies/{beat['beat']['id']}"
    clerk = city.crew.sign_in("department").person["id"]
    refused = chief.ask("PUT", path, {"people": [clerk]})
    assert (refused.status, refused.json["code"]) == (404, "not_found")
    assert first_beat(chief)["deputies"] == beat["deputies"]
    assert chief.ask("PUT", "/deputies/2147483647", {"people": []}).status == 404
    assert chief.ask("PUT", path, {"people": list(range(1, 12))}).status == 422
    inspector = city.crew.sign_in("inspector")
    assert inspector.ask("GET", "/deputies").status == 403
    assert inspector.ask("PUT", path, {"people": []}).status == 403


def test_a_shift_pattern_is_added_and_given_other_times(city: City, chief: Staff) -> None:
    name = new_id().hex[-12:]
    administrator = city.crew.sign_in("administrator")
    try:
        made = administrator.must(
            "PUT", "/shifts/patterns", {"name": name, "begins": "05:00", "ends": "11:30"}
        )
        other = {"name": name, "begins": "22:00", "ends": "06:00"}
        assert administrator.must("PUT", "/shifts/patterns", other)["id"] == made["id"]
        known = chief.must("GET", "/shifts/patterns")["items"]
        [own] = [one for one in known if one["name"] == name]
        assert (own["begins"][:5], own["ends"][:5]) == ("22:00", "06:00")
        assert [one["begins"] for one in known] == sorted(one["begins"] for one in known)
    finally:
        city.rows("delete from shift_patterns where name = %s returning id", name)
    assert chief.ask("PUT", "/shifts/patterns", other).status == 403
    wrong = administrator.ask("PUT", "/shifts/patterns", {**other, "begins": "25:00"})
    assert (wrong.status, [*wrong.json["fields"]]) == (422, ["begins"])
