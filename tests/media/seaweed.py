"""The project's own embedded SeaweedFS, that a test can stop and start again."""

from contextlib import ExitStack
from pathlib import Path

from minio import Minio

from deploy.engines import running
from media.store import S3Store

NAMED_ELSEWHERE = {"DATABASE_URL": "postgresql://unused", "REDIS_URL": "redis://unused"}


class Seaweed:
    """One server; its data, ports and keys stay in `folder` while it is down."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o711)  # the engines' own account passes through
        self._folder = folder
        self._while_up = ExitStack()
        self.known: dict[str, str] = {}

    def up(self) -> None:
        """Start it and wait until the bucket takes bytes."""
        self.known = self._while_up.enter_context(running(self._folder, NAMED_ELSEWHERE))

    def down(self) -> None:
        """End it, and only it."""
        self._while_up.close()

    def store(self, **otherwise: str) -> S3Store:
        """A store on this server, with some settings otherwise than they are."""
        known = self.known | otherwise
        names = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_BUCKET")
        return S3Store(*(known[name] for name in names))

    def client(self) -> Minio:
        """The SDK's own client, for what the store has no word for."""
        netloc = self.known["S3_ENDPOINT"].removeprefix("http://")
        keys = self.known["S3_ACCESS_KEY"], self.known["S3_SECRET_KEY"]
        return Minio(netloc, *keys, secure=False, region="us-east-1")
