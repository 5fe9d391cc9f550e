"""A server on loopback that behaves well or badly, as it is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
Told = Callable[[str, str, dict[str, str], bytes], Answer]


class Twin(ThreadingHTTPServer):
    """Answers by `told(method, target, headers, body)`; `pause` between pieces, in seconds."""

    daemon_threads = True

    def __init__(self, told: Told, pause: Callable[[], None] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told, self.pause = told, pause

    @property
    def here(self) -> str:
        """`127.0.0.1:port`."""
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Twin

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, headers, said = self.server.told(
            self.command, self.path, dict(self.headers.items()), body
        )
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for at in range(0, len(said), 4096):
            if self.server.pause:
                self.server.pause()
            try:
                self.wfile.write(said[at : at + 4096])
                self.wfile.flush()
            except OSError:
                return


@contextmanager
def twin(told: Told, pause: Callable[[], None] | None = None) -> Iterator[Twin]:
    """A twin at work."""
    with Twin(told, pause) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
