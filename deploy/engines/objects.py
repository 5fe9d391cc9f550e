"""SeaweedFS: the S3 store of photos. Loopback only, generated keys, every write on disk."""

import io
import json
import random
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from os import environ
from pathlib import Path
from signal import SIGKILL

import urllib3
from minio import Minio
from minio.error import MinioException
from urllib3.exceptions import HTTPError

from deploy.engines.quarters import Quarters, keys
from deploy.supervisor import NotReady, Program

NAME = "objects"
BUCKET = "photos"
HERE = "127.0.0.1"
SERVERS = ("master", "volume", "filer", "s3")
SECRETS = ("access_key", "secret_key", "volume_write", "volume_read", "filer_write", "filer_read")
PORTS = range(10_000, 20_000)  # below the range that the system hands to outgoing connections
PATIENCE = 60.0  # seconds until it must take a write
WEED = Path(sysconfig.get_path("scripts")) / "weed"


def settings(quarters: Quarters) -> dict[str, str]:
    """Where the store is, and the keys to it."""
    secret = _secrets(quarters)
    return {
        "S3_ENDPOINT": f"http://{HERE}:{_known_ports(quarters)['s3']}",
        "S3_ACCESS_KEY": secret["access_key"],
        "S3_SECRET_KEY": secret["secret_key"],
        "S3_BUCKET": BUCKET,
    }


