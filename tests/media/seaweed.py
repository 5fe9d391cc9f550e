"""A real SeaweedFS on free loopback ports, that a test can stop and start again."""

import json
import shutil
import socket
import subprocess
import sysconfig
import time
from pathlib import Path

from minio import Minio

from media.store import S3Store, StoreDown

KEY, SECRET, BUCKET = "key-of-the-tests", "secret-of-the-tests", "photos"
DOORS = ("master", "volume", "filer", "s3")
START_SECONDS = 30.0


def _free_ports(number: int) -> list[int]:
    doors = [socket.socket() for _ in range(number)]
    for door in doors:
        door.bind(("127.0.0.1", 0))
    ports = [door.getsockname()[1] for door in doors]
    for door in doors:
        door.close()
    return ports


class Seaweed:
    """One server with all its parts; its data stays in `folder` while it is stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = dict(zip(DOORS, _free_ports(4), strict=True))
        self.inner = dict(zip(DOORS, _free_ports(4), strict=True))
        self.endpoint = f"http://127.0.0.1:{self.ports['s3']}"
        self._process: subprocess.Popen[bytes] | None = None
        credentials = [{"accessKey": KEY, "secretKey": SECRET}]
        actions = ["Admin", "Read", "Write", "List"]
        people = [{"name": "tests", "credentials": credentials, "actions": actions}]
        (folder / "s3.json").write_text(json.dumps({"identities": people}))

    def start(self) -> None:
        """Start it and wait until the bucket answers."""
        weed = Path(sysconfig.get_path("scripts")) / "weed"
        self._process = subprocess.Popen(
            [str(weed if weed.exists() else shutil.which("weed")), "server"]
            + [f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"]
            + [f"-{door}.port={port}" for door, port in self.ports.items()]
            + [f"-{door}.port.grpc={port}" for door, port in self.inner.items()]
            + [f"-s3.config={self.folder / 's3.json'}", "-s3.iam=false", "-volume.max=8"]
            + ["-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
            + ["-master.volumeSizeLimitMB=64"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "SeaweedFS does not start"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it, and only it."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
        Path(f"/tmp/seaweedfs-filer-grpc-{self.inner['filer']}.sock").unlink(missing_ok=True)

    def store(self, secret: str = SECRET, bucket: str = BUCKET) -> S3Store:
        """A store on this server."""
        return S3Store(self.endpoint, KEY, secret, bucket)

    def client(self) -> Minio:
        """The SDK's own client, for what the store has no word for."""
        netloc = self.endpoint.removeprefix("http://")
        return Minio(netloc, access_key=KEY, secret_key=SECRET, secure=False, region="us-east-1")

    def _answers(self) -> bool:
        store = self.store()
        try:
            store.ready()
            store.put("hello", b"hello", "text/plain")
        except StoreDown as why:
            if "there is no bucket" in str(why):
                self.client().make_bucket(BUCKET)
            return False
        return True
