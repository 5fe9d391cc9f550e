"""Photos: one of 12 megapixels made ready, and one of 300 KB put away."""

import io
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

import urllib3
from minio import Minio

from benchmarks import photo_ways
from benchmarks.bench import Bench
from benchmarks.photo import jpeg, like, noise
from benchmarks.rounds import interleaved
from benchmarks.row import Row
from deploy.walk import new_id
from media.images import prepare
from media.safely import prepare_in_child
from media.store import S3Store

WIDTH, HEIGHT, BYTES = 4000, 3000, 3_600_000
PUT_BYTES = 300_000


def job(bench: Bench) -> Iterator[Row]:
    """Upright, stripped, display, thumbnail, placeholder, likeness, evidence: no network."""
    bodies = [jpeg(noise(WIDTH, HEIGHT, seed), BYTES) for seed in range(min(4, bench.photos))]
    bodies = (bodies * bench.photos)[: bench.photos]
    ways: dict[str, Callable[[bytes], object]] = {"ours": prepare, "child": prepare_in_child}
    ways |= {"naive Pillow": photo_ways.pillow, "floor": photo_ways.turbo}
    vips = photo_ways.vips()
    ways |= {"libvips": vips} if vips else {}
    prepare_in_child(bodies[0])  # the child's own start is not a photo's
    found = interleaved(bench.rounds, {name: _each(way, bodies) for name, way in ways.items()})
    size = sum(map(len, bodies)) / len(bodies) / 1e6
    note = f"{bench.photos} photos of 12 MP, {size:.1f} MB; floor: half-scale decode, both encodes"
    child = "the same in the child process in which strangers' files are decoded"
    for name, ours, peer, words in (
        ("photos.job", "ours", "naive Pillow", f"{note}; goal 1.25 x the floor"),
        ("photos.job/libvips", "ours", "libvips", "one thread each"),
        ("photos.job/child", "child", "naive Pillow", child),
    ):
        if peer in found:
            yield Row(
                name, found[ours], "ms", peer, found[peer], "libjpeg-turbo", found["floor"],
                bench.rounds, words,
            )  # fmt: skip


def put(bench: Bench) -> Iterator[Row]:
    """A PUT of 300 KB by the house's store, beside the SDK's and a bare presigned one."""
    told = bench.city.env
    endpoint, bucket = told["S3_ENDPOINT"], told["S3_BUCKET"]
    keys = told["S3_ACCESS_KEY"], told["S3_SECRET_KEY"]
    store = S3Store(endpoint, *keys, bucket)
    client = Minio(endpoint.partition("://")[2], *keys, secure=False, region="us-east-1")
    http = urllib3.PoolManager()

    def ours(key: str, body: bytes) -> None:
        store.put(key, body, "application/octet-stream")

    def sdk(key: str, body: bytes) -> None:
        client.put_object(bucket, key, io.BytesIO(body), len(body))

    def bare(key: str, body: bytes) -> None:
        address = client.get_presigned_url("PUT", bucket, key, timedelta(minutes=15))
        assert http.request("PUT", address, body=body).status == 200

    ways = {"ours": ours, "peer": sdk, "floor": bare}
    body = jpeg(noise(2048, 1536), PUT_BYTES)
    puts = {name: _puts(way, body, bench.calls // 3) for name, way in ways.items()}
    with bench.city.at_rest():
        found = interleaved(bench.rounds, puts)
    yield Row(
        "photos.put", found["ours"], "ms", "minio SDK", found["peer"], "presigned PUT",
        found["floor"], bench.rounds, "p50 of one sender, 300 KB, the bucket on fsync",
    )  # fmt: skip


def _each(way: Callable[[bytes], object], bodies: list[bytes]) -> Callable[[], float]:
    def measured() -> float:
        taken = []
        for body in bodies:
            began = time.perf_counter()
            way(body)
            taken.append(time.perf_counter() - began)
        return median(taken) * 1000

    return measured


def _puts(way: Callable[[str, bytes], None], body: bytes, count: int) -> Callable[[], float]:
    def measured() -> float:
        taken = []
        for photo in like(body, (new_id() for _ in range(count))):
            whole = photo.shared + photo.own
            began = time.perf_counter()
            way(f"bench/{photo.sha256}", whole)
            taken.append(time.perf_counter() - began)
        return median(taken) * 1000

    return measured