def program(quarters: Quarters) -> Program:
    """Choose ports, write the keys, and say how to serve master, volume, filer and S3 in one."""
    folder, secret = quarters.folder(NAME), _secrets(quarters)
    ports = _choose_ports(quarters)
    server = quarters.program(WEED.parent, WEED.name, [WEED.name])
    identity = {
        "name": "xunjie",
        "credentials": [{"accessKey": secret["access_key"], "secretKey": secret["secret_key"]}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    quarters.write(folder / "s3.json", json.dumps({"identities": [identity]}))
    return Program(
        name=NAME,
        command=[str(server), "-logtostderr", "server", *_options(folder, ports)],
        env=_environment(folder, secret),
        folder=folder,
        user=quarters.user,
        ready=lambda: answers(settings(quarters)["S3_ENDPOINT"]),
        orphaned=SIGKILL,
        grace=1.0,  # told to end, it closes its volumes at once and then idles for 15 s
    )


def finish(quarters: Quarters) -> None:
    """Make the bucket, have every write to it synced to disk, and wait until it takes one."""
    mark = quarters.folder(NAME) / "bucket-is-synced"
    if not mark.exists():
        _shell(quarters, f"s3.bucket.create -name {BUCKET}")
        _shell(quarters, f"fs.configure -locationPrefix=/buckets/{BUCKET}/ -fsync -apply")
        mark.touch()
    deadline = time.monotonic() + PATIENCE
    while not takes_writes(settings(quarters)):
        if time.monotonic() > deadline:
            raise NotReady(f"{NAME}: no write was taken in {PATIENCE:.0f} s")


def connect(known: Mapping[str, str], http: urllib3.PoolManager | None = None) -> Minio:
    """A client of the store that these settings name."""
    scheme, _, host = known["S3_ENDPOINT"].partition("://")
    key, secret = known["S3_ACCESS_KEY"], known["S3_SECRET_KEY"]
    secure = scheme == "https"
    return Minio(host, key, secret, secure=secure, region="us-east-1", http_client=http)


def takes_writes(known: Mapping[str, str]) -> bool:
    """Whether the store takes a write within a second.

    One that comes before its servers have found each other may hang; the next one does not.
    """
    http = urllib3.PoolManager(timeout=1.0, retries=False)
    try:
        connect(known, http).put_object(known["S3_BUCKET"], ".ready", io.BytesIO(b"ready"), 5)
    except (HTTPError, MinioException):
        time.sleep(0.02)
        return False
    return True


def answers(endpoint: str) -> bool:
    """Whether an S3 server answers at this address."""
    try:
        return urllib3.request("GET", f"{endpoint}/status", timeout=2, retries=False).status == 200
    except HTTPError:
        return False


def ports_of(quarters: Quarters) -> Iterable[int]:
    """The ports that its servers were told."""
    return _known_ports(quarters).values()


def clear_sockets(ports: Iterable[int]) -> None:
    """Remove the sockets that killed servers on these ports leave in /tmp."""
    for port in ports:
        for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
            with suppress(OSError):
                left.unlink()


def _secrets(quarters: Quarters) -> dict[str, str]:
    return keys(quarters.var, "objects.keys.json", SECRETS)


def _options(folder: Path, ports: Mapping[str, int]) -> list[str]:
    chosen = {
        "dir": str(folder),
        "ip": HERE,
        "ip.bind": HERE,
        "filer": "true",
        "s3": "true",
        "s3.config": str(folder / "s3.json"),
        "s3.iam": "false",
        "s3.port.iceberg": "0",
        "s3.port.lance": "0",
        "s3.allowDeleteBucketNotEmpty": "false",
        "s3.autoCreateBucket": "false",
        "filer.exposeDirectoryData": "false",
        "master.telemetry": "false",
        "master.peers": "none",  # alone: no election to wait for
        "master.resumeState": "false",  # to resume as leader stalls writes for 13 s now and then
        "master.volumeSizeLimitMB": "256",
        "volume.max": "0",  # as many as the disk holds
        "volume.preStopSeconds": "0",
    }
    for server in SERVERS:
        chosen[f"{server}.port"] = str(ports[server])
        chosen[f"{server}.port.grpc"] = str(ports[f"{server}.grpc"])
    return [f"-{name}={value}" for name, value in chosen.items()]


def _environment(folder: Path, secret: Mapping[str, str]) -> dict[str, str]:
    """Its surroundings: nothing in somebody's home or /tmp, and only signed inner requests."""
    signing = {
        "WEED_JWT_SIGNING_KEY": secret["volume_write"],
        "WEED_JWT_SIGNING_READ_KEY": secret["volume_read"],
        "WEED_JWT_FILER_SIGNING_KEY": secret["filer_write"],
        "WEED_JWT_FILER_SIGNING_READ_KEY": secret["filer_read"],
    }
    return {**environ, **signing, "HOME": str(folder), "TMPDIR": str(folder)}


def _shell(quarters: Quarters, line: str) -> None:
    ports = _known_ports(quarters)
    folder = quarters.folder(NAME)
    done = subprocess.run(
        [str(WEED), "shell", f"-master={HERE}:{ports['master']}.{ports['master.grpc']}"]
        + [f"-filer={HERE}:{ports['filer']}.{ports['filer.grpc']}"],
        input=f"{line}\n",
        env=_environment(folder, _secrets(quarters)),
        cwd=folder,
        capture_output=True,
        start_new_session=True,
        text=True,
        check=True,
    )
    if "error:" in done.stdout + done.stderr:
        raise MinioException(done.stdout + done.stderr)


def _known_ports(quarters: Quarters) -> dict[str, int]:
    known: dict[str, int] = json.loads((quarters.folder(NAME) / "ports.json").read_text())
    return known


def _choose_ports(quarters: Quarters) -> dict[str, int]:
    """The ports of last time while they are free; else new ones."""
    place = quarters.folder(NAME) / "ports.json"
    if place.exists() and all(map(_is_free, _known_ports(quarters).values())):
        return _known_ports(quarters)
    names = [name for server in SERVERS for name in (server, f"{server}.grpc")]
    free = filter(_is_free, random.sample(PORTS, len(PORTS)))
    ports = dict(zip(names, free, strict=False))
    quarters.write(place, json.dumps(ports))
    return ports


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HERE, port))
        except OSError:
            return False
        return True
