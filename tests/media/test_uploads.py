"""tus headers are read strictly, and parts become the whole or nothing."""

import base64
import hashlib
from contextlib import suppress
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import keys
from media.memory import MemoryStore
from media.store import Missing
from media.uploads import (
    BadUpload,
    Checksum,
    ChecksumMismatch,
    Creation,
    append,
    assemble,
    check_type,
    check_version,
    checksum,
    creation,
    discard,
    metadata,
    offset,
    put_whole,
)
from media.words import WORDS

UPLOAD = UUID("0197a9c1-0000-7000-8000-000000000001")
BODY = b"the bytes of a photo"
SHA = hashlib.sha256(BODY).hexdigest()


def b64(words: str | bytes) -> str:
    return base64.b64encode(words if isinstance(words, bytes) else words.encode()).decode()


def refused(code: str) -> pytest.RaisesExc[BadUpload]:
    assert code in WORDS
    return pytest.raises(BadUpload, match=code)


def test_creation_is_read() -> None:
    header = f"report {b64('r-1')},sha256 {b64(SHA.upper())}, filetype {b64('image/heic')},flag"
    found = creation({"Upload-Length": "20", "UPLOAD-METADATA": header}, 100)
    pairs = {"report": "r-1", "sha256": SHA.upper(), "filetype": "image/heic", "flag": ""}
    assert found == Creation(20, SHA, "image/heic", pairs)


@pytest.mark.parametrize(
    ("length", "code"),
    [
        *((None, "bad_length"), ("", "bad_length"), ("-1", "bad_length"), ("1.5", "bad_length")),
        *(("٣", "bad_length"), ("9" * 30, "bad_length"), ("0", "empty"), ("101", "too_large")),
    ],
)
def test_creation_of_no_such_length(length: str | None, code: str) -> None:
    headers = {"upload-metadata": f"sha256 {b64(SHA)}"}
    with refused(code):
        creation(headers | ({} if length is None else {"upload-length": length}), 100)


@pytest.mark.parametrize(
    "header",
    [
        *("", "sha256", f"sha256 {b64('abc')}", "sha256 ***", f"sha256 {b64(SHA)[:-2]}"),
        *(f"sha256 {b64(SHA)},sha256 {b64(SHA)}", "a //4="),
        *(f"名 {b64('x')}", "x" * 5000),
    ],
)
def test_metadata_that_is_none(header: str) -> None:
    with refused("bad_metadata"):
        creation({"Upload-Length": "20", "Upload-Metadata": header}, 100)


@given(
    st.dictionaries(
        st.text("abcdefghijklmnopqrstuvwxyz_-", min_size=1, max_size=12),
        st.text(max_size=40),
        max_size=6,
    )
)
def test_metadata_comes_back(pairs: dict[str, str]) -> None:
    header = ",".join(f"{name} {b64(value)}" for name, value in pairs.items())
    assert metadata(header) == pairs


@given(st.text(max_size=60))
def test_any_metadata_is_read_or_refused(header: str) -> None:
    with suppress(BadUpload):
        assert all(isinstance(value, str) for value in metadata(header).values())


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_checksum_knows_its_bytes(algorithm: str) -> None:
    found = checksum(f"{algorithm} {b64(hashlib.new(algorithm, BODY).digest())}")
    assert isinstance(found, Checksum)
    found.check(BODY)
    with pytest.raises(ChecksumMismatch) as caught:
        found.check(BODY + b".")
    assert caught.value.words("en")
    assert checksum(None) is None


@pytest.mark.parametrize("header", ["", "sha256", "md5 aaaa", "sha256 ***", f"sha256 {b64('x')}"])
def test_checksum_that_is_none(header: str) -> None:
    with refused("bad_checksum"):
        checksum(header)


def test_small_headers() -> None:
    assert offset("0012") == 12
    check_version("1.0.0")
    check_type("application/offset+octet-stream; charset=x")
    for call, header, code in (
        (offset, None, "bad_offset"),
        (offset, "-1", "bad_offset"),
        (check_version, None, "wrong_version"),
        (check_version, "0.2.2", "wrong_version"),
        (check_type, "image/jpeg", "wrong_type"),
    ):
        with refused(code):
            call(header)  # type: ignore[operator]


