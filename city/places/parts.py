"""A beat's rows in parts, so that a phone fetches anew only those that changed. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import orjson

PARTS = 64
"""With the hundreds of components of a beat, a few rows each."""

Row = Sequence[Any]
"""A component's number, and what else is told of it."""


def cut(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in so many parts, by their numbers: where a row is does not hang on the others."""
    parts: list[list[Row]] = [[] for _ in range(PARTS)]
    for row in rows:
        parts[crc32(str(row[0]).encode()) % PARTS].append(row)
    return parts


def version(part: Sequence[Row]) -> str:
    """Eight hex digits that change when a row of the part comes, goes or changes."""
    return hashlib.sha256(orjson.dumps(part)).hexdigest()[:8]


def changed(rows: Sequence[Row], have: Sequence[str]) -> tuple[list[str], Mapping[str, list[Row]]]:
    """The versions of all parts, and those parts, by their place, whose version is not had."""
    parts = cut(rows)
    versions = [version(part) for part in parts]
    held = [*have, *[""] * PARTS]
    fresh = {str(at): part for at, part in enumerate(parts) if part and held[at] != versions[at]}
    return versions, fresh
