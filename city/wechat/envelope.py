"""The envelope of a message from the platform: its signature, its age, its encryption. Pure.

消息加解密说明: SHA-1 over the sorted token, timestamp and nonce (and ciphertext); AES-256-CBC with
the key's first 16 bytes as IV, PKCS#7 to 32 bytes; inside: 16 random bytes, the length in four
bytes, the message, the app's id.
"""

import base64
import hashlib
import hmac
import secrets
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError

import orjson
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from city.channels import WechatApp

SKEW = 300  # seconds; without encryption a body is not signed, so an old signature is worth nothing
BLOCK = 256  # bits
DEPTH = 4
Fields = Mapping[str, Any]


class Forged(Exception):
    """It does not come from the platform, or is too old."""


class Unreadable(Exception):
    """It comes from the platform, and is no message."""


class Stamp(NamedTuple):
    """What stands in the query of every request of the platform."""

    signature: str
    timestamp: str
    nonce: str
    msg_signature: str = ""


def sign(*parts: str) -> str:
    """The platform's signature of these parts."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def require(app: WechatApp, stamp: Stamp, now: datetime) -> None:
    """Raises Forged unless the app's token signed the stamp, a moment ago."""
    right = sign(app.token or "", stamp.timestamp, stamp.nonce)
    if not app.token or not hmac.compare_digest(right.encode(), stamp.signature.encode()):
        raise Forged
    at = int(stamp.timestamp) if stamp.timestamp.isdecimal() and len(stamp.timestamp) < 12 else 0
    if abs(now.timestamp() - at) > SKEW:
        raise Forged


def opened(app: WechatApp, stamp: Stamp, body: bytes, now: datetime) -> Fields:
    """The fields of a message. Raises Forged, Unreadable.

    An app that has a key takes nothing that is not encrypted.
    """
    require(app, stamp, now)
    fields = read(body)
    if not app.aes_key:
        return fields
    sealed = str(fields.get("Encrypt") or "")
    right = sign(app.token or "", stamp.timestamp, stamp.nonce, sealed)
    if not sealed or not hmac.compare_digest(right.encode(), stamp.msg_signature.encode()):
        raise Forged
    return read(decrypt(app, sealed))


def closed(app: WechatApp, reply: str, now: datetime) -> str:
    """A reply as the platform takes it: sealed where the app has a key."""
    if not app.aes_key or not reply:
        return reply
    at, nonce = str(int(now.timestamp())), secrets.token_hex(8)
    sealed = encrypt(app, reply)
    return (
        f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{sign(app.token or '', at, nonce, sealed)}]]></MsgSignature>"
        f"<TimeStamp>{at}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )


def encrypt(app: WechatApp, words: str) -> str:
    """Words as ciphertext in base64."""
    key, said = _key(app), words.encode()
    content = secrets.token_bytes(16) + len(said).to_bytes(4, "big") + said + app.id.encode()
    padder = PKCS7(BLOCK).padder()
    padded = padder.update(content) + padder.finalize()
    sealer = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(sealer.update(padded) + sealer.finalize()).decode()


def decrypt(app: WechatApp, sealed: str) -> bytes:
    """What was sealed for this app. Raises Forged for what was sealed otherwise."""
    key = _key(app)
    try:
        raw = base64.b64decode(sealed, validate=True)
        opener = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
        padded = opener.update(raw) + opener.finalize()
        unpadder = PKCS7(BLOCK).unpadder()
        content = unpadder.update(padded) + unpadder.finalize()
    except (NotBase64, ValueError):
        raise Forged from None
    end = 20 + int.from_bytes(content[16:20], "big")
    if content[end:] != app.id.encode():
        raise Forged
    return content[20:end]


def read(body: bytes) -> Fields:
    """XML or JSON as names and values. Raises Unreadable; no entity is ever expanded."""
    try:
        if body.lstrip()[:1] == b"{":
            return dict(orjson.loads(body))
        return _fields(fromstring(body, forbid_dtd=True), DEPTH)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unreadable from None


def _fields(element: Element, depth: int) -> dict[str, Any]:
    if not depth:
        raise Unreadable
    return {
        child.tag: _fields(child, depth - 1) if len(child) else (child.text or "")
        for child in element
    }


def _key(app: WechatApp) -> bytes:
    """The key of 32 bytes. Raises ValueError where the setting is none."""
    key = base64.b64decode(f"{app.aes_key}=")
    if len(key) != 32:
        raise ValueError("WECHAT_…_AES_KEY has 43 characters")
    return key
