"""A push service on loopback: checks VAPID (RFC 8292), headers and size, and can read the bodies.

The browser's side is here too: its keys, and the decryption of RFC 8291 and RFC 8188 by hand.
"""

import base64
import json
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.channels.wire import Reply, Request, serving

LARGEST = 4096
P256 = ec.SECP256R1()


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """A browser that subscribed: the private half of its keys."""

    def __init__(self, origin: str) -> None:
        self._key = ec.generate_private_key(P256)
        self._auth = secrets.token_bytes(16)
        self.name = secrets.token_urlsafe(12)
        self.public = self._key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.endpoint = f"{origin}/push/{self.name}"

    @property
    def subscription(self) -> dict[str, Any]:
        """As `PushSubscription.toJSON()` writes it."""
        keys = {"p256dh": b64(self.public), "auth": b64(self._auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def read(self, body: bytes) -> Any:
        """The message in a body of one record (RFC 8188 header, RFC 8291 keys)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs = body[21 : 21 + length]
        assert length == 65
        assert len(body) - 21 - length <= size
        sender = ec.EllipticCurvePublicKey.from_encoded_point(P256, theirs)
        shared = self._key.exchange(ec.ECDH(), sender)
        ikm = _hkdf(self._auth, b"WebPush: info\0" + self.public + theirs, 32, shared)
        key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", 16, ikm)
        nonce = _hkdf(salt, b"Content-Encoding: nonce\0", 12, ikm)
        plain = AESGCM(key).decrypt(nonce, body[21 + length :], None)
        text, mark, padding = plain.rpartition(b"\x02")
        assert mark
        assert not padding.strip(b"\0")
        return json.loads(text)


def _hkdf(salt: bytes, info: bytes, length: int, secret: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@dataclass
class PushTwin:
    """The service. `answers`: endpoint's name → replies to give before it takes anything."""

    key: str = ""
    origin: str = ""
    browsers: dict[str, Browser] = field(default_factory=dict)
    answers: dict[str, list[Reply]] = field(default_factory=dict)
    taken: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def browser(self) -> Browser:
        """A new browser."""
        made = Browser(self.origin)
        self.browsers[made.name] = made
        return made

    def told(self, browser: Browser) -> list[Any]:
        """The messages that a browser got, in order."""
        return [said for name, _, said in self.taken if name == browser.name]

    def answer(self, asked: Request) -> Reply:
        """Take a message, or say what is wrong with it."""
        name = asked.path.rpartition("/")[2]
        if name not in self.browsers:
            return Reply(404)
        if waiting := self.answers.get(name):
            return waiting.pop(0)
        if wrong := self._wrong(asked):
            self.refused.append(wrong)
            return Reply(403 if wrong.startswith("vapid") else 400, wrong.encode())
        said = self.browsers[name].read(asked.body)
        self.taken.append((name, dict(asked.headers), said))
        return Reply(201, headers=(("Location", f"{self.origin}/m/{secrets.token_hex(8)}"),))

    def _wrong(self, asked: Request) -> str:
        headers = asked.headers
        checks = {
            "method": asked.method == "POST",
            "size": len(asked.body) <= LARGEST,
            "encoding": headers.get("content-encoding") == "aes128gcm",
            "ttl": headers.get("ttl", "").isdigit(),
            "urgency": headers.get("urgency") in {"very-low", "low", "normal", "high"},
            "topic": bool(re.fullmatch(r"[A-Za-z0-9_-]{1,32}", headers.get("topic", "a"))),
            "host": f"http://{headers.get('host')}" == self.origin,
        }
        wrong = next((name for name, good in checks.items() if not good), "")
        return wrong or self._wrong_vapid(headers.get("authorization", ""))

    def _wrong_vapid(self, header: str) -> str:
        found = re.fullmatch(r"vapid t=([\w.-]+), ?k=([\w-]+)", header)
        if not found:
            return "vapid header"
        token, key = found.groups()
        if key != self.key:
            return "vapid key"
        public = ec.EllipticCurvePublicKey.from_encoded_point(P256, unb64(key))
        try:
            claims = jwt.decode(token, public, algorithms=["ES256"], audience=self.origin)
        except jwt.InvalidTokenError as why:
            return f"vapid {type(why).__name__}"
        self.tokens.add(token)
        lasts = claims["exp"] - time.time()
        return "" if 0 < lasts <= 86400 and claims["sub"].startswith("mailto:") else "vapid claims"


@contextmanager
def push_service(key: str = "") -> Iterator[PushTwin]:
    """A push service for browsers that subscribed with `key`."""
    twin = PushTwin(key)
    with serving(twin.answer) as twin.origin:
        yield twin
