"""The object store's twin in memory, for unit tests."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from media.store import CHUNK, Entry, Missing, StoreDown


class MemoryStore:
    """The twin of S3Store for unit tests: same manners, nothing kept."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}
        self._put_at: dict[str, datetime] = {}

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Keep these bytes under this name."""
        self._objects[key], self._put_at[key] = bytes(body), datetime.now(UTC)

    def put_stream(self, key: str, chunks: Iterable[bytes], length: int, content_type: str) -> None:
        """Keep these chunks under this name; nothing where they raise or are of another length."""
        body = b"".join(chunks)
        if len(body) != length:
            raise StoreDown(f"{len(body)} bytes of {length}")
        self.put(key, body, content_type)

    def get(self, key: str) -> bytes:
        """The whole object. Raises Missing."""
        try:
            return self._objects[key]
        except KeyError:
            raise Missing(key) from None

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end` in chunks of at most 64 KiB. Raises Missing."""
        body = self.get(key)[start:end]
        return (body[at : at + CHUNK] for at in range(0, len(body), CHUNK))

    def size(self, key: str) -> int:
        """How many bytes the object has. Raises Missing."""
        return len(self.get(key))

    def delete(self, key: str) -> None:
        """Remove an object, if it is there."""
        self._objects.pop(key, None)

    def exists(self, key: str) -> bool:
        """Whether there is an object of this name."""
        return key in self._objects

    def list(self, prefix: str) -> Iterator[str]:
        """The names that begin so, in order."""
        return iter(sorted(key for key in self._objects if key.startswith(prefix)))

    def entries(self, prefix: str) -> Iterator[Entry]:
        """The objects whose names begin so, in order, with their sizes and times."""
        return (Entry(key, len(self._objects[key]), self._put_at[key]) for key in self.list(prefix))

    def ready(self) -> None:
        """Always ready."""
