"""Requests to addresses that strangers gave: only to public hosts, and no further than asked.

A name is looked up once; every address that it has must be public, and the connection goes to one
of the very addresses that were looked at. Redirects are not followed.
"""

import socket
import ssl
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import urlsplit

from workers.channels.line import Answer, Closed, Line, Silent
from workers.hosts import LookUp, addresses, is_public

LOOPBACK = "127.0.0.1"
CONNECT = 5.0  # seconds
SAFE = ssl.create_default_context()


class Unreachable(Exception):
    """An address that we do not go to; the message says why and names no path."""


class Place(NamedTuple):
    """Where a URL leads: scheme, host by name, port, what to ask for there."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """As RFC 6454 writes it."""
        usual = {"https": 443, "http": 80}[self.scheme] == self.port
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def place(
    url: str, lets_loopback: bool = False, schemes: frozenset[str] = frozenset({"https"})
) -> Place:
    """Where `url` leads. Raises Unreachable for what is not of `schemes`, or names a user."""
    if not _is_plain(url) or " " in url:
        raise Unreachable("no plain URL")
    try:
        split = urlsplit(url)
        host, port = (split.hostname or "").lower(), split.port
    except ValueError:
        raise Unreachable("no URL") from None
    is_test = lets_loopback and host == LOOPBACK and split.scheme == "http"
    if not is_test and split.scheme not in schemes:
        raise Unreachable(f"scheme {split.scheme}")
    if split.username or split.password or not host:
        raise Unreachable("no plain host")
    target = split.path or "/"
    return Place(
        split.scheme,
        host,
        port or (443 if split.scheme == "https" else 80),
        f"{target}?{split.query}" if split.query else target,
    )


def resolve(
    host: str, port: int, lets_loopback: bool = False, look_up: LookUp = socket.getaddrinfo
) -> str:
    """A public IP address of `host`. Raises Unreachable when any of its addresses is not public."""
    try:
        found = addresses(host, port, look_up)
    except (OSError, UnicodeError):
        raise Unreachable(f"{host} has no address") from None
    for one in found:
        if not (is_public(one) or (lets_loopback and one == LOOPBACK)):
            raise Unreachable(f"{host} is not public")
    return found[0]


class Waiting(NamedTuple):
    """A request that was sent and not answered yet."""

    line: Line
    there: Place
    request: bytes
    was_idle: bool


def _is_plain(text: str) -> bool:
    """Nothing in it ends a line of HTTP, or means another thing to another reader."""
    return text.isascii() and text.isprintable()


def _written(method: str, there: Place, body: bytes | None, headers: dict[str, str]) -> bytes:
    """A request, head and body in one piece. Raises Unreachable."""
    host, size = there.origin.partition("://")[2], len(body or b"")
    lines = [f"{method} {there.target} HTTP/1.1", f"host: {host}", "accept-encoding: identity"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        lines.append(f"content-length: {size}")
    if not _is_plain("".join(lines)):
        raise Unreachable("no plain headers")
    return "\r\n".join((*lines, "", "")).encode("ascii") + (body or b"")


class Outward:
    """Kept connections to public hosts, so many for each origin as are used at once."""

    def __init__(
        self,
        lets_loopback: bool = False,
        seconds: float = 10.0,
        look_up: LookUp = socket.getaddrinfo,
    ) -> None:
        self._lets_loopback = lets_loopback
        self._look_up = look_up
        self._seconds = seconds
        self._idle: dict[str, list[Line]] = defaultdict(list)

    def send(
        self,
        method: str,
        there: Place,
        body: bytes | None,
        headers: dict[str, str],
        most: int = 64 * 1024,
    ) -> Answer:
        """One request, at most `most` bytes of its answer. Raises Unreachable, Silent."""
        return self.heard(self.asked(method, there, body, headers), most)

    def asked(
        self, method: str, there: Place, body: bytes | None, headers: dict[str, str]
    ) -> Waiting:
        """Send a request and do not wait: others can be sent meanwhile. Raises Unreachable, Silent.

        Each has a connection of its own until it is `heard`.
        """
        request, idle = _written(method, there, body, headers), self._idle[there.origin]
        if not idle:
            return self._anew(there, request)
        asked = Waiting(idle.pop(), there, request, was_idle=True)
        try:
            asked.line.write(request)
        except Closed:
            return self._anew(there, request)
        return asked

    def heard(self, asked: Waiting, most: int = 64 * 1024) -> Answer:
        """Its answer, at most `most` bytes of it. Raises Unreachable, Silent."""
        try:
            return self._read(asked, most)
        except Closed:
            if not asked.was_idle:
                raise
        return self._read(self._anew(asked.there, asked.request), most)

    def _anew(self, there: Place, request: bytes) -> Waiting:
        """Over a new connection: none lay idle, or it had closed and said nothing."""
        address = resolve(there.host, there.port, self._lets_loopback, self._look_up)
        line = Line(_opened(there, address, self._seconds), self._seconds)
        line.write(request)
        return Waiting(line, there, request, was_idle=False)

    def _read(self, asked: Waiting, most: int) -> Answer:
        answer = asked.line.read(most)
        if asked.line.is_open:
            self._idle[asked.there.origin].append(asked.line)
        return answer


def _opened(there: Place, address: str, seconds: float) -> socket.socket:
    """A connection to the very address that was looked at; TLS names the host. Raises Silent."""
    try:
        line = socket.create_connection((address, there.port), CONNECT)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if there.scheme == "https":
            line = SAFE.wrap_socket(line, server_hostname=there.host)
        line.settimeout(seconds)
    except OSError as why:
        raise Silent(type(why).__name__) from None
    return line
