"""The object store: a small port, and S3 by the minio SDK."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.credentials.credentials import Credentials
from minio.error import MinioException
from minio.signer import sign_v4_s3
from urllib3.exceptions import HTTPError

CHUNK = 64 * 1024
SIGNED_FOR = timedelta(minutes=15)
CONNECT_SECONDS, READ_SECONDS = 1.0, 10.0
THREADS = 8
UNSIGNED = "UNSIGNED-PAYLOAD"


class Missing(KeyError):
    """There is no object of this name."""


class StoreDown(Exception):
    """The store cannot be used now: unreachable, failing, or closed to us. Try again later."""


class Entry(NamedTuple):
    """One object in a listing: its name, its bytes, and when it was last put."""

    key: str
    size: int
    put_at: datetime


class Store(Protocol):
    """Where bytes are kept under names. Every method may raise StoreDown."""

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep these bytes under this name, in place of any before them."""
        ...

    def put_stream(self, key: str, chunks: Iterable[bytes], length: int, content_type: str) -> None:
        """Keep these chunks, so many bytes in all, under this name; where they raise, nothing."""
        ...

    def get(self, key: str) -> bytes:
        """The whole object. Raises Missing."""
        ...

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end`, without it, in chunks of at most 64 KiB.

        Raises Missing at once, not at the first chunk.
        """
        ...

    def size(self, key: str) -> int:
        """How many bytes the object has. Raises Missing."""
        ...

    def delete(self, key: str) -> None:
        """Remove an object; one that is not there is no error."""
        ...

    def exists(self, key: str) -> bool:
        """Whether there is an object of this name."""
        ...

    def list(self, prefix: str) -> Iterator[str]:
        """The names that begin so, in order."""
        ...

    def entries(self, prefix: str) -> Iterator[Entry]:
        """The objects whose names begin so, in order, with their sizes and times."""
        ...

    def ready(self) -> None:
        """Raises StoreDown unless the store answers and lets us in."""
        ...


class S3Store:
    """A bucket of any S3 store, one for all threads of a process.

    Requests are signed here, in headers, without a look-up or a hash of the body, and sent over one
    pool of kept connections: a PUT costs what a bare presigned PUT costs.
    """

    def __init__(
        self,
        endpoint: str,
        access_key: str,
        secret_key: str,
        bucket: str,
        region: str = "us-east-1",
    ) -> None:
        """`endpoint` as http://host:port; https where it says so."""
        address = urlsplit(endpoint if "//" in endpoint else f"http://{endpoint}")
        self._bucket, self._region = bucket, region
        self._base = f"{address.scheme}://{address.netloc}"
        self._credentials = Credentials(access_key, secret_key)
        http = urllib3.PoolManager(
            maxsize=THREADS,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            retries=urllib3.Retry(
                total=2,
                backoff_factor=0.1,
                status_forcelist=(500, 502, 503, 504),
                allowed_methods=None,  # names come from content, so a PUT may be repeated
                raise_on_status=False,
                redirect=False,
            ),
        )
        self._client = Minio(
            address.netloc,
            access_key=access_key,
            secret_key=secret_key,
            region=region,
            secure=address.scheme == "https",
            http_client=http,
        )
        self._pool = http.connection_from_url(self._base)

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep these bytes under this name; durable when it returns, if the bucket is on fsync."""
        self._ask("PUT", key, body, {"Content-Type": content_type})

    def put_stream(self, key: str, chunks: Iterable[bytes], length: int, content_type: str) -> None:
        """Keep these chunks; where they raise, the request is cut and the store keeps nothing."""
        told = {"Content-Type": content_type, "Content-Length": str(length)}
        self._ask("PUT", key, chunks, told)

    def get(self, key: str) -> bytes:
        """The whole object. Raises Missing."""
        return self._ask("GET", key).data

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end` in chunks of at most 64 KiB. Raises Missing at once.

        Read it to its end, or close it: it holds a connection until then.
        """
        if end is not None and end <= start:
            return iter(())
        last = "" if end is None else end - 1
        headers = {"Range": f"bytes={start}-{last}"} if start or end is not None else None
        return _chunks(self._ask("GET", key, headers=headers, preload=False))

    def size(self, key: str) -> int:
        """How many bytes the object has. Raises Missing."""
        return int(self._ask("HEAD", key).headers["Content-Length"])

    def delete(self, key: str) -> None:
        """Remove an object, if it is there."""
        try:
            self._ask("DELETE", key)
        except Missing:
            return

    def exists(self, key: str) -> bool:
        """Whether there is an object of this name."""
        try:
            self._ask("HEAD", key)
        except Missing:
            return False
        return True

    def list(self, prefix: str) -> Iterator[str]:
        """The names that begin so, in order."""
        return (entry.key for entry in self.entries(prefix))

    def entries(self, prefix: str) -> Iterator[Entry]:
        """The objects whose names begin so, in order, with their sizes and times."""
        try:
            for found in self._client.list_objects(self._bucket, prefix, recursive=True):
                if found.object_name and found.last_modified:
                    yield Entry(found.object_name, found.size or 0, found.last_modified)
        except (MinioException, HTTPError) as why:
            raise StoreDown(str(why)) from why

    def ready(self) -> None:
        """Raises StoreDown unless the bucket is there, and we may list it."""
        try:
            there = self._client.bucket_exists(self._bucket)
        except (MinioException, HTTPError) as why:
            raise StoreDown(str(why)) from why
        if not there:
            raise StoreDown(f"there is no bucket {self._bucket}")

    def address(
        self, key: str, lasts: timedelta = SIGNED_FOR, told: Mapping[str, str] | None = None
    ) -> str:
        """A presigned GET address that needs no key, for as long as said (at most 7 days).

        `told`: headers that the store is to answer with, `Content-Disposition` and the like.
        """
        asked = {f"response-{name.lower()}": value for name, value in (told or {}).items()}
        return self._client.get_presigned_url(
            "GET", self._bucket, key, expires=lasts, extra_query_params=dict(asked)
        )

    def _signed(self, method: str, path: str) -> dict[str, str]:
        """Headers of a signed request whose body nobody hashes (S3's UNSIGNED-PAYLOAD)."""
        now = datetime.now(UTC)
        address = urlsplit(self._base + path)
        headers = {
            "Host": address.netloc,
            "x-amz-content-sha256": UNSIGNED,
            "x-amz-date": now.strftime("%Y%m%dT%H%M%SZ"),
        }
        signed = sign_v4_s3(
            method=method,
            url=address,
            region=self._region,
            headers=dict(headers),
            credentials=self._credentials,
            content_sha256=UNSIGNED,
            date=now,
        )
        return {name: str(value) for name, value in signed.items()}

    def _ask(
        self,
        method: str,
        key: str,
        body: bytes | Iterable[bytes] | None = None,
        headers: dict[str, str] | None = None,
        preload: bool = True,
    ) -> urllib3.BaseHTTPResponse:
        path = f"/{self._bucket}/{key}"
        signed = self._signed(method, path) | (headers or {})
        again = None if body is None or isinstance(body, bytes) else False  # chunks come but once
        try:
            response = self._pool.urlopen(
                method, path, body=body, headers=signed, retries=again, preload_content=preload
            )
            if response.status < 300:
                return response
            said = response.data  # read to the end, so that the connection is kept
        except HTTPError as why:
            raise StoreDown(str(why)) from why
        if response.status == 404 and b"NoSuchBucket" not in said:
            raise Missing(key)
        raise StoreDown(f"{method} answered {response.status}: {said[:300]!r}")


def _chunks(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    try:
        yield from response.stream(CHUNK)
    except HTTPError as why:
        raise StoreDown(str(why)) from why
    finally:
        response.release_conn()
