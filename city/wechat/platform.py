"""The platform's protocol: log-in codes, tokens that are shared, calls, and the signature of pages.

Error codes as its document names them: 40001, 40014, 42001 a token that is no longer good;
40029, 40163 a log-in code that is; 43101 not granted; 45009, 45011 too often; -1 busy.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

import orjson
import urllib3
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from urllib3.exceptions import HTTPError

from city import clock
from city.channels import Channels, WechatApp
from city.db import transaction
from city.wechat.model import WechatToken

STALE = frozenset({40001, 40014, 42001})
BUSY = frozenset({0, -1, 45009, 45011})
"""No answer, the platform is busy, or it was asked too often: it may go well later."""
EARLY = timedelta(minutes=5)
"""A token is renewed so long before its end."""
Said = TypeVar("Said")
LONGEST = 64 * 1024
"""Bytes of an answer in JSON; a longer one is none of the platform's."""
LONGEST_LENT = 7 * 24 * 3600  # seconds; the document says 7,200
_HTTP = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=5, read=8), maxsize=4)


def receipt_of(message: str) -> str:
    """By what name the receipt of a template message is known here; other carriers count too."""
    return f"template:{message}"


class Refused(Exception):
    """The platform said no: its `errcode`; 0 where it did not answer."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"errcode {code}")


class TooLarge(Exception):
    """What a user sent is larger than we take."""


class Signature(NamedTuple):
    """What `wx.config` takes."""

    app: str
    timestamp: int
    nonce: str
    signature: str


class Platform:
    """The platform, asked in the name of one of the city's apps."""

    def __init__(self, told: Channels, app: WechatApp) -> None:
        self._at, self._app = told.wechat_endpoint, app

    def openid(self, code: str) -> str:
        """Whose log-in code it is (`code2session`). Raises Refused."""
        asked = {"appid": self._app.id, "secret": self._app.secret}
        asked |= {"js_code": code, "grant_type": "authorization_code"}
        return word(self._ask("GET", "/sns/jscode2session", asked), "openid")

    def call(self, token: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """A call with the shared token. Raises Refused, with a code of STALE where it is old.

        An answer without a code, that good ones have too (0), says nothing of what was done.
        """
        found = self._ask("POST", path, {"access_token": token}, body)
        if "errcode" not in found:
            raise Refused(0)
        return found

    def tell(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """A call with whatever token is good: a stale one is renewed once, for all processes.

        Raises Refused.
        """
        return self._with_token(lambda token: self.call(token, path, body))

    def media(self, media_id: str, most: int) -> bytes:
        """The bytes of what a user sent (`media/get`), at most so many. Raises Refused, TooLarge.

        A refusal is JSON, also where bytes were asked for.
        """
        path = "/cgi-bin/media/get"
        return self._with_token(
            lambda token: self._bytes(path, {"access_token": token, "media_id": media_id}, most)
        )

    def _with_token(self, call: Callable[[str], Said]) -> Said:
        """The token's row is locked only while it is renewed, never while the call is made."""
        with transaction() as session:
            token = self.access_token(session)
        try:
            return call(token)
        except Refused as refused:
            if refused.code not in STALE:
                raise
        with transaction() as session:
            token = self.access_token(session, stale=token)
        return call(token)

    def access_token(self, session: Session, stale: str | None = None) -> str:
        """The app's token; `stale` is one that the platform no longer takes."""
        asked = {"grant_type": "client_credential", "appid": self._app.id}
        asked |= {"secret": self._app.secret}

        def fresh() -> tuple[str, int]:
            found = self._ask("GET", "/cgi-bin/token", asked)
            return word(found, "access_token"), _seconds(found)

        return _shared(session, f"{self._app.prefix}access_token", fresh, stale)

    def signature(self, session: Session, url: str) -> Signature:
        """What lets the page at `url` use the JS-SDK. Raises Refused."""

        name = f"{self._app.prefix}jsapi_ticket"
        ticket = _shared(session, name, lambda: self._ticket(session), None)
        nonce, at = secrets.token_hex(8), int(clock.now().timestamp())
        told = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={at}&url={url.partition('#')[0]}"
        signed = hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest()
        return Signature(self._app.id, at, nonce, signed)

    def _ticket(self, session: Session, stale: str | None = None) -> tuple[str, int]:
        token = self.access_token(session, stale)
        asked = {"access_token": token, "type": "jsapi"}
        try:
            found = self._ask("GET", "/cgi-bin/ticket/getticket", asked)
        except Refused as refused:
            if stale or refused.code not in STALE:
                raise
            return self._ticket(session, stale=token)
        return word(found, "ticket"), _seconds(found)

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        raw = orjson.dumps(body) if body is not None else None
        try:
            return _read(self._said(method, path, query, LONGEST, raw)[0])
        except TooLarge:
            raise Refused(0) from None

    def _bytes(self, path: str, query: Mapping[str, str], most: int) -> bytes:
        body, kind = self._said("GET", path, query, most)
        if kind.startswith(("application/json", "text/")):
            _read(body)
            raise Refused(0)
        return body

    def _said(
        self, method: str, path: str, query: Mapping[str, str], most: int, raw: bytes | None = None
    ) -> tuple[bytes, str]:
        """An answer's bytes and their kind. Raises TooLarge; Refused where it is a fault's."""
        address = f"{self._at}{path}?{urlencode(query)}"
        try:
            found = _HTTP.request(method, address, body=raw, preload_content=False)
            body = found.read(most + 1)
            found.drain_conn() if len(body) <= most else found.close()
        except HTTPError:
            raise Refused(0) from None  # nothing of the address: the secret stands in it
        if len(body) > most:
            raise TooLarge
        if found.status != 200:
            _read(body)
            raise Refused(0)
        return body, found.headers.get("Content-Type", "")


def _read(said: bytes) -> dict[str, Any]:
    """An answer in JSON. Raises Refused for an error, and for what is no answer at all."""
    try:
        found = dict(orjson.loads(said))
        code = int(found.get("errcode") or 0)
    except (ValueError, TypeError, OverflowError):
        raise Refused(0) from None
    if code:
        raise Refused(code)
    return found


def word(found: Mapping[str, Any], name: str) -> str:
    """What an answer names. Raises Refused where it names nothing, or no word."""
    said = found.get(name)
    if not isinstance(said, str) or not said or "\0" in said:
        raise Refused(0)
    return said


def _seconds(found: Mapping[str, Any]) -> int:
    """How long a token is lent. Raises Refused."""
    said = found.get("expires_in")
    if not isinstance(said, int) or not 0 < said <= LONGEST_LENT:
        raise Refused(0)
    return said


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
