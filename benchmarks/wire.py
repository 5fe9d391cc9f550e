"""HTTP/1.1 as thin as it gets, so that the one who measures takes little of the two cores."""

import socket
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """Status, the raw head in lower case, body."""

    status: int
    head: bytes
    body: bytes


class Wire:
    """One kept connection to one server, used by one request at a time."""

    def __init__(self, url: str, seconds: float = 60.0) -> None:
        at = urlsplit(url)
        self._socket = socket.create_connection((at.hostname, at.port or 80), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, *pieces: bytes) -> None:
        """Send the pieces of a request, uncopied."""
        sent = self._socket.sendmsg(pieces)
        if sent < sum(map(len, pieces)):
            self._socket.sendall(b"".join(pieces)[sent:])

    def receive(self) -> Answer:
        """Read one answer with a Content-Length, or without a body."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        head = head.lower()
        length = int(value(head, b"content-length") or 0)
        while len(body) < length:
            body += self._more()
        return Answer(int(head[9:12]), head, body)

    def ask(self, *pieces: bytes) -> Answer:
        """Send, and read the answer."""
        self.send(*pieces)
        return self.receive()

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _more(self) -> bytes:
        piece = self._socket.recv(65536)
        if not piece:
            raise ConnectionError("the server hung up")
        return piece


def request(method: str, target: str, length: int, headers: Mapping[str, str]) -> bytes:
    """The head of a request whose body has `length` bytes."""
    lines = [f"{method} {target} HTTP/1.1", f"Content-Length: {length}"]
    lines += [f"{name}: {text}" for name, text in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def value(head: bytes, name: bytes) -> bytes | None:
    """A header's value out of a raw head in lower case."""
    _, found, rest = head.partition(b"\r\n" + name + b":")
    return rest.partition(b"\r\n")[0].strip() if found else None
