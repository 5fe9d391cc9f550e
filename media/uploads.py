"""The pure part of tus 1.0.0: reads its headers, and puts the parts of an upload together."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from media import keys
from media.store import Missing, Store
from media.words import say

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = ("sha256", "sha1")  # the protocol asks every server for sha1
PART_TYPE = "application/offset+octet-stream"
SEALED = "application/octet-stream"  # originals are never shown by what they claim to be
LONGEST_METADATA = 4096


class BadUpload(Exception):
    """A request or an upload that breaks the protocol. `code` says how; `words` says it aloud."""

    def __init__(self, code: str, note: str = "") -> None:
        super().__init__(code, note)
        self.code = code
        self.note = note

    def words(self, language: str = "zh") -> str:
        """The reason as the sender reads it, in "zh" or "en"."""
        return say(self.code, language)


class ChecksumMismatch(BadUpload):
    """The bytes that arrived are not the bytes that were meant."""

    def __init__(self, note: str = "") -> None:
        super().__init__("checksum_mismatch", note)


@dataclass(frozen=True)
class Creation:
    """What a client declares when it begins an upload."""

    length: int
    """Bytes in all."""
    sha256: str
    """Of the whole, in lower-case hex."""
    content_type: str | None
    metadata: Mapping[str, str]
    """All pairs of Upload-Metadata, decoded."""


@dataclass(frozen=True)
class Checksum:
    """What one part's bytes must hash to."""

    algorithm: str
    digest: bytes

    def check(self, body: bytes) -> None:
        """Raises ChecksumMismatch unless these are the bytes that were meant."""
        if not hmac.compare_digest(hashlib.new(self.algorithm, body).digest(), self.digest):
            raise ChecksumMismatch("part")


def creation(headers: Mapping[str, str], most_bytes: int) -> Creation:
    """Read the headers of a POST (header names in any case). Raises BadUpload."""
    found = {name.lower(): value for name, value in headers.items()}
    length = _whole(found.get("upload-length"), "bad_length")
    if length < 1:
        raise BadUpload("empty")
    if length > most_bytes:
        raise BadUpload("too_large")
    pairs = metadata(found.get("upload-metadata", ""))
    sha256 = pairs.get("sha256", "").lower()
    if not keys.SHA256.fullmatch(sha256):
        raise BadUpload("bad_metadata", "sha256")
    return Creation(length, sha256, pairs.get("filetype") or None, pairs)


def metadata(header: str) -> dict[str, str]:
    """Read Upload-Metadata: `name base64` pairs parted by commas; a name may stand alone."""
    if len(header) > LONGEST_METADATA:
        raise BadUpload("bad_metadata", "too long")
    pairs: dict[str, str] = {}
    for piece in filter(None, (piece.strip() for piece in header.split(","))):
        name, _, value = piece.partition(" ")
        if name in pairs or not name.isascii():
            raise BadUpload("bad_metadata", name[:40])
        pairs[name] = _text(value.strip(), name)
    return pairs


def _text(value: str, name: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode()
    except ValueError as why:  # binascii's and Unicode's errors are kinds of it
        raise BadUpload("bad_metadata", name[:40]) from why


def checksum(header: str | None) -> Checksum | None:
    """Read Upload-Checksum: `algorithm base64`; None where there is none. Raises BadUpload."""
    if header is None:
        return None
    algorithm, _, value = header.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadUpload("bad_checksum", algorithm[:40])
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error as why:
        raise BadUpload("bad_checksum") from why
    if len(digest) != hashlib.new(algorithm).digest_size:
        raise BadUpload("bad_checksum", "length")
    return Checksum(algorithm, digest)


def offset(header: str | None) -> int:
    """Read Upload-Offset, in bytes. Raises BadUpload."""
    return _whole(header, "bad_offset")


def check_version(header: str | None) -> None:
    """Raises BadUpload unless Tus-Resumable names our version."""
    if header != VERSION:
        raise BadUpload("wrong_version")


def check_type(header: str | None) -> None:
    """Raises BadUpload unless a part's Content-Type is the protocol's."""
    if (header or "").partition(";")[0].strip().lower() != PART_TYPE:
        raise BadUpload("wrong_type")


def _whole(value: str | None, code: str) -> int:
    if value is None or not (value.isascii() and value.isdigit()) or len(value) > 15:
        raise BadUpload(code)
    return int(value)


def append(store: Store, upload_id: UUID | str, at: int, body: bytes) -> None:
    """Keep the part that begins at this byte; sent again, it takes its own place."""
    store.put(keys.part(upload_id, at), body, SEALED)


def put_whole(store: Store, body: bytes, sha256: str) -> None:
    """Keep an original that arrived in one piece. Raises ChecksumMismatch, keeping nothing."""
    _check(body, sha256)
    store.put(keys.original(sha256), body, SEALED)


def assemble(
    store: Store, upload_id: UUID | str, part_offsets: Sequence[int], length: int, sha256: str
) -> None:
    """Join the parts into the original, `length` bytes, as they are read, and drop them.

    One pass with a chunk in memory: the last one is sent on only when the whole hashes to what was
    promised, so that nothing else ever lies under this name. Safe to repeat: once the original is
    there, it stays. Raises ChecksumMismatch (the parts stay until `discard`) and BadUpload
    "missing_part" where a part is gone or does not fit.
    """
    chunks = _checked(_joined(store, upload_id, sorted(part_offsets)), sha256)
    try:
        store.put_stream(keys.original(sha256), chunks, length, SEALED)
    except Missing as why:
        if not store.exists(keys.original(sha256)):
            raise BadUpload("missing_part", str(why)) from why
        for _ in _checked(store.stream(keys.original(sha256)), sha256):
            pass
    discard(store, upload_id, part_offsets)


def discard(store: Store, upload_id: UUID | str, part_offsets: Sequence[int]) -> None:
    """Drop the parts of an upload that is done, expired or given up."""
    for at in part_offsets:
        store.delete(keys.part(upload_id, at))


def _joined(store: Store, upload_id: UUID | str, part_offsets: Sequence[int]) -> Iterator[bytes]:
    place = 0
    for at in part_offsets:
        if at != place:
            raise BadUpload("missing_part", f"at byte {place}")
        for chunk in store.stream(keys.part(upload_id, at)):
            place += len(chunk)
            yield chunk


def _checked(chunks: Iterable[bytes], sha256: str) -> Iterator[bytes]:
    """The same chunks; the last one only when all hash to this. Raises ChecksumMismatch."""
    digest, held = hashlib.sha256(), b""
    for chunk in chunks:
        digest.update(chunk)
        if held:
            yield held
        held = chunk
    if not hmac.compare_digest(digest.hexdigest(), sha256):
        raise ChecksumMismatch("whole")
    yield held


def _check(body: bytes, sha256: str) -> None:
    if not hmac.compare_digest(hashlib.sha256(body).hexdigest(), sha256):
        raise ChecksumMismatch("whole")
