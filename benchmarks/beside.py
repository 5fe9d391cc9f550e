"""Beside our handlers: a plain Flask JSON view, and flask-smorest used naively.

Each waits for PostgreSQL once, as ours does, so that its caches are no warmer; the wait is metered
and subtracted in all three.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Flask, Response, jsonify, request
from flask_smorest import Api, Blueprint

from api.schemas.reports import ReceiptSchema, SentReportSchema
from city.intake.model import PhotoState
from city.intake.reports import PhotoReceipt, Receipt, SentReport


def plain(wait: Callable[[], None]) -> Flask:
    """The floor: read the body, answer it."""
    app = Flask("plain")

    @app.put("/api/v1/reports/<uuid:report_id>")
    def send(report_id: UUID) -> Response:
        sent = request.get_json()
        wait()
        return jsonify(sent)

    @app.post("/api/v1/uploads")
    def upload() -> tuple[dict[str, int], int]:
        body = request.get_data()
        wait()
        return {"length": len(body)}, 201

    @app.get("/api/v1/catalogue")
    def catalogue() -> Response:
        wait()
        return Response(status=304, headers={"ETag": request.headers["If-None-Match"]})

    return app


def naive(wait: Callable[[], None]) -> Flask:
    """The peer: the same schemas, given as classes and so built anew for each request."""
    app = Flask("naive")
    app.config.update(API_TITLE="naive", API_VERSION="1", OPENAPI_VERSION="3.0.3")
    blp = Blueprint("naive", __name__)

    @blp.route("/api/v1/reports/<uuid:report_id>", methods=["PUT"])
    @blp.arguments(SentReportSchema)
    @blp.response(201, ReceiptSchema)
    def send(sent: SentReport, report_id: UUID) -> Receipt:
        wait()
        photos = [PhotoReceipt(one.sha256, PhotoState.WANTED, None) for one in sent.photos]
        return Receipt(report_id, "20261122-00001", datetime.now(UTC), photos)

    @blp.route("/api/v1/uploads", methods=["POST"])
    @blp.response(201)
    def upload() -> dict[str, Any]:
        wait()
        return {"sha256": hashlib.sha256(request.get_data()).hexdigest()}

    Api(app).register_blueprint(blp)
    return app
