"""Three volume servers with two copies of everything: one may die, and no photo is missed."""

import hashlib
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from socket import socket

import pytest

from deploy import cluster
from media import keys
from media.store import S3Store

PHOTOS = 60


def _free() -> Iterator[int]:
    """Ports below those that the system hands out, on which nobody listens."""
    for port in random.sample(range(10_000, 30_000), 5000):
        with closing(socket()) as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                yield port


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_photo_is_read_after_a_volume_server_was_killed(tmp_path: Path) -> None:
    with cluster.running(tmp_path, _free()) as running:
        store = S3Store(*running.settings.values())
        bodies = {}
        for _ in range(PHOTOS):
            body = random.randbytes(random.randrange(1_000, 400_000))
            bodies[keys.original(hashlib.sha256(body).hexdigest())] = body
        for key, body in bodies.items():
            store.put(key, body, "application/octet-stream")
        held = [
            sum(one.stat().st_size for one in (tmp_path / f"volume{at}").glob("*.dat"))
            for at in range(1, cluster.VOLUMES + 1)
        ]
        assert sum(held) > 1.9 * sum(map(len, bodies.values())), "not two copies of each"
        running.kill(f"volume{1 + held.index(max(held))}")
        assert {key: store.get(key) == body for key, body in bodies.items()} == dict.fromkeys(
            bodies, True
        )
        late = random.randbytes(5000)
        store.put("originals/late", late, "application/octet-stream")
        assert store.get("originals/late") == late
