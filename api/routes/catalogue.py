"""The catalogue, for phones to keep."""

from functools import lru_cache
from typing import Any

from flask import Response, current_app

from api import here
from api.auth import ANYBODY
from api.blueprint import Blueprint
from api.packing import is_known, packed
from api.schemas.catalogue import CatalogueSchema
from city.catalogue import read

blp = Blueprint("catalogue", __name__, url_prefix="/api/v1/catalogue", description="立案目录")


@blp.route("", allow=ANYBODY)
@blp.response(200, CatalogueSchema())
@blp.alt_response(304, description="The version that the caller has is the present one")
def whole() -> Response:
    """All categories with their filing conditions; ask again with If-None-Match"""
    version = f"{read.version(here.session())}-{here.language()}"
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    if is_known(version):
        return packed(Response(status=304, headers=headers), version)
    response = Response(_written(version), headers=headers, content_type="application/json")
    return packed(response, version)


@lru_cache(maxsize=4)
def _written(version: str) -> str:
    """The catalogue as JSON; the version says in which language too."""
    told: dict[str, Any] = {"version": version, "categories": read.categories(here.session())}
    return current_app.json.dumps(CatalogueSchema().dump(told))
