"""Addresses by which the platform fetches a photo that it is to check: for a while, signed."""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

LASTS = timedelta(hours=1)


def path(key: bytes, photo_id: UUID, now: datetime) -> str:
    """Where the public version of a photo can be fetched until an hour from now."""
    until = int((now + LASTS).timestamp())
    return f"/api/v1/wechat/photos/{photo_id}?until={until}&proof={_proof(key, photo_id, until)}"


def is_good(key: bytes, photo_id: UUID, until: int, proof: str, now: datetime) -> bool:
    """Whether we made this address, and its time is not over."""
    right = hmac.compare_digest(_proof(key, photo_id, until).encode(), proof.encode())
    return right and now.timestamp() <= until


def _proof(key: bytes, photo_id: UUID, until: int) -> str:
    said = f"wechat photo\n{photo_id}\n{until}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
