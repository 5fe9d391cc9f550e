"""Requests to addresses that strangers gave: only to public hosts, and no further than asked.

A name is looked up once; every address that it has must be public, and the connection goes to one
of the very addresses that were looked at. Redirects are not followed.
"""

import socket
import ssl
from collections import defaultdict
from http.client import HTTPConnection, HTTPException, HTTPMessage, RemoteDisconnected
from typing import NamedTuple
from urllib.parse import urlsplit

from workers.hosts import LookUp, addresses, is_public

LOOPBACK = "127.0.0.1"
CONNECT = 5.0  # seconds
SAFE = ssl.create_default_context()
BROKEN = (RemoteDisconnected, BrokenPipeError, ConnectionResetError)
"""What a kept connection says that its other end has closed."""


class Unreachable(Exception):
    """An address that we do not go to; the message says why and names no path."""


class Silent(Exception):
    """A host that did not answer, or not in HTTP."""


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
        return f"{self.scheme}://{self.host}" + ("" if usual else f":{self.port}")


def place(
    url: str, lets_loopback: bool = False, schemes: frozenset[str] = frozenset({"https"})
) -> Place:
    """Where `url` leads. Raises Unreachable for what is not of `schemes`, or names a user."""
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


class Answer(NamedTuple):
    """What a host said: status, headers, and the body as far as it was asked for."""

    status: int
    headers: HTTPMessage
    body: bytes


class _Line(HTTPConnection):
    """A connection to the very address that was looked at; TLS names the host."""

    def __init__(self, there: Place, address: str, seconds: float) -> None:
        super().__init__(there.host, there.port, timeout=seconds)
        self._there, self._address = there, address
        self._written: list[bytes] = []

    def send(self, data: bytes) -> None:  # type: ignore[override]
        """Keep it until `post`: head and body leave together, in one packet where they fit."""
        self._written.append(data)

    def post(self) -> None:
        """Send what was written."""
        written, self._written = b"".join(self._written), []
        super().send(written)

    def connect(self) -> None:
        """To the address, whatever the name may say by now."""
        line = socket.create_connection((self._address, self._there.port), CONNECT)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._there.scheme == "https":
            line = SAFE.wrap_socket(line, server_hostname=self._there.host)
        line.settimeout(self.timeout)
        self.sock = line


class Waiting(NamedTuple):
    """A request that was sent and not answered yet."""

    line: _Line
    method: str
    there: Place
    body: bytes | None
    headers: dict[str, str]
    was_idle: bool


def _write(asked: Waiting) -> None:
    asked.line.request(asked.method, asked.there.target, asked.body, asked.headers)
    asked.line.post()


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
        self._idle: dict[str, list[_Line]] = defaultdict(list)

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
    ) -> "Waiting":
        """Send a request and do not wait: others can be sent meanwhile. Raises Unreachable, Silent.

        Each has a connection of its own until it is `heard`.
        """
        idle = self._idle[there.origin]
        line = idle.pop() if idle else None
        asked = Waiting(line or self._fresh(there), method, there, body, headers, line is not None)
        try:
            _write(asked)
        except BROKEN:
            if not asked.was_idle:
                raise Silent("closed") from None
            return self._anew(asked)
        except OSError as silence:
            asked.line.close()
            raise Silent(type(silence).__name__) from None
        return asked

    def heard(self, asked: "Waiting", most: int = 64 * 1024) -> Answer:
        """Its answer, at most `most` bytes of it. Raises Unreachable, Silent."""
        try:
            return self._read(asked, most)
        except BROKEN as gone:
            if not asked.was_idle:
                raise Silent(type(gone).__name__) from None
        except (OSError, HTTPException) as silence:
            asked.line.close()
            raise Silent(type(silence).__name__) from None
        return self.heard(self._anew(asked), most)

    def _anew(self, asked: "Waiting") -> "Waiting":
        """It was closed while it lay idle, nothing was heard there: over a new connection."""
        asked.line.close()
        again = asked._replace(line=self._fresh(asked.there), was_idle=False)
        try:
            _write(again)
        except OSError as silence:
            again.line.close()
            raise Silent(type(silence).__name__) from None
        return again

    def _fresh(self, there: Place) -> _Line:
        address = resolve(there.host, there.port, self._lets_loopback, self._look_up)
        return _Line(there, address, self._seconds)

    def _read(self, asked: "Waiting", most: int) -> Answer:
        line, there = asked.line, asked.there
        response = line.getresponse()
        found = Answer(response.status, response.headers, response.read(most))
        if response.isclosed() and not response.will_close:
            self._idle[there.origin].append(line)
        else:
            line.close()
        return found
