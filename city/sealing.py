"""Secrets that we must be able to say again, sealed with the city's key before they are kept."""

import os
import re
import secrets
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from city.settings import Settings

KEY_BYTES, NONCE_BYTES = 32, 12
HEX = re.compile(r"[0-9a-fA-F]{64}")


class SealBroken(RuntimeError):
    """Something was sealed with another key: SECRET_KEY was changed or lost."""


def seal(told: Settings, secret: bytes, whose: str) -> bytes:
    """AES-256-GCM; `whose` is bound to it, so that a seal cannot be moved to another row."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key(told)).encrypt(nonce, secret, whose.encode())


def unseal(told: Settings, sealed: bytes, whose: str) -> bytes:
    """The secret. Raises SealBroken."""
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(_key(told)).decrypt(nonce, rest, whose.encode())
    except InvalidTag as broken:
        raise SealBroken("SECRET_KEY") from broken


def _key(told: Settings) -> bytes:
    """32 bytes: as the setting has them in hex, or the digest of any other secret."""
    if told.secret_key:
        said = told.secret_key
        return bytes.fromhex(said) if HEX.fullmatch(said) else sha256(said.encode()).digest()
    return _kept(told.var / "secret.key")


@cache
def _kept(place: Path) -> bytes:
    """One machine needs no setting: its key is made when first needed, for its owner alone."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(place, "xb", opener=_private) as made:
            made.write(secrets.token_hex(KEY_BYTES).encode())
    except FileExistsError:
        pass
    return bytes.fromhex(place.read_text().strip())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
