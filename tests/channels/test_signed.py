"""Signed requests: forged, replayed, late, revoked; and the reports that an app sends by them."""

import hashlib
import secrets

import pytest

from api.commands.clients import SIGNED
from city import signing
from city.intake.model import Channel
from deploy.walk import new_id, until
from tests.channels.program import Program, program
from tests.house import City
from tests.media.pictures import saved
from tests.photos.shots import street

REPORT = {
    "made_at": "2026-11-22T08:00:00+08:00",
    "words": "井盖破损",
    "place_words": "迎泽大街12号",
}


@pytest.fixture(scope="module")
def app(city: City) -> Program:
    return program(city, Channel.APP)


def _path() -> str:
    return f"/apps/reports/{new_id()}"


def test_a_report_is_known_by_the_apps_own_id(app: Program) -> None:
    path = _path()
    first = app.signed("PUT", path, REPORT)
    assert first.status == 201, first.body
    again = app.signed("PUT", path, REPORT)
    assert (again.status, again.json["number"]) == (200, first.json["number"])
    other = app.signed("PUT", path, {**REPORT, "words": "别的"})
    assert (other.status, other.json["code"]) == (409, "report_differs")
    told = app.signed("GET", path)
    assert (told.status, told.json["own_id"]) == (200, path.rsplit("/", 1)[1])


def test_two_apps_never_share_an_id(city: City, app: Program) -> None:
    path, other = _path(), program(city, Channel.APP)
    mine = app.signed("PUT", path, REPORT).json
    theirs = other.signed("PUT", path, REPORT).json
    assert mine["id"] != theirs["id"]
    assert other.signed("GET", _path()).status == 404


def test_a_wrong_secret_is_nobody(app: Program) -> None:
    assert app.signed("PUT", _path(), REPORT, secret="x" * 43).status == 401


@pytest.mark.parametrize("late", [301, -301, 10**6])
def test_a_clock_that_is_off_is_refused(app: Program, late: int) -> None:
    assert app.signed("PUT", _path(), REPORT, late=late).status == 401


def test_the_same_request_is_taken_once(app: Program) -> None:
    path, nonce = _path(), secrets.token_urlsafe(16)
    assert app.signed("PUT", path, REPORT, nonce=nonce).status == 201
    again = app.signed("PUT", path, REPORT, nonce=nonce)
    assert (again.status, again.json["code"]) == (409, "replayed")


def test_what_was_signed_is_what_is_taken(app: Program) -> None:
    """A body, a path or a method exchanged on the way is noticed."""
    path, at = _path(), 1
    proof = signing.header(
        app.key, app.secret.encode(), "PUT", f"/api/v1{path}", at, "n" * 20, b"{}"
    )
    forged = {"Authorization": proof, "Content-Type": "application/json"}
    assert app.ask("PUT", path, REPORT, forged).status == 401
    assert signing.read('XJ-HMAC-SHA256 client="a", time="1"') is None
    assert signing.read("Bearer x") is None
    assert not signing.is_right(b"secret", b"said", "é井")


def test_a_client_does_only_what_it_may(city: City, app: Program) -> None:
    pushed = app.signed("POST", "/hotline/orders", {"orders": [{"taskId": "1"}]})
    assert pushed.status == 403
    assert app.signed("GET", "/cases").status == 403
    assert app.signed("PUT", f"/reports/{new_id()}", {**REPORT, "channel": "citizen"}).status == 403
    assert city.citizen().ask("PUT", _path(), dict(REPORT)).status == 401
    assert set(SIGNED) <= set(Channel)


def test_a_photo_is_uploaded_once_promised(app: Program) -> None:
    body = saved(street(), "JPEG")
    sha256 = hashlib.sha256(body).hexdigest()
    path = _path()
    photos = [{"sha256": sha256, "size": len(body)}]
    assert app.signed("PUT", path, {**REPORT, "photos": photos}).status == 201
    assert app.signed("PUT", f"{path}/photos/{'0' * 64}", body).status == 409
    assert app.signed("PUT", f"{path}/photos/{sha256}", body).status == 204
    assert app.signed("PUT", f"{path}/photos/{sha256}", body).status == 204
    (photo,) = app.signed("GET", path).json["photos"]
    assert photo["state"] == "received"


def test_a_photo_at_a_private_address_is_never_asked_for(app: Program) -> None:
    path = _path()
    named = {**REPORT, "photos": [{"url": "http://169.254.169.254/latest/meta-data"}]}
    assert app.signed("PUT", path, named).status == 201
    (fetch,) = until(lambda: _decided(app, path), "the fetching job")
    assert (fetch["state"], fetch["why"]) == ("refused", "private")


def _decided(app: Program, path: str) -> list[dict[str, str]] | None:
    fetches: list[dict[str, str]] = app.signed("GET", path).json["fetches"]
    return fetches if fetches[0]["state"] != "wanted" else None


def test_a_closed_channel_takes_nothing(city: City, app: Program) -> None:
    chief = city.crew.sign_in("administrator")
    assert chief.ask("PATCH", "/channels/app", {"is_open": False}).status == 200
    try:
        closed = app.signed("PUT", _path(), REPORT)
        assert (closed.status, closed.json["code"]) == (403, "channel_closed")
    finally:
        assert chief.ask("PATCH", "/channels/app", {"is_open": True}).status == 200
    told = {one["channel"]: one for one in chief.must("GET", "/channels")["items"]}
    assert told["app"]["is_open"] is True
    assert told["app"]["can_be_tried"] is True
    assert chief.must("POST", "/channels/app/trials")["is_well"] is True
    assert chief.ask("POST", "/channels/citizen/trials").status == 404
    assert chief.ask("PATCH", "/channels/citizen", {"is_open": False}).status == 404
