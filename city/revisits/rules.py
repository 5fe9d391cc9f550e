"""What an answer leads to: decided here, from values to values."""

import base64
import hmac
import struct
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from city.revisits.model import Why

LASTS = timedelta(days=7)
"""How long a reporter may answer, and an answer may reopen. The city's own choice: 待核对."""
_SIGNATURE = 16  # bytes


class Said(NamedTuple):
    """An answer: satisfied? solved? why not, in a word and in their own."""

    satisfied: bool
    solved: bool | None
    why: Why | None = None
    words: str = ""


def may_reopen(said: Said, reopened_before: int, until: datetime, now: datetime) -> bool:
    """Unsolved and unsatisfied, in time, and the first time for this case."""
    return said.solved is False and not said.satisfied and reopened_before == 0 and now <= until


def token(revisit_id: UUID, until: datetime, key: bytes) -> str:
    """What a link carries: it opens one question of one case, until then, and nothing else."""
    body = revisit_id.bytes + struct.pack(">I", int(until.timestamp()))
    return base64.urlsafe_b64encode(body + _signed(body, key)).rstrip(b"=").decode()


def read(text: str, key: bytes, now: datetime) -> UUID | None:
    """Which question a token opens; None for a forged one, or one whose time is over."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    body, signature = raw[:20], raw[20:]
    if len(raw) != 20 + _SIGNATURE or not hmac.compare_digest(signature, _signed(body, key)):
        return None
    (until,) = struct.unpack(">I", body[16:])
    if now > datetime.fromtimestamp(until, UTC):
        return None
    return UUID(bytes=body[:16])


def _signed(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"revisit\0" + body, "sha256")[:_SIGNATURE]
