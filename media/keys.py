"""Where things lie in the store. Names come from content, so twins are one object."""

import re
from uuid import UUID

SHA256 = re.compile(r"[0-9a-f]{64}")


def _by_content(room: str, sha256: str, suffix: str = "") -> str:
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hex")
    return f"{room}/{sha256[:2]}/{sha256[2:4]}/{sha256}{suffix}"


def original(sha256: str) -> str:
    """The bytes as they were sent: sealed, seen by right only."""
    return _by_content("originals", sha256)


def display(sha256: str) -> str:
    """The display JPEG made from the original with this SHA-256."""
    return _by_content("displays", sha256, ".jpg")


def thumbnail(sha256: str) -> str:
    """The thumbnail JPEG made from the original with this SHA-256."""
    return _by_content("thumbnails", sha256, ".jpg")


def public_display(public_sha256: str) -> str:
    """The veiled display JPEG, named by its own SHA-256: it changes when what it veils does."""
    return _by_content("public/displays", public_sha256, ".jpg")


def public_thumbnail(public_sha256: str) -> str:
    """The veiled thumbnail that goes with the veiled display of this SHA-256."""
    return _by_content("public/thumbnails", public_sha256, ".jpg")


def apart(key: str) -> str:
    """Where what nobody needs is kept for a while before it is gone."""
    return f"apart/{key}"


def refused(sha256: str) -> str:
    """Bytes that were not taken: kept apart for a while, never served."""
    return _by_content("refused", sha256)


def parts(upload_id: UUID | str) -> str:
    """The prefix under which all parts of one upload lie."""
    return f"parts/{UUID(str(upload_id))}/"


def part(upload_id: UUID | str, offset: int) -> str:
    """The part of an upload that begins at this byte; names sort in the order of the bytes."""
    if offset < 0:
        raise ValueError("an offset is not negative")
    return f"{parts(upload_id)}{offset:012d}"


def hotline_file(sha256: str) -> str:
    """A file of orders as the hotline sent it."""
    return f"hotline/files/{sha256}"


def hotline_result(run: str) -> str:
    """The result workbook of an import."""
    return f"hotline/results/{run}.xlsx"
