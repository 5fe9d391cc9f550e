"""Fetching from strangers' addresses: what is private stays private, what is endless ends."""

import time

import pytest

from tests.channels.twin import Answer, twin
from workers import outside
from workers.hosts import is_public
from workers.outside import NotNow, Refused

PICTURE = b"\xff\xd8\xff" + b"x" * 20_000


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("223.5.5.5", True), ("2400:3200::1", True), ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1%eth0", False),
        ("fc00::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::7f00:1", False), ("::127.0.0.1", False), ("2002:7f00:1::", False),
        ("2001:0:53aa:64c::1", False), ("198.18.0.1", False), ("203.0.113.9", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0/", "https://localhost:8443/",
    ],
)  # fmt: skip
def test_no_name_of_this_machine_is_asked(url: str) -> None:
    with pytest.raises(Refused, match="private"):
        outside.fetch(url, 1000, 5)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/", "http://u:p@a.example/", "http://", "gopher://x",
            "http://a:99999/", "http://a:0/", "http://a/" + "x" * 2000],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="address"):
        outside.fetch(url, 1000, 5)


def _told(method: str, target: str, headers: dict[str, str], _: bytes) -> Answer:
    if target == "/away":
        return 302, {"Location": "http://169.254.169.254/latest"}, b""
    if target == "/round":
        return 302, {"Location": "/round"}, b""
    if target == "/there":
        return 307, {"Location": "/picture"}, b""
    if target == "/gone":
        return 404, {}, b""
    if target == "/down":
        return 503, {}, b""
    if target == "/lies":
        return 200, {"Content-Length": "999999999"}, b""
    assert headers["Host"].startswith("127.0.0.1:")
    return 200, {"Content-Type": "image/jpeg"}, PICTURE


def test_what_a_trusted_server_has_is_fetched_and_redirects_are_judged_anew() -> None:
    with twin(_told) as server:
        at, trusted = f"http://{server.here}", (server.here,)
        assert outside.fetch(f"{at}/picture", 30_000, 5, trusted).body == PICTURE
        assert outside.fetch(f"{at}/there", 30_000, 5, trusted).content_type == "image/jpeg"
        for path, code in (("/away", "private"), ("/round", "redirects"), ("/gone", "http_404"),
                           ("/lies", "too_large")):  # fmt: skip
            with pytest.raises(Refused, match=code):
                outside.fetch(f"{at}{path}", 30_000, 5, trusted)
        with pytest.raises(Refused, match="too_large"):
            outside.fetch(f"{at}/picture", 10_000, 5, trusted)
        with pytest.raises(NotNow, match="503"):
            outside.fetch(f"{at}/down", 30_000, 5, trusted)
        with pytest.raises(Refused, match="private"):
            outside.fetch(f"{at}/picture", 30_000, 5)


def test_who_speaks_too_slowly_is_not_waited_for() -> None:
    with twin(_told, lambda: time.sleep(0.4)) as server:
        began = time.monotonic()
        with pytest.raises(NotNow):
            outside.fetch(f"http://{server.here}/picture", 30_000, 0.6, (server.here,))
        assert time.monotonic() - began < 7
