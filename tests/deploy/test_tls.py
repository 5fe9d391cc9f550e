"""HTTPS for phones in the room: a certificate that verifies, an authority that can do no harm."""

import json
import os
import signal
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import urllib3
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from deploy import certificates
from tests.deploy.test_run import ELSEWHERE, ROOT, free_port

APP = """
def application(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.url_scheme"].encode()]
"""


def chain(own: certificates.Identity) -> tuple[x509.Certificate, x509.Certificate]:
    made, authority = own.certificate.read_bytes(), own.authority.read_bytes()
    return x509.load_pem_x509_certificate(made), x509.load_pem_x509_certificate(authority)


def test_the_certificate_is_kept_until_it_is_old_or_the_addresses_change(tmp_path: Path) -> None:
    first = certificates.identity(tmp_path, ["192.168.1.7", "127.0.0.1"])
    before = first.certificate.read_bytes(), first.authority.read_bytes()
    certificates.identity(tmp_path, ["127.0.0.1"])
    assert (first.certificate.read_bytes(), first.authority.read_bytes()) == before
    certificates.identity(tmp_path, ["192.168.1.8"])
    assert first.certificate.read_bytes() != before[0]
    assert first.authority.read_bytes() == before[1], "a phone trusts once"
    for secret in (first.key, tmp_path / "authority.key"):
        assert secret.stat().st_mode & 0o077 == 0
    assert chain(first)[0].not_valid_after_utc - datetime.now(UTC) < timedelta(days=398)


def test_the_authority_signs_for_home_and_nothing_else(tmp_path: Path) -> None:
    own = certificates.identity(tmp_path, ["192.168.1.7"])
    verified(own, "192.168.1.7")
    (tmp_path / "city.pem").unlink()
    with pytest.raises(VerificationError):
        verified(certificates.identity(tmp_path, ["8.8.8.8"]), "8.8.8.8")


def verified(own: certificates.Identity, address: str) -> None:
    made, authority = chain(own)
    name = x509.IPAddress(ip_address(address))
    policy = PolicyBuilder().store(Store([authority])).build_server_verifier(name)
    policy.verify(made, [])


def test_a_city_is_served_by_https_and_the_door_shows_the_way(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(APP)
    (tmp_path / "Procfile").write_text(
        f"release: sh -c 'echo {json.dumps([])!r} > $VAR/accounts.json'\n"
        f"web: granian --interface wsgi page:application --working-dir {tmp_path}"
        ' --host "$HOST" --port "$PORT" --workers 1 --log-level warning\n'
    )
    port = free_port()
    city = subprocess.Popen(
        [sys.executable, "-m", "deploy", "run", "--procfile", str(tmp_path / "Procfile")],
        cwd=ROOT,
        env={
            **os.environ,
            **ELSEWHERE,
            "VAR": str(tmp_path / "var"),
            "PORT": str(port),
            "TLS": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert city.stdout is not None
    said = ""
    while "HTTPS only" not in said and (line := city.stdout.readline()):
        said += line
    try:
        assert f"https://127.0.0.1:{port}" in said
        door = f"http://127.0.0.1:{port + 80}"
        assert door in said
        authority = urllib3.request("GET", f"{door}/xunjie.crt").data.decode()
        trusting = ssl.create_default_context(cadata=authority)
        http = urllib3.PoolManager(ssl_context=trusting)
        assert http.request("GET", f"https://127.0.0.1:{port}/").data == b"https"
        assert f"https://127.0.0.1:{port}" in urllib3.request("GET", door).data.decode()
        with pytest.raises(urllib3.exceptions.HTTPError):
            urllib3.request("GET", f"https://127.0.0.1:{port}/", retries=False)
    finally:
        os.killpg(city.pid, signal.SIGINT)
        city.communicate(timeout=15)
