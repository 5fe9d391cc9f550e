"""HTTP: parse, call one thing, dump."""

from flask import Flask
from flask_smorest import Api
from werkzeug.middleware.proxy_fix import ProxyFix

from api import docs, errors, health, heard, logs, once, pwa, reading
from api.app import App
from api.limits import Limits
from api.open311 import views as open311
from api.routes import BLUEPRINTS
from city import db, settings
from city.places import atlas
from city.settings import Settings
from media.store import S3Store

LARGEST_BODY = 256 * 1024  # bytes of JSON; photos have a limit of their own
OPENAPI = {
    "API_TITLE": "巡街 Xunjie",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.0.3",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "components": {
            "securitySchemes": {
                "device": {"type": "http", "scheme": "bearer"},
                "signature": {"type": "http", "scheme": "XJ-HMAC-SHA256"},
                "session": {"type": "apiKey", "in": "cookie", "name": "xunjie_session"},
            }
        }
    },
}


def create_app(given: Settings | None = None) -> Flask:
    """The application. Raises SettingsMissing, naming all that are, before anything is served."""
    told = given or settings.read()
    app = App("api", static_folder=None)
    app.config.update(OPENAPI, MAX_CONTENT_LENGTH=LARGEST_BODY)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["settings"] = told
    app.extensions["limits"] = Limits(told)
    keys = told.s3_access_key, told.s3_secret_key, told.s3_bucket
    outside = told.s3_public_endpoint
    app.extensions["store"] = S3Store(told.s3_endpoint, *keys)
    app.extensions["doorstep"] = S3Store(outside, *keys) if outside else None
    db.connect(told.database_url)
    logs.begin(app)
    if told.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, told.proxies, told.proxies)  # type: ignore[method-assign]
    api = Api(app)
    errors.register(app, api)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    for room in (reading, once, heard, health, docs, open311, pwa):
        room.register(app)
    return app


def serve() -> Flask:
    """The application of a web process: it begins to read the city's places while it starts."""
    app = create_app()
    atlas.warm()
    return app
