"""Tencent Cloud's signature, TC3-HMAC-SHA256, of a JSON request (its API document, 签名方法 v3)."""

import hashlib
import hmac
from datetime import UTC, datetime

ALGORITHM = "TC3-HMAC-SHA256"
TYPE = "application/json; charset=utf-8"
SIGNED = "content-type;host;x-tc-action"


def authorization(
    secret_id: str, secret_key: str, service: str, host: str, action: str, body: bytes, at: datetime
) -> str:
    """The Authorization header of a POST to `/` made at `at` (aware)."""
    day = f"{at.astimezone(UTC):%Y-%m-%d}"
    scope = f"{day}/{service}/tc3_request"
    head = f"content-type:{TYPE}\nhost:{host}\nx-tc-action:{action.lower()}\n"
    canonical = "\n".join(("POST", "/", "", head, SIGNED, _digest(body)))
    told = "\n".join((ALGORITHM, str(int(at.timestamp())), scope, _digest(canonical.encode())))
    key = f"TC3{secret_key}".encode()
    for part in (day, service, "tc3_request"):
        key = _mac(key, part)
    signature = _mac(key, told).hex()
    return (
        f"{ALGORITHM} Credential={secret_id}/{scope}, SignedHeaders={SIGNED}, Signature={signature}"
    )


def _mac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
