"""A JSON line a request, with the id that follows it into events and jobs. No personal data."""

import re
import time

from flask import Flask, Response, g, request

from api.metrics import REQUESTS, SECONDS
from city import logs
from city.db import new_id
from city.events import request_id

SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


def begin(app: Flask) -> None:
    """Give each request an id, and write one line when it is answered."""
    logs.configure()
    log = logs.logger("web")

    @app.before_request
    def _begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        request_id.set(given if SANE.fullmatch(given) else new_id().hex)
        g.began = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        rule = request.url_rule.rule if request.url_rule else "none"
        response.headers["X-Request-Id"] = request_id.get() or ""
        REQUESTS.labels(request.method, rule, response.status_code).inc()
        SECONDS.labels(rule).observe(seconds)
        if request.path not in QUIET:
            log.info(
                "request",
                method=request.method,
                route=rule,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
            )
        return response
