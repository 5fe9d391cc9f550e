"""Which hosts we go to for a stranger: those of the open Internet, however they are written."""

import socket
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

LookUp = Callable[..., list[tuple[Any, ...]]]
"""A name service, as `socket.getaddrinfo` is one."""

EMBEDDED = tuple(
    map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
)
"""IPv6 that leads to IPv4 addresses: NAT64 (RFC 6052, RFC 8215), 6to4, Teredo, compatible ones."""


def addresses(host: str, port: int, look_up: LookUp = socket.getaddrinfo) -> list[str]:
    """Every IP address of a name. Raises OSError or UnicodeError where it has none."""
    return [str(one[4][0]) for one in look_up(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open Internet, and hides no other one."""
    one = ip_address(address.partition("%")[0])
    if isinstance(one, IPv6Address):
        if one.ipv4_mapped is not None:
            return is_public(str(one.ipv4_mapped))
        if any(one in network for network in EMBEDDED):
            return False
    return one.is_global and not one.is_multicast and not one.is_reserved
