"""A mail server on loopback that speaks as much IMAP4rev1 as a reader needs, and checks it."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

USER, PASSWORD = "city@example.org", "pass word"


@dataclass
class ImapTwin:
    """A mailbox: messages by UID, and which of them were read."""

    messages: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    port: int = 0
    cut_before_store: bool = False
    context: ssl.SSLContext | None = None
    way: str = "none"
    """How the line is sealed: none, tls from the beginning, or starttls when it is asked for."""

    def deliver(self, raw: bytes) -> int:
        """A new message; its UID."""
        uid = 100 + len(self.messages)
        self.messages[uid] = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return uid


class _Reader(socketserver.StreamRequestHandler):
    server: "_Server"

    def setup(self) -> None:
        if self.server.twin.way == "tls":
            self._seal()
        super().setup()

    def _seal(self) -> None:
        context = self.server.twin.context
        assert context
        self.request = context.wrap_socket(self.request, server_side=True)

    def handle(self) -> None:
        self.is_in = False
        self._send(b"* OK twin")
        with suppress(ConnectionAbortedError):
            while line := self.rfile.readline():
                tag, _, rest = line.decode().strip().partition(" ")
                self.server.twin.said.append(rest)
                if not self._answer(tag, rest):
                    return

    def _answer(self, tag: str, rest: str) -> bool:
        """Whether the line is kept open."""
        upper = rest.upper()
        if upper == "LOGOUT":
            self._send(b"* BYE")
        elif upper.startswith("LOGIN"):
            self.is_in = rest == f'LOGIN {USER} "{PASSWORD}"'
            if not self.is_in:
                return self._send(f"{tag} NO [AUTHENTICATIONFAILED] wrong".encode())
        elif upper == "CAPABILITY":
            offered = b" STARTTLS" if self.server.twin.way == "starttls" else b""
            self._send(b"* CAPABILITY IMAP4rev1" + offered)
        elif upper == "STARTTLS" and self.server.twin.way == "starttls":
            self._send(f"{tag} OK begin".encode())
            self._seal()
            super().setup()
            return True
        elif not self.is_in or not self._of_mailbox(rest):
            return self._send(f"{tag} BAD what".encode())
        self._send(f"{tag} OK done".encode())
        return upper != "LOGOUT"

    def _of_mailbox(self, rest: str) -> bool:
        """Whether it is a command that is understood; it has been answered then."""
        twin = self.server.twin
        if rest.startswith("SELECT"):
            self._send(f"* {len(twin.messages)} EXISTS".encode())
        elif rest == "UID SEARCH UNSEEN":
            left = [str(uid) for uid in sorted(twin.messages.keys() - twin.seen)]
            self._send(f"* SEARCH {' '.join(left)}".strip().encode())
        elif found := re.fullmatch(r"UID FETCH (\d+) \((.*)\)", rest):
            self._fetch(int(found[1]), found[2])
        elif found := re.fullmatch(r"UID STORE (\d+) \+FLAGS\.SILENT \(\\Seen\)", rest):
            if twin.cut_before_store:
                raise ConnectionAbortedError
            twin.seen.add(int(found[1]))
        else:
            return False
        return True

    def _fetch(self, uid: int, what: str) -> None:
        raw = self.server.twin.messages[uid]
        if what == "RFC822.SIZE":
            self._send(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})".encode())
        elif what == "BODY.PEEK[]":
            head = f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode()
            self.wfile.write(head + raw + b")\r\n")

    def _send(self, line: bytes) -> bool:
        self.wfile.write(line + b"\r\n")
        return True


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, twin: ImapTwin) -> None:
        super().__init__(("127.0.0.1", 0), _Reader)
        self.twin = twin

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that breaks, as over an untrusted certificate, is the other side's affair."""


@contextmanager
def mailbox(way: str = "none", context: ssl.SSLContext | None = None) -> Iterator[ImapTwin]:
    """The server, on a free port."""
    twin = ImapTwin(way=way, context=context)
    with _Server(twin) as server:
        twin.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield twin
        server.shutdown()
        thread.join()
