"""The WeChat platform on loopback: codes that work once, tokens that replace each other, grants."""

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.channels.wire import Reply, Request, serving

APP, SECRET = "wx0123456789abcdef", "secret-of-the-app"
TEMPLATE = "tmpl-decline"
FIELDS = {"character_string1": 32, "phrase2": 5, "thing3": 20}


@dataclass
class WechatTwin:
    """The platform. `busy`: error codes that it gives before it does anything.

    `odd`: what it says to whatever it is asked, on a bad day; `lent`: tokens by app, of others.
    """

    codes: dict[str, str] = field(default_factory=dict)
    grants: Counter[str] = field(default_factory=Counter)
    sent: list[dict[str, Any]] = field(default_factory=list)
    lend: Callable[[Request], dict[str, Any]] | None = None
    others: dict[str, Callable[[Request], Reply | dict[str, Any]]] = field(default_factory=dict)
    busy: list[int] = field(default_factory=list)
    token: str = ""
    ticket: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    origin: str = ""
    odd: Any = None
    lent: dict[str, str] = field(default_factory=dict)

    def user(self) -> tuple[str, str]:
        """A new user: a log-in code, and the openid behind it."""
        code, openid = secrets.token_hex(8), f"o{secrets.token_hex(10)}"
        self.codes[code] = openid
        return code, openid

    def answer(self, asked: Request) -> Reply:
        """The platform answers everything with status 200."""
        self.asked[asked.path] += 1
        way = {
            "/sns/jscode2session": self._session,
            "/cgi-bin/token": self.lend or self._token,
            "/cgi-bin/ticket/getticket": self._ticket,
            "/cgi-bin/message/subscribe/send": self._send,
        }.get(asked.path) or self.others.get(asked.path)
        found = way(asked) if way else {"errcode": 40066, "errmsg": "invalid url"}
        found = found if self.odd is None else self.odd
        if isinstance(found, Reply):
            return found
        head = (("Content-Type", "application/json; encoding=utf-8"),)
        return Reply(200, json.dumps(found, ensure_ascii=False).encode(), head)

    def _is_app(self, query: dict[str, str]) -> bool:
        return (query.get("appid"), query.get("secret")) == (APP, SECRET)

    def _session(self, asked: Request) -> dict[str, Any]:
        if not self._is_app(asked.query):
            return {"errcode": 40013, "errmsg": "invalid appid"}
        openid = self.codes.pop(asked.query["js_code"], None)
        if openid is None:
            return {"errcode": 40029, "errmsg": "invalid code"}
        return {"openid": openid, "session_key": secrets.token_urlsafe(16)}

    def _token(self, asked: Request) -> dict[str, Any]:
        if not self._is_app(asked.query):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        self.token = secrets.token_urlsafe(20)
        return {"access_token": self.token, "expires_in": 7200}

    def _ticket(self, asked: Request) -> dict[str, Any]:
        if asked.query.get("access_token") not in {self.token, *self.lent.values()}:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        self.ticket = secrets.token_urlsafe(20)
        return {"errcode": 0, "errmsg": "ok", "ticket": self.ticket, "expires_in": 7200}

    def _send(self, asked: Request) -> dict[str, Any]:
        if asked.query.get("access_token") != self.token or not self.token:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        if self.busy:
            return {"errcode": self.busy.pop(0), "errmsg": "busy"}
        body = json.loads(asked.body)
        if body["template_id"] != TEMPLATE:
            return {"errcode": 40037, "errmsg": "invalid template_id"}
        values = {name: one["value"] for name, one in body["data"].items()}
        if values.keys() != FIELDS.keys() or any(
            len(values[name]) > most for name, most in FIELDS.items()
        ):
            return {"errcode": 47003, "errmsg": "argument invalid"}
        if self.grants[body["touser"]] <= 0:
            return {"errcode": 43101, "errmsg": "user refuse to accept the msg"}
        self.grants[body["touser"]] -= 1
        self.sent.append(body)
        return {"errcode": 0, "errmsg": "ok", "msgid": len(self.sent)}


@contextmanager
def wechat_platform() -> Iterator[WechatTwin]:
    """The platform, on a free port."""
    twin = WechatTwin()
    with serving(twin.answer) as twin.origin:
        yield twin
