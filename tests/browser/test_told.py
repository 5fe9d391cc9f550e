"""A push reaches the service worker: shown once, receipted, and opened by our own address alone."""

import json
import re

import pytest
from playwright.sync_api import CDPSession, expect

from deploy.walk import new_id, until
from tests.browser.screen import Screen
from tests.house import City

pytestmark = pytest.mark.browser
TOO_EARLY = re.compile(r'"POST","route":"/api/v1/push/receipts/[^"]*","status":404')
WRITTEN = """insert into attempts (id, notice_id, carrier, at, address, outcome, code, reference)
    values (gen_random_uuid(), %s, 'push', now(), 'x', 'sent', '201', %s) returning 1"""
REGISTERED = "ServiceWorker.workerRegistrationUpdated"
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
    .map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }))"""


def pushed(phone: Screen, city: City, said: dict[str, str]) -> None:
    """Hand this to the service worker as a push service's message."""
    context = phone.page.context
    context.grant_permissions(["geolocation", "notifications"], origin=city.url)
    line: CDPSession = context.new_cdp_session(phone.page)
    known: list[str] = []

    def note(told: dict[str, list[dict[str, object]]]) -> None:
        known.extend(str(one["registrationId"]) for one in told["registrations"])

    line.on(REGISTERED, note)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    line.send("ServiceWorker.enable")
    until(lambda: phone.page.title() and known, "the registration")
    line.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": city.url, "registrationId": known[-1], "data": json.dumps(said)},
    )


def test_a_push_is_shown_and_receipted(phone: Screen, city: City) -> None:
    """Also one that is here before its sender has written it down: the receipt is said again."""
    told = list[str]()
    phone.page.context.on("request", lambda one: told.append(f"{one.method} {one.url}"))
    phone.go("/")
    other = city.citizen()
    assert other.ask("POST", "/push/test").status == 202
    notice = until(lambda: other.must("GET", "/notices")["items"], "a notice")[0]["id"]
    before = len(TOO_EARLY.findall((city.var / "log" / "web.log").read_text()))
    receipt = str(new_id())
    said = {"title": "已立案", "body": "编号 1", "url": "/mine", "tag": "t1", "receipt": receipt}
    pushed(phone, city, said)
    expected = [{"title": "已立案", "body": "编号 1", "tag": "t1", "url": "/mine"}]
    assert until(lambda: phone.page.evaluate(SHOWN), "the notification") == expected
    log = city.var / "log" / "web.log"
    until(lambda: len(TOO_EARLY.findall(log.read_text())) > before, "the receipt")
    city.rows(WRITTEN, notice, receipt)
    asked = "select receipt from attempts where reference = %s"
    until(lambda: city.rows(asked, receipt) == [("shown",)], "the receipt again", 60)


def test_looks_are_kept_on_the_phone_and_are_fit_to_read(phone: Screen) -> None:
    found: list[str] = []
    phone.go("/me")
    for sight, dark in {"sunlight": "false", "dark": "true", "auto": "false"}.items():
        phone.tap(f"sight-{sight}")
        for path in ("/", "/mine", "/me", "/notices", "/sign-in"):
            phone.go(path)
            phone.picture(f"{sight}-look-{path.strip('/') or 'home'}")
            assert dark == phone.page.evaluate(
                "String(document.documentElement.classList.contains('van-theme-dark'))"
            )
            found += [f"{sight} {path} {one}" for one in phone.complaints()]
        phone.go("/me")
    phone.tap("elder")
    for path in ("/", "/mine", "/me"):
        phone.go(path)
        phone.sees("speak")
        phone.picture(f"elder-{path.strip('/') or 'home'}")
        main = phone.page.get_by_role("navigation", name="主要页面")
        expect(main.get_by_role("link")).to_have_count(3)
        wide = phone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is wider than the phone"
        found += [f"elder {path} {one}" for one in phone.complaints()]
    assert found == []
