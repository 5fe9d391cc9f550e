"""The provider's receipts: it signs nothing, so only a secret address is heard; known again."""

from collections.abc import Iterator
from typing import Any

import pytest
import urllib3

from city import clock
from city.notices.model import DeliveryState
from tests.channels import town
from tests.channels.doorstep import web
from tests.channels.sms_twin import SmsTwin
from tests.channels.test_sms_email import approved, attempts, posts, sms, state, tells

__all__ = ["sms"]
TOKEN = "an-address-that-nobody-guesses"


def _receipt(sid: str, status: str, code: str) -> dict[str, str]:
    """One, as its document shows it (短信下发状态通知)."""
    return {
        "user_receive_time": "2026-11-22 12:00:04", "nationcode": "86", "mobile": town.PHONE,
        "report_status": status, "errmsg": code, "description": "用户短信送达成功", "sid": sid,
    }  # fmt: skip


@pytest.fixture
def sent(sms: SmsTwin, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An SMS that is out; the address of the callback."""
    approved()
    tells()
    posts()
    with web(monkeypatch, SMS_RECEIPT_TOKEN=TOKEN) as origin:
        yield f"{origin}/api/v1/sms/receipts"


def _tell(address: str, *told: Any, token: str = TOKEN) -> tuple[int, Any]:
    found = urllib3.request("POST", f"{address}?token={token}", json=list(told), retries=False)
    return found.status, found.json()


def test_a_receipt_ends_the_chain_once(sent: str) -> None:
    sid = attempts()[0].reference or ""
    unknown = _receipt("nobody's", "SUCCESS", "DELIVRD")
    well = {"result": 0, "errmsg": "OK"}
    assert _tell(sent, unknown, _receipt(sid, "SUCCESS", "DELIVRD")) == (200, well)
    assert state() is DeliveryState.DELIVERED
    (first,) = attempts()
    assert first.receipt == "DELIVRD"
    assert _tell(sent, _receipt(sid, "FAIL", "UNDELIV")) == (200, well)
    (again,) = attempts()
    assert (again.receipt, again.receipt_at) == ("DELIVRD", first.receipt_at)
    assert state() is DeliveryState.DELIVERED


def test_a_forged_or_broken_one_changes_nothing(sent: str) -> None:
    sid = attempts()[0].reference or ""
    assert _tell(sent, _receipt(sid, "SUCCESS", "DELIVRD"), token="guessed")[0] == 404
    assert _tell(sent, {"sid": sid})[0] == 422
    assert _tell(sent, _receipt(sid, "SUCCESS", "DELIVRD"), "x")[0] == 422
    assert state() is DeliveryState.SENT
    assert attempts()[0].receipt_at is None


def test_one_that_failed_hands_over_to_the_next(sent: str) -> None:
    sid = attempts()[0].reference or ""
    assert _tell(sent, _receipt(sid, "FAIL", "MK:0001"))[0] == 200
    assert attempts()[0].receipt == "MK:0001"
    assert state() is DeliveryState.SENT
    posts(clock.now())
    assert state() is DeliveryState.UNDELIVERED, "there is no other way to them"
