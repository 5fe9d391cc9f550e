"""The catalogue, for phones to keep."""

from typing import Any

from flask import Response, request

from api import here
from api.auth import ANYBODY
from api.blueprint import Blueprint
from api.schemas.catalogue import CatalogueSchema
from city.catalogue import read

blp = Blueprint("catalogue", __name__, url_prefix="/api/v1/catalogue", description="立案目录")


@blp.route("", allow=ANYBODY)
@blp.response(200, CatalogueSchema())
@blp.alt_response(304, description="The version that the caller has is the present one")
def whole() -> Response | tuple[dict[str, Any], int, dict[str, str]]:
    """All categories with their filing conditions; ask again with If-None-Match"""
    version = f"{read.version(here.session())}-{here.language()}"
    headers = {"ETag": f'"{version}"', "Cache-Control": "no-cache", "Vary": "Accept-Language"}
    if request.if_none_match.contains(version):
        return Response(status=304, headers=headers)
    return {"version": version, "categories": read.categories(here.session())}, 200, headers
