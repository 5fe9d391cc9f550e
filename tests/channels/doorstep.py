"""A web process of a small city on loopback, and its jobs done by hand: what is owed is done."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from api import create_app
from city import settings
from city.db import transaction
from city.events import Errand
from tests.house import free_port
from workers.outbox import expand
from workers.perform import perform
from workers.tools import tools


@contextmanager
def web(monkeypatch: pytest.MonkeyPatch, **more: str) -> Iterator[str]:
    """Serve the city that the environment names; its origin."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    for name, value in {**more, "ORIGIN": origin}.items():
        monkeypatch.setenv(name, value)
    tools.cache_clear()
    server = make_server("127.0.0.1", port, _bounded(create_app(settings.read())), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield origin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        tools.cache_clear()


def _bounded(app: Flask) -> Callable[..., Iterable[bytes]]:
    """Bodies that end where they end, as the city's own server gives them."""

    def called(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
        return app(environ, start)

    return called


def work(*modules: str) -> list[tuple[str, str | None]]:
    """Do what these modules owe, until nothing new is owed; what is left, with its errors."""
    while True:
        with transaction() as session:
            expand(session)
        with transaction() as session:
            owed = [one for one in session.scalars(select(Errand)) if _of(one, modules)]
            fresh = [(one.job, one.event_id) for one in owed if not one.tries]
            left = [(one.job, one.error) for one in owed]
        if not fresh:
            return left
        for job, event_id in fresh:
            perform(job, [event_id])


def try_again(*modules: str) -> list[tuple[str, str | None]]:
    """The time to try again has come."""
    with transaction() as session:
        for one in session.scalars(select(Errand)):
            if _of(one, modules):
                one.tries = 0
    return work(*modules)


def _of(one: Errand, modules: tuple[str, ...]) -> bool:
    return one.job.partition(".")[0] in modules
