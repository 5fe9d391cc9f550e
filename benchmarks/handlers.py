"""What our code costs a request: CPU of a call through WSGI, less what the engines' drivers take.

Runs in a process of its own, in the surroundings of a running city: `python -m benchmarks.handlers
CALLS FILE` writes the median microseconds of each handler, ours and beside it, to FILE.
"""

import base64
import io
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask

from api import create_app
from benchmarks import beside
from benchmarks.meter import Meter
from benchmarks.photo import Photo, jpeg, like, noise
from benchmarks.ways import said
from city import settings
from deploy.walk import new_id

Environ = dict[str, Any]
PHOTO_BYTES = 300_000
WARM = 20  # calls before those that count: plans, caches, prepared statements


def measure(calls: int) -> dict[str, dict[str, float]]:
    """Handler → who → microseconds of CPU a call."""
    meter = Meter()
    meter.tap_database()
    ours = create_app(settings.read())
    meter.tap_store(ours)
    token = f"Bearer {secrets.token_urlsafe(32)}"
    sent = [(new_id(), photo) for photo in _photos(calls + WARM)]
    put = [_environ("PUT", f"/api/v1/reports/{at}", token, said(photo)) for at, photo in sent]
    post = [_upload(token, at, photo) for at, photo in sent]
    get = [_catalogue(ours)] * len(sent)
    connection = meter.connect(os.environ["DATABASE_URL"])

    def wait() -> None:
        connection.execute("select 1")
        connection.commit()

    naive, plain = beside.naive(wait), beside.plain(wait)
    return {
        "report": {
            "ours": _cpu(ours, put, meter, 201),
            "peer": _cpu(naive, put, meter, 201),
            "floor": _cpu(plain, put, meter, 200),
        },
        "upload": {
            "ours": _cpu(ours, post, meter, 201),
            "peer": _cpu(naive, post, meter, 201),
            "floor": _cpu(plain, post, meter, 201),
        },
        "catalogue": {
            "ours": _cpu(ours, get, meter, 304),
            "floor": _cpu(plain, get, meter, 304),
        },
    }


def _cpu(app: Flask, environs: Iterable[Environ], meter: Meter, status: int) -> float:
    """The median CPU of a call in microseconds, without the drivers."""
    taken = []
    for environ in environs:
        environ = _fresh(environ)
        meter.seconds = 0.0
        began = time.thread_time()
        answer = _call(app, environ)
        taken.append(time.thread_time() - began - meter.seconds)
        if answer != status:
            raise AssertionError(f"{environ['PATH_INFO']} answered {answer}, not {status}")
    return median(taken[WARM:]) * 1e6


def _call(app: Flask, environ: Environ) -> int:
    said_status: list[str] = []
    start: Callable[..., Any] = lambda status, headers, *_: said_status.append(status)  # noqa: E731
    answer = app(environ, start)
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(said_status[0][:3])


def _photos(count: int) -> Iterator[Photo]:
    body = jpeg(noise(2048, 1536), PHOTO_BYTES)
    return like(body, (new_id() for _ in range(count)))


def _environ(method: str, path: str, token: str, body: bytes, **headers: str) -> Environ:
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "127.0.0.1",
        "HTTP_AUTHORIZATION": token,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }


def _upload(token: str, report_id: object, photo: Photo) -> Environ:
    pairs = {"report": str(report_id), "sha256": photo.sha256}
    coded = (f"{key} {base64.b64encode(one.encode()).decode()}" for key, one in pairs.items())
    body = photo.shared + photo.own
    tus = {
        "HTTP_TUS_RESUMABLE": "1.0.0",
        "CONTENT_TYPE": "application/offset+octet-stream",
        "HTTP_UPLOAD_LENGTH": str(photo.size),
        "HTTP_UPLOAD_METADATA": ",".join(coded),
        "HTTP_UPLOAD_CHECKSUM": photo.checksum,
    }
    return _environ("POST", "/api/v1/uploads", token, body, **tus)


def _catalogue(app: Flask) -> Environ:
    with app.test_client() as client:
        version = client.get("/api/v1/catalogue").headers["ETag"]
    return _environ("GET", "/api/v1/catalogue", "", b"", HTTP_IF_NONE_MATCH=version)


def _fresh(environ: Environ) -> Environ:
    """The same request, its body still to be read."""
    environ["wsgi.input"].seek(0)
    return dict(environ)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(measure(int(sys.argv[1]))))
