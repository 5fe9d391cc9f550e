"""Dispatch rules at the desk: changed, tried on last month's cases, seen on a map, saved."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen
from tests.browser.test_journey import password
from tests.house import City

pytestmark = pytest.mark.browser


def test_a_changed_rule_is_tried_and_saved(desk: Screen, city: City) -> None:
    chief = city.crew.sign_in("administrator")
    known = chief.must("GET", "/dispatch/rules")
    busiest = max(known["items"], key=lambda rule: rule["sent"])
    other = next(one for one in known["organisations"] if one["code"] != busiest["organisation"])

    desk.sign_in("administrator", password(city, "administrator"))
    desk.go("/me")
    desk.tap("to-rules")
    desk.page.get_by_role("searchbox").fill(busiest["words"])
    desk.tap(f"rule-{busiest['number']}")
    desk.part("rule-organisation").select_option(other["code"])
    desk.picture("desk-rule")
    assert desk.complaints() == []
    desk.tap("rule-keep")
    expect(desk.part("rules-save")).to_be_disabled()  # tried before it is saved
    desk.tap("rules-try")
    desk.sees("trial", re.compile(r"\d+ 件中有 [1-9]\d* 件会派到别处"))
    desk.sees("trial", other["name"])
    expect(desk.part("trial-map")).to_have_attribute("data-stage", "there")
    desk.page.wait_for_load_state("networkidle")
    desk.page.wait_for_timeout(800)  # the map draws what it has fetched
    desk.picture("desk-rules-tried")
    assert desk.complaints() == []
    desk.tap("rules-save")
    expect(desk.part("trial")).to_have_count(0)
    saved = {rule["id"]: rule for rule in chief.must("GET", "/dispatch/rules")["items"]}
    assert saved[busiest["id"]]["organisation"] == other["code"]
    text = {
        name: busiest[name] for name in busiest if name not in ("sent", "returned", "words", "to")
    }
    chief.must("PATCH", "/dispatch/rules", {"put": [text]})
    assert desk.faults == []


def test_the_rules_on_a_phone(phone: Screen, city: City) -> None:
    phone.sign_in("dispatcher", password(city, "dispatcher"))
    phone.go("/desk/rules")
    phone.sees("rule-1")
    phone.picture("phone-rules")
    assert phone.complaints() == []
