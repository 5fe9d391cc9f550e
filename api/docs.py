"""The API's pages for people, from files that are bundled: no address outside is asked."""

from flask import Flask
from flask_swagger_ui import get_swaggerui_blueprint


def register(app: Flask) -> None:
    """Serve Swagger UI at `/api/docs/`, reading our own OpenAPI document."""
    pages = get_swaggerui_blueprint(
        "/api/docs",
        "/api/v1/openapi.json",
        config={"app_name": "巡街 Xunjie", "validatorUrl": None},
    )
    app.register_blueprint(pages)
