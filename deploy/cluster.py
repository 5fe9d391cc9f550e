"""A sample of SeaweedFS as a cluster: a master, three volume servers, a filer, S3.

Every photo lies on two volume servers (replication 001); any one of them may die. Here all run on
one machine, as the test does it; docs/scaling.md says what changes where each has its own.
"""

import json
import os
import secrets
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from deploy.engines.objects import (
    BUCKET,
    HERE,
    WEED,
    answers,
    clear_sockets,
    connect,
    takes_writes,
)
from deploy.supervisor import NotReady

REPLICATION = "001"  # one copy more, on another server of the same rack
VOLUMES = 3
PORTS = 6 + 2 * VOLUMES
PATIENCE = 60.0  # seconds until it takes a write


@dataclass
class Cluster:
    """The running processes by name, and the settings that reach the store."""

    settings: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def kill(self, name: str) -> None:
        """End one server without a word, as a power cut does."""
        self.processes[name].kill()
        self.processes[name].wait()

    def stop(self) -> None:
        """End what was started here, the filer first."""
        for process in reversed(self.processes.values()):
            process.kill()
            process.wait()


@contextmanager
def running(folder: Path, ports: Iterator[int]) -> Iterator[Cluster]:
    """Start a cluster under `folder` on free `ports` of this machine. Raises NotReady."""
    key, secret = secrets.token_hex(12), secrets.token_hex(24)
    identity = {
        "name": "xunjie",
        "credentials": [{"accessKey": key, "secretKey": secret}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    chosen = list(islice(ports, PORTS))
    made, lines = _lines(folder, iter(chosen))
    endpoint = f"http://{HERE}:{made['s3']}"
    known = {"S3_ENDPOINT": endpoint, "S3_ACCESS_KEY": key, "S3_SECRET_KEY": secret}
    cluster = Cluster({**known, "S3_BUCKET": BUCKET})
    try:
        for name, line in lines.items():
            cluster.processes[name] = _started(folder, name, line)
        _wait(cluster.settings)
        yield cluster
    finally:
        cluster.stop()
        clear_sockets(chosen)


def _lines(folder: Path, ports: Iterator[int]) -> tuple[Mapping[str, int], dict[str, list[str]]]:
    """The command of each server, and the ports of those that others must find."""
    made = {name: next(ports) for name in ("master", "master.grpc", "filer", "filer.grpc", "s3")}
    s3_grpc = next(ports)
    master = f"{HERE}:{made['master']}.{made['master.grpc']}"
    here = [f"-ip={HERE}", f"-ip.bind={HERE}"]
    lines = {
        "master": ["master", *here, f"-port={made['master']}", f"-port.grpc={made['master.grpc']}",
                   f"-mdir={_room(folder, 'master')}", f"-defaultReplication={REPLICATION}",
                   "-peers=none", "-volumeSizeLimitMB=64", "-telemetry=false"],
    }  # fmt: skip
    for at in range(1, VOLUMES + 1):
        lines[f"volume{at}"] = [
            "volume", *here, f"-port={next(ports)}", f"-port.grpc={next(ports)}",
            f"-mserver={master}", f"-dir={_room(folder, f'volume{at}')}", "-max=20", "-rack=rack1",
            "-preStopSeconds=0",
        ]  # fmt: skip
    lines["filer"] = [
        "filer", *here, f"-port={made['filer']}", f"-port.grpc={made['filer.grpc']}",
        f"-master={master}", f"-defaultStoreDir={_room(folder, 'filer')}",
        f"-defaultReplicaPlacement={REPLICATION}",
    ]  # fmt: skip
    lines["s3"] = [
        "s3", f"-ip.bind={HERE}", f"-port={made['s3']}", f"-port.grpc={s3_grpc}",
        f"-filer={HERE}:{made['filer']}.{made['filer.grpc']}", f"-config={folder / 's3.json'}",
        "-iam=false", "-port.iceberg=0", "-port.lance=0",
    ]  # fmt: skip
    return made, lines


def _room(folder: Path, name: str) -> Path:
    room = folder / name
    room.mkdir(exist_ok=True)
    return room


def _started(folder: Path, name: str, line: list[str]) -> subprocess.Popen[bytes]:
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [str(WEED), "-logtostderr", *line],
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait(known: Mapping[str, str]) -> None:
    """Until S3 answers, the bucket is made and a write is taken."""
    ends = time.monotonic() + PATIENCE
    while not answers(known["S3_ENDPOINT"]):
        if time.monotonic() > ends:
            raise NotReady("the cluster's S3 does not answer")
        time.sleep(0.1)
    client = connect(known)
    if not client.bucket_exists(BUCKET):
        client.make_bucket(BUCKET)
    while not takes_writes(known):
        if time.monotonic() > ends:
            raise NotReady("the cluster takes no write")