@given(st.binary(min_size=1, max_size=200), st.sets(st.integers(1, 199), max_size=8))
def test_any_parts_make_the_whole(body: bytes, cuts: set[int]) -> None:
    store = MemoryStore()
    sha256 = hashlib.sha256(body).hexdigest()
    edges = sorted({0, len(body), *(cut for cut in cuts if cut < len(body))})
    for start, end in reversed(list(pairwise(edges))):
        append(store, UPLOAD, start, body[start:end])
    assemble(store, UPLOAD, edges[:-1], len(body), sha256)
    assert store.get(keys.original(sha256)) == body
    assert list(store.list("")) == [keys.original(sha256)]


def test_part_sent_twice_takes_its_own_place() -> None:
    store = MemoryStore()
    append(store, UPLOAD, 0, BODY[:9])
    append(store, UPLOAD, 0, BODY[:7])
    append(store, UPLOAD, 7, BODY[7:])
    assemble(store, UPLOAD, [0, 7], len(BODY), SHA)
    assert store.get(keys.original(SHA)) == BODY


def test_whole_that_differs_is_not_kept() -> None:
    store = MemoryStore()
    append(store, UPLOAD, 0, BODY + b".")
    with pytest.raises(ChecksumMismatch):
        assemble(store, UPLOAD, [0], len(BODY) + 1, SHA)
    assert not store.exists(keys.original(SHA))
    discard(store, UPLOAD, [0])
    assert list(store.list("")) == []
    with pytest.raises(ChecksumMismatch):
        put_whole(store, BODY + b".", SHA)


@pytest.mark.parametrize("offsets", [[0, 7], [7], [0, 5], []])
def test_gap_is_no_whole(offsets: list[int]) -> None:
    store = MemoryStore()
    append(store, UPLOAD, 0, BODY[:6])
    append(store, UPLOAD, 7, BODY[7:])
    with pytest.raises(BadUpload):
        assemble(store, UPLOAD, offsets, len(BODY), SHA)


def test_assembling_again_gives_the_same() -> None:
    store = MemoryStore()
    append(store, UPLOAD, 0, BODY[:6])
    append(store, UPLOAD, 6, BODY[6:])
    assemble(store, UPLOAD, [0, 6], len(BODY), SHA)
    assert store.get(keys.original(SHA)) == BODY
    assemble(store, UPLOAD, [0, 6], len(BODY), SHA)
    assert store.get(keys.original(SHA)) == BODY
    append(store, UPLOAD, 6, BODY[6:])
    assemble(store, UPLOAD, [0, 6], len(BODY), SHA)
    assert store.get(keys.original(SHA)) == BODY
    assert list(store.list("")) == [keys.original(SHA)]


def test_part_that_is_gone_is_said_so() -> None:
    with refused("missing_part"):
        assemble(MemoryStore(), UPLOAD, [0], len(BODY), SHA)


def test_keys_are_made_of_content_only() -> None:
    assert keys.original("ab" * 32) == f"originals/ab/ab/{'ab' * 32}"
    assert keys.display(SHA).endswith(f"{SHA}.jpg")
    assert keys.part(UPLOAD, 7).startswith(keys.parts(UPLOAD))
    rooms = {make(SHA) for make in (keys.original, keys.display, keys.thumbnail, keys.refused)}
    assert len(rooms) == 4
    for wrong in ("", "AB" * 32, "../" * 21 + "a", SHA + "\n"):
        with pytest.raises(ValueError, match="SHA-256"):
            keys.original(wrong)
    with pytest.raises(ValueError, match="badly formed"):
        keys.part("../../etc", 0)
    with pytest.raises(ValueError, match="negative"):
        keys.part(UPLOAD, -1)


def test_every_reason_is_said_in_both_languages() -> None:
    for code, words in WORDS.items():
        assert set(words) == {"zh", "en"}, code
        assert words["zh"].endswith("。")
        assert words["en"].endswith(".")


def test_missing_is_a_key_error() -> None:
    assert issubclass(Missing, KeyError)
