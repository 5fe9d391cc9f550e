"""A city's own tile source on loopback: raster tiles in one colour, for those who have the key."""

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from PIL import Image

COLOUR = (201, 42, 170)
KEY = "0123456789abcdef"
TILE = re.compile(r"/(\d+)/(\d+)/(\d+)\.png")


class Source(NamedTuple):
    """Its address as a city names it, and the tiles (z, x, y) that it was asked for so far."""

    url: str
    asked: list[tuple[int, int, int]]


@contextmanager
def serving() -> Iterator[Source]:
    """The source, while the block lasts. 403 without its key, 404 for what is no tile."""
    out = io.BytesIO()
    Image.new("RGB", (256, 256), COLOUR).save(out, "PNG")
    asked: list[tuple[int, int, int]] = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            tile = TILE.fullmatch(address.path)
            if parse_qs(address.query).get("tk") != [KEY]:
                self.send_error(403)
                return
            z, x, y = map(int, tile.groups()) if tile else (0, 1, 1)
            if x >> z or y >> z:
                self.send_error(404)
                return
            asked.append((z, x, y))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(out.getvalue())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        at = f"http://127.0.0.1:{server.server_port}"
        yield Source(f"{at}/{{z}}/{{x}}/{{y}}.png?tk={KEY}", asked)
    finally:
        server.shutdown()
        server.server_close()
