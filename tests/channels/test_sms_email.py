"""SMS and e-mail: signed, limited, refused; the chain goes on; numbers stay masked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from city import clock
from city.db import transaction
from city.notices import outgoing, preferences, tell, templates, undelivered
from city.notices.kinds import Carrier
from city.notices.model import Attempt, Delivery, DeliveryState
from city.notices.preferences import Wish
from city.notices.readers import Reader
from city.notices.templates import shipped
from city.notices.vapid import vapid
from city.people import SYSTEM
from city.settings import Settings
from tests.channels import sms_twin, town
from tests.channels.push_twin import PushTwin
from tests.channels.sms_twin import SmsTwin, sms_service
from tests.channels.wire import Reply
from tests.house import free_port
from workers import post
from workers.channels.tc3 import authorization

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
TOLD = [NOON]
"""What time it was at each posting, by our clock; the provider's goes with it."""
CITIZEN = Reader(device=town.DEVICE)


class Mailbox:
    """A mail server that keeps what it gets, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.refuses: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def] # noqa: N802
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # type: ignore[no-untyped-def] # noqa: N802
        self.got.append(envelope.content)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


def _clock() -> float:
    return TOLD[-1].timestamp()


@pytest.fixture
def sms(told: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmsTwin]:
    with sms_service() as twin:
        named = {
            "SMS_ENDPOINT": twin.origin, "SMS_SECRET_ID": sms_twin.SECRET_ID,
            "SMS_SECRET_KEY": sms_twin.SECRET_KEY, "SMS_APP": sms_twin.APP, "SMS_SIGN": "巡街",
        }  # fmt: skip
        for name, value in named.items():
            monkeypatch.setenv(name, value)
        twin.now = _clock
        yield twin


def approved(code: str = "2001", kind: str = "case.decline") -> None:
    """The city has entered its provider's template."""
    with transaction() as session:
        wording = shipped()[kind, Carrier.SMS, "zh"]
        templates.change(session, wording._replace(code=code), SYSTEM)


def tells(phone: str | None = town.PHONE, name: str = "case.decline") -> None:
    made = town.report(phone=phone, stage="declined")
    event = town.happened(name, made, end="declined", note=f"{town.NAME}说的不对")
    settings = post.tools().settings
    with clock.told(NOON), transaction() as session:
        tell.tell(session, event, settings.channels.carriers, settings.zone)


def posts(at: datetime = NOON) -> int:
    TOLD.append(at)
    with clock.told(at):
        return post.deliver_due()


def attempts() -> list[Attempt]:
    with transaction() as session:
        return list(session.scalars(select(Attempt).order_by(Attempt.at, Attempt.id)))


def state() -> DeliveryState:
    with transaction() as session:
        return session.scalars(select(Delivery)).one().state


def test_a_number_that_was_left_is_told_and_stays_masked(sms: SmsTwin) -> None:
    approved()
    tells()
    posts()
    (sent,) = sms.sent
    assert sent["PhoneNumberSet"] == [f"+86{town.PHONE}"]
    number, stage = sent["TemplateParamSet"]
    assert (number[:9], stage) == ("20261122-", "不予立案")
    assert town.NAME not in str(sent)
    (tried,) = attempts()
    assert (tried.address, tried.code, tried.reference) == ("138****2345", "Ok", sent["SerialNo"])
    with transaction() as session:
        outgoing.confirm(session, sent["SerialNo"], "DELIVRD", delivered=True)
    assert state() is DeliveryState.DELIVERED


def test_push_first_then_sms_when_nobody_saw_it(
    sms: SmsTwin, push: PushTwin, told: Settings
) -> None:
    push.key = vapid(told.channels, told.var).public
    browser = town.browses(push, CITIZEN)
    approved()
    tells()
    posts()
    assert (len(push.told(browser)), len(sms.sent)) == (1, 0)
    posts(NOON + timedelta(minutes=9))
    assert len(sms.sent) == 0
    posts(NOON + timedelta(minutes=10))
    assert len(sms.sent) == 1
    assert [one.carrier for one in attempts()] == [Carrier.PUSH, Carrier.SMS]


