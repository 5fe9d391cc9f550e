"""A refusal before the body was read keeps the connection, or says that it ends."""

import socket
import time
from urllib.parse import urlsplit

from tests.house import City

HEAD = (
    b"POST /api/v1/tasks/01a20270-0000-7000-8000-000000000000/answer HTTP/1.1\r\nHost: x\r\n"
    b"Content-Length: 2\r\nContent-Type: application/json\r\n\r\n"
)


def test_a_refused_phone_keeps_its_connection_or_is_told(city: City) -> None:
    there = urlsplit(city.url)
    for _ in range(10):
        with socket.create_connection((there.hostname, there.port), timeout=3) as line:
            line.sendall(HEAD)
            time.sleep(0.1)
            line.sendall(b"{}")
            time.sleep(0.1)
            said = line.recv(65536)
            if b"connection: close" in said.lower():
                continue
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"200 OK" in line.recv(65536)
