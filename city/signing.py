"""Signed requests: what is signed, and with what; the same for who calls us and whom we call."""

import hashlib
import hmac
import re
from typing import NamedTuple

SCHEME = "XJ-HMAC-SHA256"
SKEW = 300  # seconds by which the two clocks may differ
PARTS = re.compile(r'(\w+)="([^"]*)"')
NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Signed(NamedTuple):
    """What a caller says in `Authorization`."""

    client: str
    time: int
    nonce: str
    signature: str


def canonical(method: str, target: str, time: int, nonce: str, body: bytes) -> bytes:
    """What is signed: method, path with query as sent, Unix seconds, nonce, SHA-256 of the body."""
    digest = hashlib.sha256(body).hexdigest()
    return "\n".join((SCHEME, method.upper(), target, str(time), nonce, digest)).encode()


def signature(secret: bytes, said: bytes) -> str:
    """HMAC-SHA256 in hex."""
    return hmac.new(secret, said, hashlib.sha256).hexdigest()


def header(
    client: str, secret: bytes, method: str, target: str, time: int, nonce: str, body: bytes
) -> str:
    """The `Authorization` of a request."""
    proof = signature(secret, canonical(method, target, time, nonce, body))
    return f'{SCHEME} client="{client}", time="{time}", nonce="{nonce}", signature="{proof}"'


def read(said: str) -> Signed | None:
    """What an `Authorization` says; None when it is none of ours, or incomplete."""
    scheme, _, rest = said.partition(" ")
    parts = dict(PARTS.findall(rest))
    if scheme != SCHEME or not {"client", "time", "nonce", "signature"} <= parts.keys():
        return None
    if not parts["time"].isdecimal() or len(parts["time"]) > 12:
        return None
    if not NONCE.fullmatch(parts["nonce"]):
        return None
    return Signed(parts["client"], int(parts["time"]), parts["nonce"], parts["signature"])


def is_right(secret: bytes, said: bytes, given: str) -> bool:
    """Whether a signature is the right one; in the same time for any wrong one."""
    return hmac.compare_digest(signature(secret, said).encode(), given.lower().encode())
