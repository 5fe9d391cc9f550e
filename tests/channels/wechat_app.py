"""The WeChat platform's other half on loopback: content checks, the official account, its pushes.

It keeps to the documented limits and error codes, and signs and seals what it pushes by itself.
"""

import base64
import hashlib
import json
import secrets
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import urllib3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.channels.wechat_twin import APP, WechatTwin, wechat_platform
from tests.channels.wire import Reply, Request

ACCOUNT, ACCOUNT_SECRET = "wxabcdef0123456789", "secret-of-the-account"
TOKEN, AES_KEY = "token-of-ours", base64.b64encode(bytes(range(32))).decode()[:43]
SETTINGS = {
    "WECHAT_APP": APP,
    "WECHAT_TOKEN": TOKEN,
    "WECHAT_AES_KEY": AES_KEY,
    "WECHAT_ACCOUNT_APP": ACCOUNT,
    "WECHAT_ACCOUNT_SECRET": ACCOUNT_SECRET,
    "WECHAT_ACCOUNT_TOKEN": TOKEN,
    "WECHAT_ACCOUNT_AES_KEY": AES_KEY,
}
Json = dict[str, Any]


@dataclass
class AppTwin:
    """What the platform judges and keeps. `busy`: error codes that it gives first."""

    base: WechatTwin
    judge: dict[str, tuple[str, int]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    media: dict[str, bytes] = field(default_factory=dict)
    busy: list[int] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    fetched: list[bytes] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    menus: list[Json] = field(default_factory=list)
    told: list[Json] = field(default_factory=list)

    def token(self, asked: Request) -> Json:
        """A new token of this app; the one before is good no longer."""
        whose = asked.query.get("appid", "")
        secret = {APP: "secret-of-the-app", ACCOUNT: ACCOUNT_SECRET}.get(whose)
        if secret is None or asked.query.get("secret") != secret:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        self.tokens[whose] = secrets.token_urlsafe(20)
        return {"access_token": self.tokens[whose], "expires_in": 7200}

    def refused(self, asked: Request, whose: str) -> Json | None:
        """What every call may be answered."""
        if self.busy:
            code = self.busy.pop(0)
            return {"errcode": code, "errmsg": "busy"}
        if not self.tokens.get(whose) or asked.query.get("access_token") != self.tokens[whose]:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        return None

    def words(self, asked: Request) -> Json:
        """`msg_sec_check` 2.0."""
        body = json.loads(asked.body)
        if refused := self.refused(asked, APP) or self._unfit(body):
            return refused
        if not body["content"]:
            return {"errcode": 44002, "errmsg": "empty post data"}
        if len(body["content"]) > 2500:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        found = (one for word, one in self.judge.items() if word in body["content"])
        suggest, label = next(found, ("pass", 100))
        result = {"suggest": suggest, "label": label}
        detail = [{"strategy": "content_model", "errcode": 0, **result, "prob": 90}]
        return {"errcode": 0, "errmsg": "ok", "result": result, "detail": detail,
                "trace_id": secrets.token_hex(12)}  # fmt: skip

    def picture(self, asked: Request) -> Json:
        """`media_check_async` 2.0: it fetches the picture by itself, and tells later."""
        body = json.loads(asked.body)
        if refused := self.refused(asked, APP) or self._unfit(body):
            return refused
        if body["media_type"] != 2:
            return {"errcode": 47001, "errmsg": "data format error"}
        found = urllib3.request("GET", body["media_url"], retries=False, timeout=60)
        if found.status != 200 or len(found.data) > 10 * 2**20:
            return {"errcode": -1008, "errmsg": "cannot download"}
        self.fetched.append(found.data)
        self.traces.append(f"{secrets.token_hex(4)}-{secrets.token_hex(4)}")
        return {"errcode": 0, "errmsg": "ok", "trace_id": self.traces[-1]}

    def _unfit(self, body: Json) -> Json | None:
        if body.get("version") != 2 or body.get("scene") not in (1, 2, 3, 4):
            return {"errcode": 40129, "errmsg": "invalid scene"}
        if body.get("openid") not in self.seen:
            return {"errcode": 61010, "errmsg": "code is expired"}
        return None

    def bytes(self, asked: Request) -> Json | Reply:
        """`media/get`."""
        if refused := self.refused(asked, ACCOUNT):
            return refused
        found = self.media.get(asked.query["media_id"])
        if found is None:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        return Reply(200, found, (("Content-Type", "image/jpeg"),))

    def menu(self, asked: Request) -> Json:
        """`menu/create`, with its limits of names and numbers."""
        body = json.loads(asked.body)
        if refused := self.refused(asked, ACCOUNT):
            return refused
        for top in body["button"]:
            if len(top["name"].encode()) > 16:
                return {"errcode": 40018, "errmsg": "invalid button name size"}
            if len(top.get("sub_button", ())) > 5:
                return {"errcode": 40023, "errmsg": "invalid sub button size"}
        if not 1 <= len(body["button"]) <= 3:
            return {"errcode": 40016, "errmsg": "invalid button size"}
        self.menus.append(body)
        return {"errcode": 0, "errmsg": "ok"}

    def custom(self, asked: Request) -> Json:
        """`message/custom/send`."""
        if refused := self.refused(asked, ACCOUNT):
            return refused
        self.told.append(json.loads(asked.body))
        return {"errcode": 0, "errmsg": "ok"}


@contextmanager
def platform() -> Iterator[AppTwin]:
    """The platform, with both of the city's apps on it."""
    with wechat_platform() as base:
        twin = AppTwin(base)
        base.others = {
            "/wxa/msg_sec_check": twin.words,
            "/wxa/media_check_async": twin.picture,
            "/cgi-bin/media/get": twin.bytes,
            "/cgi-bin/menu/create": twin.menu,
            "/cgi-bin/message/custom/send": twin.custom,
        }
        base.lend, base.lent = twin.token, twin.tokens
        yield twin


class Pusher:
    """The platform's side of the callback: it signs, seals, sends, and opens what comes back."""

    def __init__(self, address: str, app: str = ACCOUNT, key: str | None = AES_KEY) -> None:
        self.address, self.app, self.key = address, app, key
        self._http = urllib3.PoolManager(retries=False, timeout=60)

    def push(self, body: str, at: float | None = None, token: str = TOKEN) -> tuple[int, str]:
        """Push a message; the status, and the words of the reply or what stands for none."""
        stamp = self.stamp(at, token)
        if self.key:
            sealed = self.seal(body)
            stamp |= {"encrypt_type": "aes"}
            stamp["msg_signature"] = _sign(token, stamp["timestamp"], stamp["nonce"], sealed)
            body = f"<xml><ToUserName>gh_1</ToUserName><Encrypt>{sealed}</Encrypt></xml>"
        address = f"{self.address}?{urlencode(stamp)}"
        head = {"Content-Type": "text/xml"}
        found = self._http.request("POST", address, body=body.encode(), headers=head)
        return found.status, self._words(found.data.decode())

    def stamp(self, at: float | None = None, token: str = TOKEN) -> dict[str, str]:
        """What stands in the query."""
        when, nonce = str(int(at or time.time())), secrets.token_hex(5)
        return {"signature": _sign(token, when, nonce), "timestamp": when, "nonce": nonce}

    def verify(self, echo: str, token: str = TOKEN) -> tuple[int, str]:
        """Ask whether the server is ours."""
        asked = {**self.stamp(token=token), "echostr": echo}
        found = self._http.request("GET", self.address, fields=asked)
        return found.status, found.data.decode()

    def seal(self, words: str) -> str:
        """By the document: random, length, words, app; PKCS#7 to 32."""
        said = words.encode()
        plain = secrets.token_bytes(16) + struct.pack(">I", len(said)) + said + self.app.encode()
        pad = 32 - len(plain) % 32
        sealer = self._cipher().encryptor()
        return base64.b64encode(sealer.update(plain + bytes([pad]) * pad)).decode()

    def _words(self, reply: str) -> str:
        if not reply.startswith("<xml>"):
            return reply
        tree = ElementTree.fromstring(reply)
        if self.key:
            sealed = tree.findtext("Encrypt") or ""
            parts = tree.findtext("TimeStamp") or "", tree.findtext("Nonce") or "", sealed
            assert tree.findtext("MsgSignature") == _sign(TOKEN, *parts)
            opened = self._cipher().decryptor().update(base64.b64decode(sealed))
            size = struct.unpack(">I", opened[16:20])[0]
            assert opened[20 + size : -opened[-1]] == self.app.encode()
            tree = ElementTree.fromstring(opened[20 : 20 + size])
        assert tree.findtext("MsgType") == "text"
        return tree.findtext("Content") or ""

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(f"{self.key}=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def message(openid: str, kind: str, number: int = 0, **fields: object) -> str:
    """A message as the document shows it."""
    told = {"MsgId": number or secrets.randbelow(2**62), **fields}
    if kind == "event":
        del told["MsgId"]
    rest = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in told.items())
    return (
        f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[{openid}]]>"
        f"</FromUserName><CreateTime>{int(time.time())}</CreateTime>"
        f"<MsgType><![CDATA[{kind}]]></MsgType>{rest}</xml>"
    )


def checked(trace: str, suggest: str, label: int) -> str:
    """The push of `wxa_media_check`."""
    result = f"<result><suggest>{suggest}</suggest><label>{label}</label></result>"
    told = f"<appid>{APP}</appid><trace_id>{trace}</trace_id><version>2</version>{result}"
    return message("oplatform", "event", Event="wxa_media_check").replace("</xml>", f"{told}</xml>")


def _sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()
