"""The mailbox over TLS: with a certificate of its own, trusted or not; no password in the open."""

import ssl
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from city.db import transaction
from city.intake import channels
from city.intake.model import Channel, Report
from city.settings import Settings
from deploy import certificates
from tests.channels.imap_twin import PASSWORD, USER, ImapTwin, mailbox
from workers import mail


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> certificates.Identity:
    """A certificate for this machine, and the authority that signed it."""
    return certificates.identity(tmp_path_factory.mktemp("mail"), ["127.0.0.1"])


def _context(own: certificates.Identity) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(own.certificate, own.key)
    return made


def _letter() -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Message-ID"] = "w@example.org", "井盖", "<1@x>"
    letter.set_content("柳巷井盖破了")
    return bytes(letter)


def _read(
    twin: ImapTwin, monkeypatch: pytest.MonkeyPatch, security: str, trusted: Path | None
) -> int:
    there = {"IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(twin.port), "IMAP_USER": USER}
    for name, value in {**there, "IMAP_PASSWORD": PASSWORD, "IMAP_SECURITY": security}.items():
        monkeypatch.setenv(name, value)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    mail.tools.cache_clear()
    return mail.read()


def _error() -> str | None:
    with transaction() as session:
        found = channels.every(session)
        return next(one.error for one in found if one.channel is Channel.MAIL)


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_a_trusted_mailbox_is_read(
    told: Settings, own: certificates.Identity, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    with mailbox(way, _context(own)) as twin:
        uid = twin.deliver(_letter())
        assert _read(twin, monkeypatch, way, own.authority) == 1
    assert twin.seen == {uid}
    with transaction() as session:
        assert session.scalars(select(Report.words)).all() == ["井盖\n柳巷井盖破了"]


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_an_unknown_certificate_is_told_nothing(
    told: Settings, own: certificates.Identity, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    with mailbox(way, _context(own)) as twin:
        twin.deliver(_letter())
        assert _read(twin, monkeypatch, way, None) == 0
    assert not any(PASSWORD in line for line in twin.said)
    assert _error() == "SSLCertVerificationError"


def test_a_server_that_will_not_seal_is_told_nothing(
    told: Settings, own: certificates.Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mailbox() as twin:
        twin.deliver(_letter())
        assert _read(twin, monkeypatch, "starttls", own.authority) == 0
    assert not any(PASSWORD in line for line in twin.said)
    assert _error() is not None
