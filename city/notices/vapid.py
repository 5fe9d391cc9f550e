"""The key by which push services know this city (VAPID, RFC 8292): given, or made once."""

import base64
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from city.channels import Channels
from city.keys import kept


@dataclass(frozen=True, slots=True)
class Vapid:
    """A pair on P-256: PEM for the sender, and what a browser subscribes with."""

    private_pem: bytes
    public_pem: bytes
    public: str


def vapid(told: Channels, var: Path) -> Vapid:
    """VAPID_PRIVATE_KEY (base64url of 32 bytes, or PEM); else the one kept in `var`."""
    given = told.vapid_private_key
    key = _read(given) if given else _pem(kept(var / "vapid.pem", _fresh()))
    public = key.public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Vapid(
        private_pem=_written(key),
        public_pem=public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public=base64.urlsafe_b64encode(point).rstrip(b"=").decode(),
    )


def _read(given: str) -> ec.EllipticCurvePrivateKey:
    if given.lstrip().startswith("-----"):
        return _pem(given.encode())
    number = int.from_bytes(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    return ec.derive_private_key(number, ec.SECP256R1())


def _pem(text: bytes) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(text, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError("VAPID_PRIVATE_KEY is not a key on P-256")
    return key


def _fresh() -> bytes:
    return _written(ec.generate_private_key(ec.SECP256R1()))


def _written(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
