"""The store and its twin have the same manners, and the real one may go away and come back."""

import hashlib
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import urllib3

from deploy.walk import new_id
from media import keys, uploads
from media.memory import MemoryStore
from media.store import Missing, S3Store, Store, StoreDown
from tests.media.seaweed import Seaweed

LONG = bytes(range(256)) * 2000


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    seaweed: Seaweed = request.getfixturevalue("seaweed")
    return seaweed.store()


def test_what_is_put_is_got(store: Store) -> None:
    for body in (b"", b"x", LONG):
        store.put("rooms/one", body, "image/jpeg")
        assert store.get("rooms/one") == body
        pieces = list(store.stream("rooms/one"))
        assert b"".join(pieces) == body
        assert all(len(piece) <= 65536 for piece in pieces)


@pytest.mark.parametrize(
    ("start", "end"), [(0, None), (7, None), (0, 1), (7, 70_000), (300_000, 10**9), (5, 5)]
)
def test_a_range_is_streamed(store: Store, start: int, end: int | None) -> None:
    store.put("rooms/long", LONG, "video/mp4")
    assert store.size("rooms/long") == len(LONG)
    assert b"".join(store.stream("rooms/long", start, end)) == LONG[start:end]


def test_chunks_are_kept_whole_or_not_at_all(store: Store) -> None:
    def broken() -> Iterator[bytes]:
        yield LONG[:100_000]
        raise ValueError("the whole is not what was promised")

    store.put_stream("rooms/chunks", iter([LONG[:9], LONG[9:]]), len(LONG), "video/mp4")
    assert store.get("rooms/chunks") == LONG
    with pytest.raises(ValueError, match="promised"):
        store.put_stream("rooms/broken", broken(), len(LONG), "video/mp4")
    assert not store.exists("rooms/broken")
    with pytest.raises(StoreDown):
        store.put_stream("rooms/short", iter([b"x"]), 2, "video/mp4")
    assert not store.exists("rooms/short")
    assert store.get("rooms/chunks") == LONG  # the pool is as good as before


def test_an_upload_is_joined_without_a_copy_of_it_in_memory(seaweed: Seaweed) -> None:
    store, part = seaweed.store(), 2**20
    whole = bytes(range(256)) * 4096 * 24  # 24 MiB
    sha256, name = hashlib.sha256(whole).hexdigest(), str(new_id())
    offsets = list(range(0, len(whole), part))
    for at in offsets:
        uploads.append(store, name, at, whole[at : at + part])
    tracemalloc.start()
    try:
        uploads.assemble(store, name, offsets, len(whole), sha256)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2 * part
    digest = hashlib.sha256()
    for chunk in store.stream(keys.original(sha256)):
        digest.update(chunk)
    assert digest.hexdigest() == sha256
    assert list(store.list(keys.parts(name))) == []


def test_what_is_missing_is_said_so(store: Store) -> None:
    assert not store.exists("rooms/none")
    for ask in (store.get, store.stream, store.size):
        with pytest.raises(Missing):
            ask("rooms/none")
    store.delete("rooms/none")


def test_delete_and_list(store: Store) -> None:
    for name in ("list/b", "list/a/1", "list/a/2", "other/c"):
        store.put(name, b"x", "image/jpeg")
    assert list(store.list("list/")) == ["list/a/1", "list/a/2", "list/b"]
    store.delete("list/a/1")
    assert not store.exists("list/a/1")
    assert store.exists("list/a/2")
    assert list(store.list("list/a/")) == ["list/a/2"]
    assert list(store.list("nothing/")) == []


def test_ready(store: Store) -> None:
    store.ready()


def test_content_type_is_kept(seaweed: Seaweed) -> None:
    seaweed.store().put("typed", b"x", "image/jpeg")
    assert (
        seaweed.client().stat_object(seaweed.known["S3_BUCKET"], "typed").content_type
        == "image/jpeg"
    )


def test_eight_threads_share_one_store(seaweed: Seaweed) -> None:
    store = seaweed.store()

    def round_trip(number: int) -> bool:
        body = LONG + bytes([number])
        key = keys.original(hashlib.sha256(body).hexdigest())
        store.put(key, body, "image/jpeg")
        return store.get(key) == body

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(round_trip, range(32)))


def test_presigned_address_needs_no_key(seaweed: Seaweed) -> None:
    store = seaweed.store()
    store.put("open", LONG, "image/jpeg")
    assert urllib3.request("GET", store.address("open")).data == LONG
    assert urllib3.request("GET", store.address("open").partition("?")[0]).status == 403
    assert "X-Amz-Expires=60" in store.address("open", timedelta(minutes=1))


@pytest.mark.parametrize(
    "wrong", [{"S3_SECRET_KEY": "wrong"}, {"S3_BUCKET": "no-such-bucket"}], ids=["key", "bucket"]
)
def test_store_that_does_not_let_us_in_is_down(seaweed: Seaweed, wrong: dict[str, str]) -> None:
    store = seaweed.store(**wrong)
    with pytest.raises(StoreDown):
        store.ready()
    with pytest.raises(StoreDown):
        store.get("anything")


def assert_down_quickly(store: S3Store) -> None:
    asks = (
        store.ready,
        lambda: store.put("a", b"x", "image/jpeg"),
        lambda: store.get("a"),
        lambda: store.stream("a"),
        lambda: store.exists("a"),
        lambda: store.delete("a"),
        lambda: list(store.list("a")),
    )
    start = time.monotonic()
    for ask in asks:
        with pytest.raises(StoreDown):
            ask()
    assert time.monotonic() - start < 30


def test_nobody_listens() -> None:
    assert_down_quickly(S3Store("http://127.0.0.1:1", "key", "secret", "photos"))


def test_store_goes_away_and_comes_back(seaweed: Seaweed) -> None:
    store = seaweed.store()
    store.put("kept", LONG, "image/jpeg")
    seaweed.down()
    try:
        assert_down_quickly(store)
    finally:
        seaweed.up()
    assert store.get("kept") == LONG
    store.put("more", LONG, "image/jpeg")