def test_a_browser_that_is_gone_hands_over_at_once(
    sms: SmsTwin, push: PushTwin, told: Settings
) -> None:
    browser = town.browses(push, CITIZEN)
    push.answers[browser.name] = [Reply(410)]
    approved()
    tells()
    posts()
    assert [one.code for one in attempts()] == ["410", "Ok"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("9999", "FailedOperation.TemplateIncorrectOrUnapproved"),
        ("2002", "FailedOperation.TemplateParamSetNotMatchApprovedTemplate"),
    ],
)
def test_what_the_provider_refuses_is_seen_as_undelivered(
    sms: SmsTwin, code: str, said: str
) -> None:
    approved(code)
    tells()
    posts()
    assert sms.sent == []
    with transaction() as session:
        (one,), more = undelivered.page(session, None, 10)
    assert not more
    assert [(tried["code"], tried["address"]) for tried in one.attempts] == [(said, "138****2345")]
    assert one.person is None


def test_the_day_of_a_number_is_full(sms: SmsTwin) -> None:
    approved()
    for _ in range(sms_twin.DAILY + 1):
        tells()
    posts()
    assert len(sms.sent) == sms_twin.DAILY
    assert attempts()[-1].code == "Ok" or "LimitExceeded.PhoneNumberDailyLimit" in {
        one.code for one in attempts()
    }


def test_a_wrong_key_or_clock_sends_nothing(sms: SmsTwin, monkeypatch: pytest.MonkeyPatch) -> None:
    approved()
    sms.drift = 3600
    tells()
    posts()
    sms.drift = 0
    monkeypatch.setenv("SMS_SECRET_KEY", "another")
    post.tools.cache_clear()
    post.sender.cache_clear()
    tells()
    posts()
    assert sms.sent == []
    assert sms.errors == ["AuthFailure.SignatureExpire", "AuthFailure.SignatureFailure"]


def test_without_a_template_of_the_provider_no_sms_is_planned(sms: SmsTwin) -> None:
    tells()
    with transaction() as session:
        assert session.scalars(select(Delivery)).all() == []


def test_the_signature_is_the_one_of_the_providers_own_example() -> None:
    """Its document signs DescribeInstances with keys of asterisks, at this moment."""
    at = datetime.fromtimestamp(1551113065, UTC)
    body = (
        b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    )
    keys = f"AKID{'*' * 32}", "*" * 32
    found = authorization(*keys, "cvm", "cvm.tencentcloudapi.com", "DescribeInstances", body, at)
    known = "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
    assert found.rpartition("Signature=")[2] == known


def test_e_mail_is_the_last_resort_and_a_refusal_is_final(
    told: Settings, mailbox: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = mailbox
    named = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port), "SMTP_SECURITY": "none",
             "SMTP_FROM": "city@example.org"}  # fmt: skip
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    with transaction() as session:
        preferences.keep(session, CITIZEN, Wish(email="wang@example.org"))
    tells(phone=None)
    posts()
    (got,) = (message_from_bytes(one, policy=default) for one in box.got)
    assert (got["To"], got["Auto-Submitted"]) == ("wang@example.org", "auto-generated")
    assert "未立案" in got["Subject"]
    assert town.NAME not in got.get_content()
    assert attempts()[0].address == "w…@example.org"
    box.refuses["wang@example.org"] = "550 no such user"
    tells(phone=None)
    posts()
    assert [one.code for one in attempts()] == ["250", "550"]
    box.refuses["wang@example.org"] = "451 later"
    tells(phone=None)
    posts()
    with transaction() as session:
        states = session.scalars(select(Delivery.state).order_by(Delivery.at)).all()
    assert sorted(states) == ["sent", "undelivered", "waiting"]
