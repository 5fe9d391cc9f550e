"""The peer: what one writes without a thought of outages. One view, one row, one object."""

import hashlib
import os
import threading
from datetime import timedelta
from uuid import UUID

import psycopg
import urllib3
from flask import Flask, request
from minio import Minio
from psycopg.types.json import Jsonb

TABLE = """
create table if not exists plain_reports (
    id uuid primary key, device text, sha256 text, body jsonb,
    received_at timestamptz default now()
)
"""
INSERT = "insert into plain_reports (id, device, sha256, body) values (%s, %s, %s, %s)"


class Desk:
    """One connection a thread, and one pool of connections to the store."""

    def __init__(self, environ: os._Environ[str] = os.environ) -> None:
        self._database = environ["DATABASE_URL"]
        self._bucket = environ["S3_BUCKET"]
        self._own = threading.local()
        self._http = urllib3.PoolManager(maxsize=8)
        host = environ["S3_ENDPOINT"].partition("://")[2]
        keys = environ["S3_ACCESS_KEY"], environ["S3_SECRET_KEY"]
        self._client = Minio(host, *keys, secure=False, region="us-east-1")

    def insert(self, *values: object) -> None:
        """One row, on disk."""
        if not hasattr(self._own, "connection"):
            self._own.connection = psycopg.connect(self._database, autocommit=True)
        self._own.connection.execute(INSERT, values)

    def put(self, key: str, body: bytes) -> None:
        """One object, on disk."""
        lasts = timedelta(minutes=15)
        address = self._client.get_presigned_url("PUT", self._bucket, key, lasts)
        answer = self._http.request("PUT", address, body=body)
        if answer.status != 200:
            raise OSError(f"PUT answered {answer.status}")


def create_app() -> Flask:
    """A plain Flask application on the same engines as ours. Its table is made beforehand."""
    app = Flask("plain")
    desk = Desk()

    @app.get("/ready")
    def ready() -> dict[str, bool]:
        return {"ready": True}

    @app.put("/words/<uuid:report_id>")
    def words(report_id: UUID) -> tuple[dict[str, str], int]:
        desk.insert(report_id, request.headers["Authorization"], None, Jsonb(request.get_json()))
        return {"id": str(report_id)}, 201

    @app.put("/reports/<uuid:report_id>")
    def reports(report_id: UUID) -> tuple[dict[str, str], int]:
        body = request.get_data()
        sha256 = hashlib.sha256(body).hexdigest()
        desk.put(f"plain/{sha256}", body)
        said = Jsonb({"words": request.args["words"]})
        desk.insert(report_id, request.headers["Authorization"], sha256, said)
        return {"id": str(report_id)}, 201

    return app
