"""People over HTTP, a citizen and staff: for the smoke run, for tests and for benchmarks."""

import base64
import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import urllib3
from uuid_utils import uuid7

Json = dict[str, Any]


class Refused(AssertionError):
    """The server answered otherwise than the road needs."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers, body."""

    status: int
    headers: urllib3.HTTPHeaderDict
    body: bytes

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


class Caller:
    """One person at one server. `headers` go with every request."""

    def __init__(self, url: str, language: str = "zh-CN") -> None:
        self.url = url.rstrip("/")
        self.headers = {"Accept-Language": language}
        self._http = urllib3.PoolManager(retries=False, timeout=60)

    def ask(
        self,
        method: str,
        path: str,
        body: Json | bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request under /api/v1 (or to an absolute path beginning with /api)."""
        address = self.url + (path if path.startswith("/api") else f"/api/v1{path}")
        sent = self.headers | (headers or {})
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if isinstance(body, dict):
            sent = sent | {"Content-Type": "application/json"}
        found = self._http.request(method, address, body=raw, headers=sent)
        return Answer(found.status, found.headers, found.data)

    def must(self, method: str, path: str, body: Json | bytes | None = None, *statuses: int) -> Any:
        """The JSON of an answer with one of `statuses` (200, 201, 204 by default), or Refused."""
        found = self.ask(method, path, body)
        if found.status not in (statuses or (200, 201, 204)):
            raise Refused(f"{method} {path} → {found.status} {found.body[:500].decode()}")
        return found.json if found.body else None

    def upload(self, photo: bytes, part: int | None = None, **of: object) -> str:
        """Send a photo by tus in one piece, or in parts of `part` bytes; returns its address."""
        sha256 = hashlib.sha256(photo).hexdigest()
        pairs = {**of, "sha256": sha256, "filetype": "image/jpeg"}
        coded = (
            f"{name} {base64.b64encode(str(one).encode()).decode()}" for name, one in pairs.items()
        )
        tus = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
        first = photo[:part] if part else photo
        begun = self.ask(
            "POST",
            "/uploads",
            first,
            {
                **tus,
                "Upload-Length": str(len(photo)),
                "Upload-Metadata": ",".join(coded),
                "Upload-Checksum": checksum(first),
            },
        )
        if begun.status != 201:
            raise Refused(f"POST /uploads → {begun.status} {begun.body[:500].decode()}")
        at = int(begun.headers["Upload-Offset"])
        while at < len(photo):
            piece = photo[at : at + (part or len(photo))]
            on = {**tus, "Upload-Offset": str(at), "Upload-Checksum": checksum(piece)}
            went = self.ask("PATCH", begun.headers["Location"], piece, on)
            if went.status != 204:
                raise Refused(f"PATCH → {went.status} {went.body[:500].decode()}")
            at = int(went.headers["Upload-Offset"])
        return str(begun.headers["Location"])


class Citizen(Caller):
    """A citizen's phone, known by a token of its own making."""

    def __init__(self, url: str, language: str = "zh-CN") -> None:
        super().__init__(url, language)
        self.headers["Authorization"] = f"Bearer {secrets.token_urlsafe(32)}"

    def report(self, **report: Any) -> Answer:
        """PUT a report; `id`, `channel` and `made_at` are filled in where they are absent."""
        report_id = report.pop("id", None) or new_id()
        return self.ask("PUT", f"/reports/{report_id}", {**beginning(), **report})


class Staff(Caller):
    """Somebody signed in."""

    def __init__(self, url: str, username: str, password: str, language: str = "zh-CN") -> None:
        super().__init__(url, language)
        signed = self.ask("POST", "/session", {"username": username, "password": password})
        if signed.status != 200:
            raise Refused(f"sign-in as {username} → {signed.status} {signed.body.decode()}")
        self.person = signed.json["person"]
        self.headers["Cookie"] = signed.headers["Set-Cookie"].split(";")[0]
        self.headers["X-CSRF-Token"] = signed.json["csrf"]

    def act(self, case_id: str, action: str, **given: Any) -> Any:
        """Take a step; the case as it is after it."""
        return self.must("POST", f"/cases/{case_id}/actions", {"action": action, **given})


def new_id() -> UUID:
    """A report's id, as a phone makes it."""
    return UUID(bytes=uuid7().bytes)


def beginning() -> Json:
    """What every report of a citizen begins with."""
    return {"channel": "citizen", "made_at": datetime.now(UTC).isoformat()}


def promise(photo: bytes, **more: Any) -> Json:
    """A photo as a report promises it."""
    return {"sha256": hashlib.sha256(photo).hexdigest(), "size": len(photo), **more}


def checksum(piece: bytes) -> str:
    """The value of Upload-Checksum for a part."""
    return "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()


def until(what: Callable[[], Any], why: str, seconds: float = 100.0) -> Any:
    """Ask again and again until `what()` is truthy; Refused, saying why, when time is up."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := what():
            return found
        time.sleep(0.05)
    raise Refused(f"waited {seconds:.0f} s for {why}")


def accounts(var: str | None = None) -> list[Json]:
    """The demo accounts that the first start wrote down."""
    folder = var or os.environ.get("VAR") or "var"
    with open(os.path.join(folder, "accounts.json")) as file:
        found: list[Json] = json.load(file)
    return found
