"""SMS by Tencent Cloud (SendSms, version 2021-01-11): templates that it has approved, no others."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
import urllib3
from urllib3.exceptions import HTTPError

from city import clock
from city.channels import Channels
from city.notices.model import Outcome
from city.notices.outgoing import Letter, Sent
from city.notices.plan import Said
from city.settings import Settings
from workers.channels.tc3 import TYPE, authorization

ACTION, VERSION, SERVICE = "SendSms", "2021-01-11", "sms"
PASSING = (
    *("RequestLimitExceeded", "InternalError", "LimitExceeded.PhoneNumberThirtySecondLimit"),
    *("LimitExceeded.DeliveryFrequencyLimit", "FailedOperation.InsufficientBalance"),
)
"""Codes (or their beginnings) of what may go well later; any other is for good."""
LATER = timedelta(seconds=60)
DAY_IS_FULL = ("LimitExceeded.PhoneNumberDailyLimit", "LimitExceeded.AppCountryOrRegionDailyLimit")


def sender(told: Settings) -> "Sms":
    """The city's sender of SMS."""
    return Sms(told.channels)


class Sms:
    """Sends letters to mobile numbers, one request each: each has a number and words of its own."""

    def __init__(self, told: Channels) -> None:
        self._told = told
        self._host = urlsplit(told.sms_endpoint).netloc
        timeout = urllib3.Timeout(connect=5, read=10)
        self._http = urllib3.PoolManager(retries=False, timeout=timeout, maxsize=2)

    def send(self, letters: Sequence[Letter]) -> Iterator[Sent]:
        """Send each letter whose reader left a mobile number."""
        for letter in letters:
            said = self._one(letter) if letter.to else Said(Outcome.NO_ADDRESS)
            yield Sent(letter, said)

    def _one(self, letter: Letter) -> Said:
        content = {
            "PhoneNumberSet": [international(letter.to)],
            "SmsSdkAppId": self._told.sms_app,
            "SignName": self._told.sms_sign,
            "TemplateId": letter.message.code,
            "TemplateParamSet": list(letter.message.gaps),
            "SessionContext": str(letter.id),
        }
        try:
            return _read(self._post(orjson.dumps(content)))
        except HTTPError as silence:
            # It may have gone: to be told twice is worse here than by the next carrier.
            return Said(Outcome.FAILED, type(silence).__name__)

    def _post(self, body: bytes) -> tuple[int, dict[str, Any]]:
        at, told = clock.now(), self._told
        signed = authorization(
            told.sms_secret_id or "",
            told.sms_secret_key or "",
            SERVICE,
            self._host,
            ACTION,
            body,
            at,
        )
        headers = {
            "Authorization": signed,
            "Content-Type": TYPE,
            "Host": self._host,
            "X-TC-Action": ACTION,
            "X-TC-Version": VERSION,
            "X-TC-Region": told.sms_region,
            "X-TC-Timestamp": str(int(at.timestamp())),
        }
        answer = self._http.request("POST", f"{told.sms_endpoint}/", body=body, headers=headers)
        try:
            return answer.status, dict(orjson.loads(answer.data)["Response"])
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            return answer.status, {}


def international(phone: str) -> str:
    """A Chinese mobile number in E.164."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"+86{digits[-11:]}"


def _read(answered: tuple[int, dict[str, Any]]) -> Said:
    status, said = answered
    if error := said.get("Error"):
        return _failed(str(error.get("Code", "?")))
    states = said.get("SendStatusSet") or []
    if not states:
        return Said(Outcome.FAILED, str(status), is_final=status < 500)
    one = states[0]
    if one.get("Code") == "Ok":
        return Said(Outcome.SENT, "Ok", str(one["SerialNo"]))
    return _failed(str(one.get("Code", "?")))


def _failed(code: str) -> Said:
    if code in DAY_IS_FULL:
        return Said(Outcome.FAILED, code)
    return Said(Outcome.FAILED, code, wait=LATER, is_final=not code.startswith(PASSING))
