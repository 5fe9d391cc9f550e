"""Plain HTTP beside the city's HTTPS: where a phone fetches the authority, and is shown the way."""

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

AUTHORITY = "/xunjie.crt"
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>巡街</title>
<style>body{{font:18px/1.7 system-ui,sans-serif;max-width:34em;margin:2em auto;padding:0 1em}}
a{{display:block;padding:.8em 1em;margin:.6em 0;border-radius:12px;background:#0b6477;color:#fff;
text-decoration:none;text-align:center}}</style>
<h1>巡街 Xunjie</h1><ol>
<li>下载并信任证书 · Fetch the certificate and trust it
<a href="{authority}">下载证书 Certificate</a>
<small>iPhone：设置 → 已下载描述文件 → 安装；再到 通用 → 关于本机 → 证书信任设置 打开。<br>
Android：设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书。</small>
<li>打开巡街 · Open Xunjie<a href="{city}">{city}</a></ol></html>"""


@contextmanager
def doorstep(host: str, port: int, city: str, authority: Path) -> Iterator[None]:
    """Serve the way to `city` (its HTTPS address) on this port while the block runs.

    Only who may read the network can change what is fetched here: trust it at home, not in a café.
    """
    page = PAGE.format(city=html.escape(city), authority=AUTHORITY).encode()
    certificate = authority.read_bytes()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_certificate = self.path == AUTHORITY
            body = certificate if is_certificate else page
            kind = "application/x-x509-ca-cert" if is_certificate else "text/html; charset=utf-8"
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: who came to the door is nobody's business."""

    server = ThreadingHTTPServer((host, port), Door)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
