"""HTTP/1.1 over one kept connection: a request leaves at once, llhttp takes its answer apart.

The standard library reads headers as if they were a letter's, which costs a push message as much
as its encryption's key (`make bench only=push.deliver`).
"""

import time
from socket import socket
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

READ = 64 * 1024  # bytes at once, and the most that an answer has beside its body
BROKEN = (BrokenPipeError, ConnectionResetError)


class Silent(Exception):
    """A host that did not answer, or not in HTTP."""


class Closed(Silent):
    """The other end had closed, and had said nothing to this request."""


class Answer(NamedTuple):
    """What a host said: status, headers by lower-case name, the body as far as it was asked for."""

    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """A connection, one request at a time; it closes itself where something goes wrong."""

    def __init__(self, opened: socket, seconds: float) -> None:
        self._socket, self._seconds = opened, seconds
        self._parser = HttpResponseParser(self)
        self.is_open = True
        self._forget()

    def _forget(self) -> None:
        self._status, self._headers, self._body = 0, dict[str, str](), list[bytes]()
        self._length, self._is_whole = 0, False

    def write(self, request: bytes) -> None:
        """Send a request. Raises Closed, Silent."""
        try:
            self._socket.sendall(request)
        except OSError as why:
            self.close()
            kind = Closed if isinstance(why, BROKEN) else Silent
            raise kind(type(why).__name__) from None

    def read(self, most: int) -> Answer:
        """Its answer, at most `most` bytes of the body. Raises Closed, Silent.

        The line stays open where the answer was whole and the host keeps it open too.
        """
        self._forget()
        try:
            self._hear(most)
        except (OSError, HttpParserError, HttpParserUpgrade) as why:
            self.close()
            raise Silent(type(why).__name__) from None
        except Silent:
            self.close()
            raise
        if not self._is_whole:
            self.close()
        return Answer(self._status, self._headers, b"".join(self._body)[:most])

    def _hear(self, most: int) -> None:
        heard, until = 0, time.monotonic() + self._seconds
        while not self._is_whole and self._length < most:
            data = self._receive(heard)
            if not data:
                self._end()
                break
            heard += len(data)
            self._parser.feed_data(data)
            if heard > most + READ or time.monotonic() > until:
                raise Silent("too long")

    def _receive(self, heard: int) -> bytes:
        try:
            data = self._socket.recv(READ)
        except BROKEN as why:
            raise (Silent if heard else Closed)(type(why).__name__) from None
        if not (data or heard):
            raise Closed("closed")
        return data

    def _end(self) -> None:
        """The host closed: that ends a body of no given length, and breaks off any other."""
        self.close()
        if not self._status or {"content-length", "transfer-encoding"} & self._headers.keys():
            raise Silent("broken off")

    def close(self) -> None:
        """Hear no more."""
        self.is_open = False
        self._socket.close()

    def on_message_begin(self) -> None:
        """What comes unasked after an answer belongs to no request."""
        if self._is_whole:
            self.is_open = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """The first of equal names counts."""
        if not self._is_whole:
            self._headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))

    def on_headers_complete(self) -> None:
        """What went before the answer (1xx, RFC 9110, 15.2) is forgotten when it is complete."""
        if not self._is_whole:
            self._status = self._parser.get_status_code()

    def on_body(self, body: bytes) -> None:
        """A piece of it."""
        if not self._is_whole:
            self._body.append(body)
            self._length += len(body)

    def on_message_complete(self) -> None:
        """An answer, or only word that one will come."""
        if self._status < 200:
            self._forget()
        else:
            self._is_whole = True
            self.is_open = self.is_open and self._parser.should_keep_alive()
