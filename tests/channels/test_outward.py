"""Addresses of strangers: only public ones, only https, only the one that was looked at."""

import socket
from collections.abc import Iterator

import pytest

from tests.channels.wire import Reply, Request, serving
from workers.channels.line import Silent
from workers.channels.outward import Outward, Place, Unreachable, place, resolve
from workers.hosts import LookUp, is_public

PRIVATE = [
    "127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1",
    "::ffff:10.0.0.1",
    "2002:a00:1::1", "ff02::1", "::", "fe80::1%eth0",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "119.29.29.29", "2400:3200::1", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_of_the_open_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://push.example.org/a", "ftp://push.example.org/a", "https://a:b@push.example.org/",
     "https:///a", "//push.example.org", "https://push.example.org:port/", "http://127.0.0.1:80/"],
)  # fmt: skip
def test_addresses_that_are_not_asked(url: str) -> None:
    with pytest.raises(Unreachable):
        place(url)


def test_loopback_is_asked_where_a_test_says_so_and_then_only_there() -> None:
    assert place("http://127.0.0.1:81/a?b", lets_loopback=True).target == "/a?b"
    with pytest.raises(Unreachable):
        place("http://10.0.0.1/", lets_loopback=True)
    with pytest.raises(Unreachable):
        resolve("localhost.localdomain.invalid", 443, lets_loopback=True)


def _named(*addresses: str) -> tuple[LookUp, list[str]]:
    """A name service that answers so, each time the next; and what it was asked."""
    asked: list[str] = []
    answers: Iterator[str] = iter(addresses)

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        found = host
        if not host[0].isdigit():
            asked.append(host)
            found = next(answers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    return look_up, asked


def test_a_name_that_leads_inside_is_not_followed() -> None:
    names, _ = _named("10.0.0.5")
    with pytest.raises(Unreachable):
        Outward(look_up=names).send("POST", Place("https", "push.example.org", 443, "/a"), b"", {})


def test_a_name_that_changes_its_mind_is_asked_once() -> None:
    """The connection goes to the address that was looked at, not to the name's next answer."""
    names, asked = _named("127.0.0.1", "10.0.0.5")
    with serving(lambda _: Reply(200, b"ok")) as origin:
        there = place(origin, lets_loopback=True)._replace(host="push.example.org")
        out = Outward(lets_loopback=True, look_up=names)
        assert out.send("GET", there, None, {}).body == b"ok"
        assert out.send("GET", there, None, {}).body == b"ok"
    assert asked == ["push.example.org"]


def test_a_redirect_is_an_answer_and_not_a_way() -> None:
    seen: list[str] = []

    def answer(asked: Request) -> Reply:
        seen.append(asked.path)
        return Reply(302, headers=(("Location", "http://169.254.169.254/"),))

    with serving(answer) as origin:
        there = place(f"{origin}/a", lets_loopback=True)
        assert Outward(lets_loopback=True).send("GET", there, None, {}).status == 302
    assert seen == ["/a"]


def test_a_host_is_read_no_further_than_asked_and_one_that_is_away_is_silent() -> None:
    with serving(lambda _: Reply(200, b"x" * 100_000)) as origin:
        there = place(origin, lets_loopback=True)
        answer = Outward(lets_loopback=True).send("GET", there, None, {}, most=1000)
        assert len(answer.body) == 1000
    with pytest.raises(Silent):
        Outward(lets_loopback=True).send("GET", there, None, {})
