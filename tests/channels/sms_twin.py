"""Tencent Cloud's SMS on loopback: it reads TC3 by the document itself, and knows its limits."""

import hashlib
import hmac
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.channels.wire import Reply, Request, serving

SECRET_ID, SECRET_KEY, APP = "AKIDexample", "key-of-the-example", "1400000001"
TEMPLATES = {"2001": 2, "2002": 3}  # approved, and how many places each has
DRIFT = 300  # seconds
DAILY = 10  # to one number


@dataclass
class SmsTwin:
    """The service: what it sent, what it refused, and a clock that a test may move."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    drift: float = 0.0
    now: Callable[[], float] = time.time
    origin: str = ""
    _today: Counter[str] = field(default_factory=Counter)

    def answer(self, asked: Request) -> Reply:
        """The JSON that the service answers; its errors come with status 200."""
        said = self._error(asked)
        if said:
            self.errors.append(said)
            response: dict[str, Any] = {"Error": {"Code": said, "Message": "no"}}
        else:
            response = {"SendStatusSet": [self._send(one, asked) for one in self._numbers(asked)]}
        return Reply(200, json.dumps({"Response": {**response, "RequestId": "r"}}).encode())

    def _error(self, asked: Request) -> str:
        headers = asked.headers
        if headers.get("x-tc-action") != "SendSms" or headers.get("x-tc-version") != "2021-01-11":
            return "InvalidAction"
        at = int(headers.get("x-tc-timestamp", "0"))
        if abs(self.now() + self.drift - at) > DRIFT:
            return "AuthFailure.SignatureExpire"
        if headers.get("authorization") != _expected(asked, at):
            return "AuthFailure.SignatureFailure"
        body = json.loads(asked.body)
        if body["SmsSdkAppId"] != APP:
            return "UnauthorizedOperation.SmsSdkAppIdVerifyFail"
        places = TEMPLATES.get(body["TemplateId"])
        if places is None:
            return "FailedOperation.TemplateIncorrectOrUnapproved"
        if places != len(body["TemplateParamSet"]):
            return "FailedOperation.TemplateParamSetNotMatchApprovedTemplate"
        return ""

    def _numbers(self, asked: Request) -> list[str]:
        return list(json.loads(asked.body)["PhoneNumberSet"])

    def _send(self, number: str, asked: Request) -> dict[str, Any]:
        body = json.loads(asked.body)
        code = "Ok"
        if not re.fullmatch(r"\+861\d{10}", number):
            code = "InvalidParameterValue.IncorrectPhoneNumber"
        elif self._today[number] >= DAILY:
            code = "LimitExceeded.PhoneNumberDailyLimit"
        serial = f"2019:{len(self.sent)}" if code == "Ok" else ""
        if code == "Ok":
            self._today[number] += 1
            self.sent.append({**body, "SerialNo": serial})
        return {
            "SerialNo": serial,
            "PhoneNumber": number,
            "Fee": 1,
            "Code": code,
            "SessionContext": body.get("SessionContext", ""),
            "Message": "",
            "IsoCode": "CN",
        }


def _expected(asked: Request, at: int) -> str:
    day = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
    signed = ["content-type", "host", "x-tc-action"]
    lines = [f"{name}:{asked.headers[name].strip().lower()}" for name in signed]
    digest = hashlib.sha256(asked.body).hexdigest()
    canonical = f"POST\n/\n\n{chr(10).join(lines)}\n\n{';'.join(signed)}\n{digest}"
    scope = f"{day}/sms/tc3_request"
    text = f"TC3-HMAC-SHA256\n{at}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = ("TC3" + SECRET_KEY).encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    credential = f"Credential={SECRET_ID}/{scope}"
    names = f"SignedHeaders={';'.join(signed)}"
    return f"TC3-HMAC-SHA256 {credential}, {names}, Signature={signature}"


@contextmanager
def sms_service() -> Iterator[SmsTwin]:
    """The service, on a free port."""
    twin = SmsTwin()
    with serving(twin.answer) as twin.origin:
        yield twin
