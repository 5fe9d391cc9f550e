"""A kept line: what hosts may answer, what they may not, and when a line is used again."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from workers.channels.line import Answer, Closed, Line, Silent
from workers.channels.outward import Outward, Place, Unreachable, place

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
TAKEN = b"HTTP/1.1 201 Created\r\nRetry-After: 5\r\nContent-Length: 2\r\n\r\nok"


@contextmanager
def said(*pieces: bytes, closes: bool = False) -> Iterator[Line]:
    """A line whose other end has said so much, and has closed after it or still holds.

    Each piece is read by itself.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(5)
    for piece in pieces:
        theirs.sendall(piece)
    if closes:
        theirs.shutdown(socket.SHUT_WR)
    try:
        yield Line(ours, 5)
    finally:
        ours.close()
        theirs.close()


def test_an_answer_in_any_pieces() -> None:
    for cut in range(1, len(TAKEN)):
        with said(TAKEN[:cut], TAKEN[cut:]) as line:
            assert line.read(64) == Answer(201, {"retry-after": "5", "content-length": "2"}, b"ok")
            assert line.is_open


def test_what_goes_before_an_answer_is_none() -> None:
    with said(b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + TAKEN) as line:
        answer = line.read(64)
    assert (answer.status, "link" in answer.headers) == (201, False)


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (CHUNKED + b"1\r\na\r\n1\r\nb\r\n0\r\n\r\n", b"ab"),
        (b"HTTP/1.1 200 OK\r\n\r\nall until the end", b"all until the end"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", b"a"),
    ],
)
def test_ways_to_say_where_a_body_ends(answer: bytes, body: bytes) -> None:
    with said(answer, closes=True) as line:
        assert line.read(64).body == body


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        TAKEN + TAKEN,
        TAKEN + b"HTTP/1.1 4",
    ],
)
def test_a_line_that_is_not_used_again(answer: bytes) -> None:
    with said(answer) as line:
        assert line.read(64).status in (200, 201)
        assert not line.is_open


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        CHUNKED + b"9\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA\0: b\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: a\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ],
)
def test_what_is_no_answer(answer: bytes) -> None:
    with said(answer, closes=True) as line:
        with pytest.raises(Silent) as why:
            line.read(64)
        assert not isinstance(why.value, Closed)
        assert not line.is_open


def test_one_that_says_nothing_had_closed() -> None:
    with said(closes=True) as line, pytest.raises(Closed):
        line.read(64)


def test_headers_without_end_are_not_read() -> None:
    flood = b"HTTP/1.1 200 OK\r\n" + b"a: " + b"b" * 90_000
    ours, theirs = socket.socketpair()
    ours.settimeout(5)
    sender = threading.Thread(target=_pour, args=(theirs, flood))
    sender.start()
    with pytest.raises(Silent, match="too long"):
        Line(ours, 5).read(64)
    theirs.close()
    sender.join()


def _pour(there: socket.socket, flood: bytes) -> None:
    try:
        there.sendall(flood)
    except OSError:
        return


@pytest.mark.parametrize(
    "url",
    ["https://push.example.org/a b", "https://push.example.org/a\r\nHost: b",
     "https://push.example.org/\x00", "https://例.example.org/", "https://push.example.org/é"],
)  # fmt: skip
def test_an_address_that_would_write_lines_of_its_own(url: str) -> None:
    with pytest.raises(Unreachable):
        place(url)


def test_a_header_that_would_write_lines_of_its_own() -> None:
    there = Place("https", "push.example.org", 443, "/a")
    with pytest.raises(Unreachable):
        Outward().send("POST", there, b"", {"ttl": "1\r\nHost: b"})


def test_an_idle_line_that_was_closed_is_replaced_and_the_request_sent_once_more() -> None:
    """The host answers one request on each connection, promises to stay, and goes."""
    asked: list[bytes] = []
    with _host(lambda one: asked.append(one.recv(65536)) or TAKEN) as port:
        there = place(f"http://127.0.0.1:{port}/a", lets_loopback=True)
        out = Outward(lets_loopback=True)
        assert [out.send("POST", there, b"x", {}).status for _ in range(3)] == [201] * 3
    assert len(asked) == 3
    assert asked[0].startswith(b"POST /a HTTP/1.1\r\nhost: 127.0.0.1:")


@contextmanager
def _host(answer: Callable[[socket.socket], bytes]) -> Iterator[int]:
    """Answers the first request of each of three connections, and closes it; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for _ in range(3):
                one, _from = listening.accept()
                with one:
                    one.sendall(answer(one))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(30)
