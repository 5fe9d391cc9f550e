"""Over HTTP: a browser says how it is told, a reader how they want to be told."""

from deploy.walk import Caller, new_id, until
from tests.channels.push_twin import Browser
from tests.house import City

PUBLIC = "https://push.example.org"


def test_a_browser_subscribes_renews_and_leaves(city: City) -> None:
    phone, other = city.citizen(), city.citizen()
    key = phone.must("GET", "/push/key")["key"]
    assert len(key) == 87
    browser = Browser(PUBLIC)
    first = phone.must("PUT", "/push/subscriptions", {**browser.subscription, "language": "en"})
    again = phone.must("PUT", "/push/subscriptions", browser.subscription)
    assert first["id"] == again["id"]
    assert (again["host"], again["language"]) == ("push.example.org", "zh")
    assert [one["id"] for one in phone.must("GET", "/push/subscriptions")["items"]] == [first["id"]]
    assert other.must("GET", "/push/subscriptions")["items"] == []
    assert other.ask("DELETE", f"/push/subscriptions/{first['id']}").status == 404
    phone.must("DELETE", f"/push/subscriptions/{first['id']}")
    assert phone.must("GET", "/push/subscriptions")["items"] == []


def test_what_no_push_service_gives_is_refused(city: City) -> None:
    phone = city.citizen()
    good = Browser(PUBLIC).subscription
    for endpoint in (
        "http://push.example.org/a", "https://127.0.0.1/a", "https://localhost/a",
        "https://[::1]/a", "https://10.1.2.3/a", "https://2130706433/a", "https://0x7f.1/a",
        "https://user@push.example.org/a", "https://push.example.org:8443/a", "file:///etc/passwd",
        "https://intranet/a", "https://push.example.org:x/a",
    ):  # fmt: skip
        refused = phone.ask("PUT", "/push/subscriptions", {**good, "endpoint": endpoint})
        assert (refused.status, refused.json["code"]) == (422, "subscription_unfit"), endpoint
    for keys in ({"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "B" * 87}, {"auth": "!" * 22}):
        bad = {**good, "keys": {**good["keys"], **keys}}
        assert phone.ask("PUT", "/push/subscriptions", bad).status == 422, keys


def test_nobody_takes_over_anothers_browser(city: City) -> None:
    mine, thief = city.citizen(), city.citizen()
    browser = Browser(PUBLIC)
    kept = mine.must("PUT", "/push/subscriptions", browser.subscription)
    forged = {**Browser(PUBLIC).subscription, "endpoint": browser.endpoint}
    assert thief.ask("PUT", "/push/subscriptions", forged).status == 422
    # The same browser with its own keys is the same person, signed in otherwise.
    staff = city.crew.sign_in("inspector")
    moved = staff.must("PUT", "/push/subscriptions", browser.subscription)
    assert moved["id"] == kept["id"]
    assert mine.must("GET", "/push/subscriptions")["items"] == []
    staff.must("DELETE", f"/push/subscriptions/{moved['id']}")


def test_a_reader_says_how_they_want_to_be_told(city: City) -> None:
    phone = city.citizen()
    before = phone.must("GET", "/notices/preferences")
    assert (before["chain"][0], before["quiet_from"], before["off"]) == ("push", "22:00", [])
    assert {one["name"] for one in before["categories"]} >= {"progress", "revisit"}
    wish = {"chain": ["sms", "push", "sms"], "off": ["revisit"], "digest_at": "18:00"}
    kept = phone.must("PUT", "/notices/preferences", wish)
    assert (kept["chain"], kept["digest_at"], kept["quiet_from"]) == (
        ["sms", "push"],
        "18:00",
        None,
    )
    assert phone.must("GET", "/notices/preferences") == kept
    half = phone.ask("PUT", "/notices/preferences", {"quiet_from": "22:00"})
    assert half.json["fields"] == {"quiet_to": ["两项要么都填，要么都不填"]}
    assert phone.ask("PUT", "/notices/preferences", {"chain": ["pigeon"]}).status == 422


def test_a_test_is_told_in_the_app_at_once_and_not_without_end(city: City) -> None:
    phone = city.citizen()
    assert phone.ask("POST", "/push/test").status == 202
    until(lambda: phone.must("GET", "/notices")["items"], "the test")
    statuses = [phone.ask("POST", "/push/test").status for _ in range(40)]
    assert statuses[-1] == 429


def test_a_receipt_is_of_a_push_that_was_sent_and_says_nothing_else(city: City) -> None:
    phone, receipts = city.citizen(), [str(new_id()) for _ in range(2)]
    assert phone.ask("POST", "/push/test").status == 202
    (notice,) = until(lambda: phone.must("GET", "/notices")["items"], "the test")
    sent = (
        "insert into attempts (id, notice_id, carrier, at, address, outcome, code, reference)"
        " values (gen_random_uuid(), %s, %s, now(), 'x', 'sent', '201', %s) returning 1"
    )
    for carrier, receipt in zip(("push", "sms"), receipts, strict=True):
        city.rows(sent, notice["id"], carrier, receipt)
    path = f"/push/receipts/{receipts[0]}"
    for body, status in ((b"{}", 422), (b"shown", 422), (b"x" * 2048, 413)):
        assert phone.ask("POST", path, body).status == status
    kept = "select receipt from attempts where reference = any(%s) order by carrier"
    assert city.rows(kept, receipts) == [(None,), (None,)]
    unknown = phone.ask("POST", f"/push/receipts/{new_id()}")
    assert (unknown.status, unknown.json["detail"]) == (404, "没有找到这条消息")
    for wrong in ("x", "%00", "é", receipts[0] + "0", receipts[0].upper(), receipts[1]):
        assert phone.ask("POST", f"/push/receipts/{wrong}").status == 404
    nobody = Caller(city.url)
    assert [nobody.ask("POST", path).status for _ in range(2)] == [204, 204]
    assert city.rows(kept, receipts) == [("shown",), (None,)]
