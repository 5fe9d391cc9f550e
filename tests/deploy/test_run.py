"""A whole city from a small Procfile: one at a time, and gone without a trace."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deploy.words import table, width
from tests.deploy.test_supervisor import lives, within

ROOT = Path(__file__).parents[2]
ELSEWHERE = {
    "DATABASE_URL": "postgresql://db.example/xunjie",
    "REDIS_URL": "redis://q.example/0",
    "S3_ENDPOINT": "http://s3.example",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "S3_BUCKET": "photos",
}
WEB = """
import http.server, os
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"ready")
http.server.HTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Page).serve_forever()
"""
PEOPLE = [{"name": "王强", "role_words": "监督员", "username": "wang", "password": "p-1"}]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "web.py").write_text(WEB)
    (tmp_path / "people.json").write_text(json.dumps(PEOPLE))
    (tmp_path / "Procfile").write_text(
        f"release: cp {tmp_path}/people.json $VAR/accounts.json\n"
        f"web: python {tmp_path}/web.py\n"
        f"worker: sh -c 'setsid sleep 61 & echo $! > {tmp_path}/escaped; sleep 62'\n"
    )
    return tmp_path


def start(place: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "deploy", "run", "--procfile", str(place / "Procfile")],
        cwd=ROOT,
        env={**os.environ, **ELSEWHERE, "VAR": str(place / "var"), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def running(place: Path) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    port = free_port()
    city = start(place, port)
    said = ""
    assert city.stdout is not None
    for line in city.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    yield city, port, said
    city.kill()
    city.wait()


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def test_a_city_starts_says_where_it_is_and_ends_without_a_trace(
    place: Path, running: tuple[subprocess.Popen[str], int, str]
) -> None:
    city, port, said = running
    assert f"http://127.0.0.1:{port}" in said
    assert "王强" in said
    assert "p-1" in said
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/").read() == b"ready"
    assert within(30, (place / "escaped").exists)
    assert within(30, lambda: (place / "escaped").read_text() != "")
    programs = [int(file.read_text()) for file in (place / "var/pids").glob("*.pid")]
    started = [int((place / "escaped").read_text()), *programs]
    assert all(map(lives, started))
    os.killpg(city.pid, signal.SIGINT)
    rest, _ = city.communicate(timeout=15)
    assert city.returncode == 0
    assert "Traceback" not in rest
    assert not any(map(lives, started))


def test_a_second_run_is_refused_and_says_where_the_first_is(
    place: Path, running: tuple[subprocess.Popen[str], int, str]
) -> None:
    _, port, _ = running
    second = start(place, free_port())
    said, _ = second.communicate(timeout=15)
    assert second.returncode == 1
    assert f"已在运行：http://127.0.0.1:{port}" in said
    assert f"Already running on this data: http://127.0.0.1:{port}" in said


def test_a_taken_port_is_named(place: Path) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = start(place, port)
        said, _ = refused.communicate(timeout=15)
    assert refused.returncode == 1
    assert f"端口 {port} 已被占用" in said


def test_a_failing_release_stops_the_start(place: Path) -> None:
    (place / "Procfile").write_text("release: sh -c 'echo no table; exit 4'\nweb: false\n")
    city = start(place, free_port())
    said, _ = city.communicate(timeout=15)
    assert city.returncode == 1
    assert "no table" in said
    assert "未能启动" in said
    assert "Traceback" not in said


def test_chinese_and_latin_line_up() -> None:
    assert width("受理员 operator") == 15
    rows = table([["姓名", "name"], ["Li", "李"]]).splitlines()
    assert [width(row[: row.index(last)]) for row, last in zip(rows, ["name", "李"], strict=True)] \
        == [8, 8]  # fmt: skip
