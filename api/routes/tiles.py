"""The city as vector tiles, so that no outside map is needed."""

from typing import Any

from flask import Response, current_app

from api import auth, here
from api.auth import ANYBODY, STAFF
from api.blueprint import Blueprint
from api.packing import is_known, packed
from api.schemas.common import wgs84
from api.schemas.places import BaseMapSchema
from city.db import Point
from city.errors import Missing
from city.places import components, sheets
from city.places.atlas import Atlas, atlas
from city.places.sheets import FIRST, LAST, Tile

blp = Blueprint("tiles", __name__, url_prefix="/api/v1/tiles", description="矢量瓦片")

KIND = "application/vnd.mapbox-vector-tile"
FRESH = "public, max-age=60, stale-while-revalidate=600"
OWN = "private, max-age=60"


@blp.route("", allow=ANYBODY)
@blp.response(200, BaseMapSchema())
def base_map() -> dict[str, Any]:
    """Where a map of the city begins, and the city's own tile source beside these, if it has one"""
    told = current_app.extensions["settings"]
    city = atlas(here.session()).gazetteer
    middle = wgs84(city.plane.origin, None) if city.names else None
    return {"middle": middle, "raster": told.tiles_url, "attribution": told.tiles_attribution}


@blp.route("/<string:layer>/<int:z>/<int:x>/<int:y>.mvt", allow=ANYBODY)
@blp.response(200, content_type=KIND)
@blp.alt_response(204, description="There is nothing on this tile")
@blp.alt_response(304, description="The tile that the caller has is the present one")
@blp.alt_response(404, description="No such layer or tile")
def tile(layer: str, z: int, x: int, y: int) -> Response:
    """One tile of roads, cells, beats, places or (for staff) components"""
    if layer not in FIRST or z > LAST or x >> z or y >> z:
        raise Missing(what="page")
    if layer == "components":
        auth.admit(here.actor(), STAFF)
    known = atlas(here.session())
    version = _version(layer, known)
    headers = {"Cache-Control": OWN if layer == "components" else FRESH}
    if is_known(version):
        return packed(Response(status=304, headers=headers), version)
    body = _drawn(layer, Tile(z, x, y), known)
    answer = Response(body, 200 if body else 204, headers, content_type=KIND)
    return packed(answer, version)


def _version(layer: str, known: Atlas) -> str:
    marks = [*map(str, known.version[1:]), layer]
    if layer == "components":
        marks.append(str(components.newest(here.session())))
    return "-".join(marks)


def _drawn(layer: str, at: Tile, known: Atlas) -> bytes:
    if layer != "components":
        return known.sheets.tile(layer, at)
    if at.z < FIRST[layer]:
        return b""
    west, south, east, north = at.box
    found = components.within_box(here.session(), Point(west, south), Point(east, north))
    rows = [(row.id, row.at, {"code": row.code, "category": row.name}) for row in found]
    return sheets.points(layer, rows, at)
