"""Requests to addresses that strangers gave: only to public hosts, and no further than asked.

A name is looked up once; every address that it has must be public, and the connection goes to one
of the very addresses that were looked at. Redirects are not followed.
"""

import socket
from collections.abc import Callable
from functools import partial
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import urllib3
from urllib3.connectionpool import HTTPConnectionPool

LOOPBACK = "127.0.0.1"


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


def resolve(host: str, port: int, lets_loopback: bool = False) -> str:
    """A public IP address of `host`. Raises Unreachable when any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(f"{host} has no address") from None
    addresses = [str(one[4][0]) for one in found]
    for one in addresses:
        if not (is_public(one) or (lets_loopback and one == LOOPBACK)):
            raise Unreachable(f"{host} is not public")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet, however it is wrapped."""
    one = ip_address(address.partition("%")[0])
    if isinstance(one, IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if inner is not None:
            return is_public(str(inner))
    return one.is_global and not one.is_multicast and not one.is_reserved


class Outward:
    """Kept connections to public hosts, one pool for each origin."""

    def __init__(
        self, lets_loopback: bool = False, connections: int = 4, seconds: float = 10.0
    ) -> None:
        self._lets_loopback = lets_loopback
        self._connections = connections
        self._timeout = urllib3.Timeout(connect=5, read=seconds)
        self._pools: dict[str, HTTPConnectionPool] = {}
        self._lock = Lock()

    def send(
        self, method: str, there: Place, body: bytes | None, headers: dict[str, str], **options: Any
    ) -> urllib3.BaseHTTPResponse:
        """One request. Raises Unreachable, or urllib3's HTTPError where the host is silent."""
        return self._pool(there).urlopen(
            method,
            there.target,
            body=body,
            headers={"Host": there.origin.partition("://")[2], **headers},
            redirect=False,
            retries=False,
            timeout=self._timeout,
            assert_same_host=False,
            **options,
        )

    def forget(self, there: Place) -> None:
        """Look the host up anew next time: it did not answer where we knew it."""
        with self._lock:
            pool = self._pools.pop(there.origin, None)
        if pool:
            pool.close()

    def _pool(self, there: Place) -> HTTPConnectionPool:
        with self._lock:
            found = self._pools.get(there.origin)
        if found is None:
            made = self._open(there)
            with self._lock:
                found = self._pools.setdefault(there.origin, made)
        return found

    def _open(self, there: Place) -> HTTPConnectionPool:
        address = resolve(there.host, there.port, self._lets_loopback)
        kind: Callable[..., HTTPConnectionPool] = urllib3.HTTPConnectionPool
        if there.scheme == "https":
            named = {"server_hostname": there.host, "assert_hostname": there.host}
            kind = partial(urllib3.HTTPSConnectionPool, **named)  # type: ignore[arg-type]
        return kind(address, there.port, maxsize=self._connections, block=False)
