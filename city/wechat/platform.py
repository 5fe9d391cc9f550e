"""The platform's protocol: log-in codes, tokens that are shared, calls, and the signature of pages.

Error codes as its document names them: 40001, 40014, 42001 a token that is no longer good;
40029, 40163 a log-in code that is; 43101 not granted; 45009, 45011 too often.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
import urllib3
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from urllib3.exceptions import HTTPError

from city import clock
from city.channels import Channels
from city.wechat.model import WechatToken

STALE = frozenset({40001, 40014, 42001})
EARLY = timedelta(minutes=5)
"""A token is renewed so long before its end."""
_HTTP = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=5, read=8), maxsize=4)


class Refused(Exception):
    """The platform said no: its `errcode`; 0 where it did not answer."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"errcode {code}")


class Signature(NamedTuple):
    """What `wx.config` takes."""

    app: str
    timestamp: int
    nonce: str
    signature: str


class Platform:
    """The platform, asked in the name of the city's app."""

    def __init__(self, told: Channels) -> None:
        self._told = told

    def openid(self, code: str) -> str:
        """Whose log-in code it is (`code2session`). Raises Refused."""
        asked = {"appid": self._told.wechat_app, "secret": self._told.wechat_secret}
        asked |= {"js_code": code, "grant_type": "authorization_code"}
        return str(self._ask("GET", "/sns/jscode2session", asked)["openid"])

    def call(self, token: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """A call with the shared token. Raises Refused, with a code of STALE where it is old."""
        return self._ask("POST", path, {"access_token": token}, body)

    def access_token(self, session: Session, stale: str | None = None) -> str:
        """The city's token; `stale` is one that the platform no longer takes."""
        asked = {"grant_type": "client_credential", "appid": self._told.wechat_app}
        asked |= {"secret": self._told.wechat_secret}

        def fresh() -> tuple[str, int]:
            found = self._ask("GET", "/cgi-bin/token", asked)
            return str(found["access_token"]), int(found["expires_in"])

        return _shared(session, "access_token", fresh, stale)

    def signature(self, session: Session, url: str) -> Signature:
        """What lets the page at `url` use the JS-SDK. Raises Refused."""

        ticket = _shared(session, "jsapi_ticket", lambda: self._ticket(session), None)
        nonce, at = secrets.token_hex(8), int(clock.now().timestamp())
        told = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={at}&url={url.partition('#')[0]}"
        signed = hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest()
        return Signature(self._told.wechat_app or "", at, nonce, signed)

    def _ticket(self, session: Session, stale: str | None = None) -> tuple[str, int]:
        token = self.access_token(session, stale)
        asked = {"access_token": token, "type": "jsapi"}
        try:
            found = self._ask("GET", "/cgi-bin/ticket/getticket", asked)
        except Refused as refused:
            if stale or refused.code not in STALE:
                raise
            return self._ticket(session, stale=token)
        return str(found["ticket"]), int(found["expires_in"])

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | None],
        body: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        address = f"{self._told.wechat_endpoint}{path}?{urlencode(query)}"
        raw = orjson.dumps(body) if body is not None else None
        try:
            found = dict(orjson.loads(_HTTP.request(method, address, body=raw).data))
        except (HTTPError, ValueError, TypeError):
            raise Refused(0) from None  # nothing of the address: the secret stands in it
        if code := int(found.get("errcode") or 0):
            raise Refused(code)
        return found


def _shared(
    session: Session, name: str, fresh: Callable[[], tuple[str, int]], stale: str | None
) -> str:
    """A token that all processes share: who holds its row renews it, the others wait for that."""
    row = session.get(WechatToken, name, populate_existing=True)
    if row is not None and _is_good(row, stale):
        return row.value
    empty = insert(WechatToken).values(name=name, value="", ends_at=clock.now())
    session.execute(empty.on_conflict_do_nothing())
    row = session.get_one(WechatToken, name, with_for_update=True, populate_existing=True)
    if not _is_good(row, stale):
        row.value, seconds = fresh()
        row.ends_at = clock.now() + timedelta(seconds=seconds)
        session.flush()
    return row.value


def _is_good(row: WechatToken, stale: str | None) -> bool:
    return bool(row.value) and row.value != stale and row.ends_at - EARLY > clock.now()
