"""A phone that speaks tus by hand, so that a story can break off wherever it likes."""

import base64
import hashlib
import socket
from typing import Any
from urllib.parse import urlsplit

from deploy.walk import Answer, Caller, checksum

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {**TUS, "Content-Type": "application/offset+octet-stream"}


def metadata(photo: bytes, sha256: str | None = None, **of: object) -> dict[str, str]:
    """The headers that declare a photo of a report or a case."""
    pairs = {**of, "sha256": sha256 or hashlib.sha256(photo).hexdigest(), "filetype": "image/jpeg"}
    coded = [f"{key} {base64.b64encode(str(one).encode()).decode()}" for key, one in pairs.items()]
    return {**TUS, "Upload-Length": str(len(photo)), "Upload-Metadata": ",".join(coded)}


def begin(who: Caller, photo: bytes, **of: object) -> str:
    """Begin an upload without bytes; its address."""
    begun = who.ask("POST", "/uploads", None, metadata(photo, **of))
    assert begun.status == 201, begun.body
    assert "Upload-Expires" in begun.headers
    return str(begun.headers["Location"])


def patch(who: Caller, address: str, at: int, piece: bytes, sum_of: bytes | None = None) -> Answer:
    """Send a part that begins at byte `at`, with the checksum of `sum_of` (by default its own)."""
    headers = {**BYTES, "Upload-Offset": str(at), "Upload-Checksum": checksum(sum_of or piece)}
    return who.ask("PATCH", address, piece, headers)


def offset(who: Caller, address: str) -> int:
    """Where the server wants the next byte."""
    answer = who.ask("HEAD", address, None, TUS)
    assert answer.status == 200, answer.status
    assert answer.headers["Cache-Control"] == "no-store"
    return int(answer.headers["Upload-Offset"])


def cut(who: Caller, address: str, piece: bytes, sent: int, **headers: Any) -> None:
    """Promise all of `piece` in a PATCH or POST, send `sent` bytes of it, and hang up."""
    there = urlsplit(who.url)
    method = "PATCH" if "Upload-Offset" in headers else "POST"
    named = {**who.headers, **headers, "Host": there.netloc, "Content-Length": str(len(piece))}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    with socket.create_connection((there.hostname or "", there.port or 80), timeout=10) as line:
        line.sendall(f"{method} {address} HTTP/1.1\r\n{head}\r\n".encode())
        line.sendall(piece[:sent])
