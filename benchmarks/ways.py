"""Ways to hand in a report: ours over HTTP, the plain view's, and straight into the engines."""

import base64
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import uniform
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import psycopg
from minio import Minio
from psycopg.types.json import Jsonb

from benchmarks.photo import Photo, like
from benchmarks.plain import INSERT
from benchmarks.wire import Answer, Wire, request
from deploy.walk import new_id

WORDS = "迎泽大街与解放路交叉口东北角有井盖破损，晚上很危险"
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Errand:
    """What a phone does: which way, at which server, with this photo or none, for so long.

    `most` reports are made ready before the clock runs; `environ` holds the engines' settings;
    `pause` is how many seconds it rests after each.
    """

    way: str
    url: str
    seconds: float
    photo: bytes = b""
    most: int = 0
    environ: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0


class Unaccepted(AssertionError):
    """A server said no to an honest phone."""


class Sending(NamedTuple):
    """A report about to be sent: its photo, and the heads and bodies of its requests."""

    id: UUID
    photo: Photo | None
    requests: tuple[tuple[bytes, ...], ...]


class Way(Protocol):
    """One phone's way."""

    def make(self) -> Iterator[Any]:
        """Reports without end, each ready to be sent."""
        ...

    def send(self, one: Any) -> None:
        """Return when it is accepted. Raises Unaccepted."""
        ...

    def settle(self) -> None:
        """Make sure, outside the clock, that what was accepted is there."""
        ...


class Ours:
    """PUT the report, then its photo by tus in one request."""

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self.wire = Wire(errand.url)
        self.headers = {"Host": "city", "Authorization": f"Bearer {secrets.token_urlsafe(32)}"}
        self.last: Sending | None = None

    def make(self) -> Iterator[Sending]:
        for report_id, photo in reports(self.errand.photo):
            asked = (self.report(report_id, photo),)
            yield Sending(report_id, photo, asked + self.upload(report_id, photo))

    def send(self, one: Sending) -> None:
        for pieces in one.requests:
            expect(self.wire.ask(*pieces), 201)
        self.last = one

    def settle(self) -> None:
        if self.last is None:
            return
        head = request("GET", f"/api/v1/reports/{self.last.id}", 0, self.headers)
        known = json.loads(expect(self.wire.ask(head), 200).body)
        if any(photo["state"] != "received" for photo in known["photos"]):
            raise Unaccepted(str(known["photos"]))
        self.wire.close()

    def report(self, report_id: UUID, photo: Photo | None) -> tuple[bytes, bytes]:
        body = said(photo)
        target = f"/api/v1/reports/{report_id}"
        return request("PUT", target, len(body), self.headers | JSON), body

    def upload(self, report_id: UUID, photo: Photo | None) -> tuple[tuple[bytes, ...], ...]:
        if photo is None:
            return ()
        pairs = {"report": str(report_id), "sha256": photo.sha256}
        coded = (f"{key} {base64.b64encode(one.encode()).decode()}" for key, one in pairs.items())
        tus = {
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
            "Upload-Length": str(photo.size),
            "Upload-Metadata": ",".join(coded),
            "Upload-Checksum": photo.checksum,
        }
        head = request("POST", "/api/v1/uploads", photo.size, self.headers | tus)
        return ((head, photo.shared, photo.own),)


class Plain(Ours):
    """Everything in one request to the plain view."""

    def make(self) -> Iterator[Sending]:
        for report_id, photo in reports(self.errand.photo):
            yield Sending(report_id, photo, (self.whole(report_id, photo),))

    def whole(self, report_id: UUID, photo: Photo | None) -> tuple[bytes, ...]:
        if photo is None:
            body = said(None)
            head = request("PUT", f"/words/{report_id}", len(body), self.headers | JSON)
            return head, body
        target = f"/reports/{report_id}?{urlencode({'words': WORDS})}"
        return request("PUT", target, photo.size, self.headers), photo.shared, photo.own

    def settle(self) -> None:
        self.wire.close()


class Bare:
    """No server of ours between: a presigned PUT, an INSERT, a commit."""

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        told = errand.environ
        endpoint = urlsplit(told["S3_ENDPOINT"])
        keys = told["S3_ACCESS_KEY"], told["S3_SECRET_KEY"]
        self.store = Minio(endpoint.netloc, *keys, secure=False, region="us-east-1")
        self.wire = Wire(told["S3_ENDPOINT"])
        self.headers = {"Host": endpoint.netloc}
        self.database = psycopg.connect(told["DATABASE_URL"], autocommit=True)

    def make(self) -> Iterator[Sending]:
        for report_id, photo in reports(self.errand.photo):
            yield Sending(report_id, photo, self.put(photo) if photo else ())

    def send(self, one: Sending) -> None:
        for pieces in one.requests:
            expect(self.wire.ask(*pieces), 200)
        sha256 = one.photo.sha256 if one.photo else None
        self.database.execute(INSERT, (one.id, "bare", sha256, Jsonb({"words": WORDS})))

    def settle(self) -> None:
        self.wire.close()
        self.database.close()

    def put(self, photo: Photo) -> tuple[tuple[bytes, ...], ...]:
        bucket, key = self.errand.environ["S3_BUCKET"], f"bare/{photo.sha256}"
        address = self.store.get_presigned_url("PUT", bucket, key, timedelta(minutes=15))
        target = address.removeprefix(self.errand.environ["S3_ENDPOINT"])
        return ((request("PUT", target, photo.size, self.headers), photo.shared, photo.own),)


WAYS: dict[str, type[Ours] | type[Bare]] = {"ours": Ours, "plain": Plain, "bare": Bare}


def reports(body: bytes) -> Iterator[tuple[UUID, Photo | None]]:
    """New reports without end, each with a photo like `body` where there is one."""
    photos = like(body, iter(new_id, None)) if body else iter(lambda: None, 0)
    for photo in photos:
        yield new_id(), photo


def said(photo: Photo | None) -> bytes:
    """The JSON that a phone sends."""
    report = {
        "channel": "citizen",
        "made_at": datetime.now(UTC).isoformat(),
        "words": WORDS,
        "category": "component-0101",
        "place_words": "迎泽大街与解放路交叉口",
        "position": _somewhere(),  # or all of them would be one case
        "photos": [{"sha256": photo.sha256, "size": photo.size}] if photo else [],
    }
    return json.dumps(report).encode()


def _somewhere() -> dict[str, object]:
    lon, lat = uniform(112.50, 112.60), uniform(37.80, 37.90)
    return {"lon": lon, "lat": lat, "datum": "gcj02", "accuracy": 12.5}


def expect(answer: Answer, status: int) -> Answer:
    """The answer, when it has this status. Raises Unaccepted."""
    if answer.status != status:
        raise Unaccepted(f"{answer.status} {answer.body[:300]!r}")
    return answer
