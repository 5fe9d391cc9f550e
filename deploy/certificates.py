"""A small authority of our own: phones in the room get camera, position and push by HTTPS only."""

import ipaddress
import os
import socket
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TEN_YEARS = timedelta(days=3650)
LONGEST = timedelta(days=397)  # what phones take of a server's certificate
RENEWED = timedelta(days=30)  # before its end
AT_HOME = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8")


@dataclass(frozen=True)
class Identity:
    """Files of the city's certificate, its key (PKCS#8), and of the authority that signed it."""

    certificate: Path
    key: Path
    authority: Path


def identity(folder: Path, addresses: Sequence[str]) -> Identity:
    """The certificate for these IP addresses, made anew where it is missing, old or for others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = Identity(folder / "city.pem", folder / "city.key", folder / "authority.pem")
    if not found.authority.exists():
        _make_authority(found.authority, folder / "authority.key")
    if not _serves(found.certificate, addresses):
        _make_certificate(found, folder / "authority.key", addresses)
    return found


def addresses_here() -> list[str]:
    """The IPv4 addresses under which phones may find this machine, the way out first."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(("10.255.255.255", 1))  # a datagram socket sends nothing by this
            outward = [str(probe.getsockname()[0])]
        except OSError:
            outward = []
    named = {str(info[4][0]) for info in _resolved(socket.gethostname())}
    return [*dict.fromkeys([*outward, *sorted(named), "127.0.0.1"])]


def _resolved(name: str) -> list[tuple[int, int, int, str, tuple[str | int, ...]]]:
    try:
        return list(socket.getaddrinfo(name, None, socket.AF_INET))  # type: ignore[arg-type]
    except OSError:
        return []


def _serves(certificate: Path, addresses: Sequence[str]) -> bool:
    if not certificate.exists():
        return False
    known = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    told = {str(one) for one in names.get_values_for_type(x509.IPAddress)}
    return told >= set(addresses) and known.not_valid_after_utc - RENEWED > datetime.now(UTC)


def _make_authority(place: Path, key_place: Path) -> None:
    """An authority that can sign for addresses at home only, should its key ever be lost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"巡街 Xunjie ({socket.gethostname()})")
    home = [x509.IPAddress(ipaddress.ip_network(one)) for one in AT_HOME]
    made = (
        _builder(name, name, key, TEN_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.NameConstraints([*home, x509.DNSName("localhost")], None), critical=True
        )
    )
    _write(place, key_place, made.sign(key, hashes.SHA256()), key)


def _make_certificate(place: Identity, signer_place: Path, addresses: Sequence[str]) -> None:
    authority = x509.load_pem_x509_certificate(place.authority.read_bytes())
    signer = load_pem_private_key(signer_place.read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    numbers = [x509.IPAddress(ipaddress.ip_address(one)) for one in addresses]
    made = (
        _builder(_name(f"Xunjie {addresses[0]}"), authority.subject, key, LONGEST)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(_signed_by(signer), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), *numbers]), critical=False
        )
    )
    _write(place.certificate, place.key, made.sign(signer, hashes.SHA256()), key)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, length: timedelta
) -> x509.CertificateBuilder:
    began = datetime.now(UTC) - timedelta(days=1)  # phones' clocks are never quite right
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + length)
    )


def _signed_by(signer: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:64])])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _write(
    place: Path, key_place: Path, made: x509.Certificate, key: ec.EllipticCurvePrivateKey
) -> None:
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(key_place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secret)
    place.write_bytes(made.public_bytes(Encoding.PEM))
