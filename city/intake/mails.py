"""An e-mail's bytes → what it says: whose, when, its own words, its pictures. Pure.

RFC 5322 and MIME by the standard library; what no person wrote (RFC 3834) is told apart.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import NamedTuple

from city.clock import is_of_calendar
from city.pages import plain

LONGEST = 2000  # characters of words
MOST_PHOTOS = 9
QUOTED = re.compile(r"^\s*(>|-{2,}\s*(原始邮件|Original Message)|发件人[:：]|On .{4,80} wrote:)")
SIGNATURE = re.compile(r"^-- ?$")
BROKEN = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,20}")


class Unfit(ValueError):
    """No report: `code` is automatic, no_sender, no_words or unreadable."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Mail(NamedTuple):
    """What an e-mail says. `own_id`: its Message-ID, or a digest of it where it has none."""

    own_id: str
    address: str
    name: str
    words: str
    made_at: datetime | None
    pictures: list[bytes]


def read(raw: bytes) -> Mail:
    """What an e-mail says. Raises Unfit for what is no person's report.

    The library fails in several ways at headers that are made to break it; one letter must not
    keep the others from being read.
    """
    try:
        return _read(raw)
    except Unfit:
        raise
    except BROKEN:
        raise Unfit("unreadable") from None


def _read(raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    if _is_automatic(message):
        raise Unfit("automatic")
    name, address = parseaddr(_header(message, "From"))
    if not ADDRESS.fullmatch(address):
        raise Unfit("no_sender")
    words = _whole(f"{_header(message, 'Subject')}\n{_said(message)}".strip())[:LONGEST]
    pictures = list(_pictures(message))[:MOST_PHOTOS]
    if not words and not pictures:
        raise Unfit("no_words")
    own_id = _header(message, "Message-ID").strip() or hashlib.sha256(raw).hexdigest()
    return Mail(own_id[:500], address.lower(), _whole(name)[:40], words, _moment(message), pictures)


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; one that cannot be read is empty."""
    try:
        return str(message.get(name) or "")
    except BROKEN:
        return ""


def _is_automatic(message: EmailMessage) -> bool:
    """Answers of machines, lists and bounces: to answer them would go on for ever."""
    sent = _header(message, "Auto-Submitted").lower() or "no"
    bulk = _header(message, "Precedence").lower() in ("bulk", "junk", "list", "auto_reply")
    listed = message.get("List-Id") is not None
    bounced = _header(message, "Return-Path").strip() == "<>"
    return sent != "no" or bulk or listed or bounced


def _said(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    text = _text(body)
    if body.get_content_subtype() == "html":
        return plain(text)
    return "\n".join(_own_lines(text)).strip()


def _text(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows
        raw = part.get_payload(decode=True)
        return raw.decode("gb18030", "replace") if isinstance(raw, bytes) else ""


def _own_lines(text: str) -> Iterator[str]:
    """Up to the signature or to what is quoted."""
    for line in text.splitlines():
        if SIGNATURE.match(line) or QUOTED.match(line):
            return
        yield line.rstrip()


def _pictures(message: EmailMessage) -> Iterator[bytes]:
    """Attached or shown within; each once."""
    seen: set[bytes] = set()
    for part in message.walk():
        if part.get_content_maintype() != "image":
            continue
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and raw and raw not in seen:
            seen.add(raw)
            yield raw


def _moment(message: EmailMessage) -> datetime | None:
    try:
        found = getattr(message.get("Date"), "datetime", None)
    except BROKEN:
        return None
    if not isinstance(found, datetime):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if is_of_calendar(found) else None


def _whole(said: str) -> str:
    """Without what no database takes: NUL, and halves of characters."""
    return said.replace("\0", "").encode("utf-8", "replace").decode()
