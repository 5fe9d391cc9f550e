"""Is it alive, is it ready and which engine is missing, how is it doing."""

from flask import Flask, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from api import here
from api.metrics import measure
from city.db import transaction
from city.places import atlas
from media.store import StoreDown


def register(app: Flask) -> None:
    """`/healthz`, `/readyz` and `/metrics`; without a transaction of the request's own."""
    queue = Redis.from_url(
        app.extensions["settings"].redis_url, socket_timeout=1, socket_connect_timeout=1
    )

    def _engines() -> dict[str, bool]:
        return {"database": _database(), "queue": _queue(queue), "objects": _objects()}

    def healthz() -> Response:
        """The process is there."""
        return jsonify(status="alive")

    def readyz() -> tuple[Response, int]:
        """All engines answer and the places are read; else what is wanting."""
        engines = _engines()
        missing = [name for name, there in engines.items() if not there]
        if missing:
            return jsonify(status="missing: " + ", ".join(missing), engines=engines), 503
        if atlas.is_reading():
            return jsonify(status="reading places", engines=engines), 503
        return jsonify(status="ready", engines=engines), 200

    def metrics() -> Response:
        """For Prometheus; each web process counts its own requests."""
        with transaction() as session:
            measure(session)
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    for view in (healthz, readyz, metrics):
        app.add_url_rule(f"/{view.__name__}", view.__name__, view)


def _database() -> bool:
    try:
        with transaction() as session:
            session.execute(text("select 1"))
    except SQLAlchemyError:
        return False
    return True


def _queue(queue: Redis) -> bool:
    try:
        return bool(queue.ping())
    except RedisError:
        return False


def _objects() -> bool:
    try:
        here.store().ready()
    except StoreDown:
        return False
    return True
