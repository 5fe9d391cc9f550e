"""SMS that come in: signed, known again, and answered to the number that wrote."""

import pytest

from city.intake import letters
from city.intake.model import Channel
from deploy.walk import new_id, until
from tests.channels.program import Program, program
from tests.house import City

WORDS = "平阳路小学门口的路灯不亮了，天黑看不见路"


@pytest.fixture(scope="module")
def gateway(city: City) -> Program:
    return program(city, Channel.SMS)


def _message(**more: str) -> dict[str, str]:
    phone = f"139{str(new_id().int)[-8:]}"
    message = {"id": str(new_id()), "phone": phone, "words": WORDS}
    return {**message, "at": "2026-11-22T08:00:00+08:00", **more}


def test_a_message_becomes_a_case_once(city: City, gateway: Program) -> None:
    message = _message()
    first = gateway.signed("POST", "/sms/messages", message)
    assert first.status == 201, first.body
    again = gateway.signed("POST", "/sms/messages", message)
    assert (again.status, again.json) == (200, first.json)
    other = gateway.signed("POST", "/sms/messages", {**message, "words": "别的"})
    assert (other.status, other.json["code"]) == (409, "report_differs")
    asked = (
        "select r.channel, c.phone, r.device, r.case_id from reports r"
        " join contacts c on c.report_id = r.id where r.number = %s"
    )
    ((channel, phone, device, _),) = city.rows(asked, first.json["number"])
    assert (channel, phone) == ("sms", message["phone"])
    assert message["phone"] not in device
    until(lambda: city.rows(asked, first.json["number"])[0][3], "triage", 100)
    trail = "select data::text || actor_name from events where actor_device = %s"
    assert all(message["phone"] not in said for (said,) in city.rows(trail, device))


def test_forged_replayed_late_and_bad_ones_are_refused(gateway: Program, city: City) -> None:
    message, nonce = _message(), "n" * 32
    assert gateway.signed("POST", "/sms/messages", message, secret="x" * 43).status == 401
    assert gateway.signed("POST", "/sms/messages", message, late=301).status == 401
    assert gateway.signed("POST", "/sms/messages", message, nonce=nonce).status == 201
    replayed = gateway.signed("POST", "/sms/messages", message, nonce=nonce)
    assert (replayed.status, replayed.json["code"]) == (409, "replayed")
    for bad in ({"words": "  "}, {"phone": "王先生"}, {"at": "昨天"}, {"words": "长" * 2001}):
        assert gateway.signed("POST", "/sms/messages", _message(**bad)).status == 422
    stranger = program(city, Channel.APP)
    assert stranger.signed("POST", "/sms/messages", message).status == 403


def test_two_gateways_never_share_an_id(gateway: Program, city: City) -> None:
    message, other = _message(), program(city, Channel.SMS)
    mine = gateway.signed("POST", "/sms/messages", message).json
    theirs = other.signed("POST", "/sms/messages", {**message, "words": "别的事"}).json
    assert mine["number"] != theirs["number"]


def test_a_sender_is_known_by_nothing_that_can_be_tried() -> None:
    one = letters.device(b"k" * 32, Channel.SMS, "13800138000")
    assert one == letters.device(b"k" * 32, Channel.SMS, "13800138000")
    assert len({one, letters.device(b"l" * 32, Channel.SMS, "13800138000"),
                letters.device(b"k" * 32, Channel.MAIL, "13800138000")}) == 3  # fmt: skip
