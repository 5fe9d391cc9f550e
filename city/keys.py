"""Secrets that a city makes for itself at its first start and keeps under VAR, its owner's alone.

Where several machines serve one city, each key is given by its setting instead: a file is only
this machine's.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept(place: Path, made: bytes) -> bytes:
    """The content of `place`; `made` where it is new. Whoever is first decides for all."""
    with suppress(FileNotFoundError):
        return place.read_bytes()
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    try:
        with suppress(FileExistsError):
            os.link(draft, place)
    finally:
        draft.unlink()
    return place.read_bytes()


def signing(given: str | None, var: Path) -> bytes:
    """The key that the city signs its links with: SECRET_KEY, or one of its own making."""
    return given.encode() if given else kept(var / "signing.key", secrets.token_bytes(32))
