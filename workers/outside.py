"""Fetching from addresses that strangers give: only public ones, only so much, only so long."""

import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from workers.hosts import addresses, is_public

PORTS = {"http": 80, "https": 443}
REDIRECTS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
CHUNK = 64 * 1024


class Refused(Exception):
    """It may not, or cannot ever, be fetched; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class NotNow(Exception):
    """It could not be fetched this time."""


class Fetched(NamedTuple):
    """The bytes, and what their server called them."""

    body: bytes
    content_type: str


class Answer(NamedTuple):
    """What a server said in the end, after its redirects; no body where it has none to give."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(url: str, most: int, seconds: float, trusted: Collection[str] = ()) -> Fetched:
    """The bytes at `url`, at most `most` of them, within `seconds` in all. Raises Refused, NotNow.

    `trusted`: `host:port` of a city's own servers, which may have private addresses.
    """
    said = ask(url, most, seconds, trusted, {"Accept": "image/*"})
    if said.status != 200:
        raise (NotNow if said.status >= 500 else Refused)(f"http_{said.status}")
    return Fetched(said.body, said.headers.get("Content-Type", ""))


def ask(
    url: str, most: int, seconds: float, trusted: Collection[str], headers: Mapping[str, str]
) -> Answer:
    """GET with these headers; whatever the status is. Raises Refused, NotNow.

    Each address is resolved once, judged, and connected to as judged; redirects are judged anew.
    """
    ends = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        parts = _parts(url)
        found = _ask(parts, _address(parts, trusted), ends, headers)
        try:
            if found.status in MOVED:
                url = urljoin(url, found.headers.get("Location", ""))
                continue
            body = _body(found, most, ends) if found.status == 200 else b""
            return Answer(found.status, found.headers, body)
        finally:
            found.close()
    raise Refused("redirects")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("address") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise Refused("address")
    if port == 0 or len(url) > 2000:
        raise Refused("address")
    return parts


def _address(parts: SplitResult, trusted: Collection[str]) -> tuple[str, int]:
    """Where to connect. Every address of the name must be public, not only the first."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        found = addresses(host, port)
    except (OSError, UnicodeError):
        raise NotNow("no such name") from None
    if f"{host}:{port}" not in trusted and not all(map(is_public, found)):
        raise Refused("private")
    return found[0], port


def _ask(
    parts: SplitResult, where: tuple[str, int], ends: float, more: Mapping[str, str]
) -> urllib3.BaseHTTPResponse:
    """GET from this very address, with the name it was resolved from in Host and in TLS."""
    address, port = where
    left = ends - time.monotonic()
    if left <= 0:
        raise NotNow("too slow")
    host, limit = parts.hostname or "", urllib3.Timeout(total=left)
    pool = (
        urllib3.HTTPSConnectionPool(
            address, port, timeout=limit, retries=False, server_hostname=host, assert_hostname=host
        )
        if parts.scheme == "https"
        else urllib3.HTTPConnectionPool(address, port, timeout=limit, retries=False)
    )
    named = host if port == PORTS[parts.scheme] else f"{host}:{port}"
    headers = {**more, "Host": named, "Accept-Encoding": "identity"}
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        return pool.request("GET", target, headers=headers, redirect=False, preload_content=False)
    except HTTPError as error:
        raise NotNow(type(error).__name__) from error


def _body(found: urllib3.BaseHTTPResponse, most: int, ends: float) -> bytes:
    said = found.headers.get("Content-Length", "0")
    if said.isdecimal() and int(said) > most:
        raise Refused("too_large")
    body = b""
    try:
        while piece := found.read1(CHUNK):
            body += piece
            if len(body) > most:
                raise Refused("too_large")
            if time.monotonic() > ends:
                raise NotNow("too slow")
    except HTTPError as error:
        raise NotNow(type(error).__name__) from error
    return body


def seconds_of(retry_after: str | None, now: datetime) -> timedelta | None:
    """Retry-After as a span, given as seconds or as a date (RFC 9110, 10.2.3); at most a day."""
    if not retry_after:
        return None
    if retry_after.isdecimal():
        wait = timedelta(seconds=int(retry_after[:6]))
    else:
        try:
            then = parsedate_to_datetime(retry_after)
        except (ValueError, OverflowError):
            return None
        wait = (then if then.tzinfo else then.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta()), timedelta(days=1))
