"""Components: the nearest of a kind, to pick the very one on a map."""

from typing import Any

from flask import Response, current_app

from api import here
from api.auth import STAFF
from api.blueprint import Blueprint
from api.packing import is_known, packed
from api.schemas.common import wgs84
from api.schemas.components import (
    ComponentArgs,
    ComponentNearSchema,
    ComponentPartsSchema,
    PartsArgs,
)
from city.places import components, parts
from city.places.components import Beside
from city.places.coordinates import to_wgs84

blp = Blueprint("components", __name__, url_prefix="/api/v1/components", description="部件")


@blp.route("", allow=STAFF)
@blp.arguments(ComponentArgs(), location="query")
@blp.response(200, ComponentNearSchema(many=True))
def near(args: dict[str, Any]) -> list[dict[str, Any]]:
    """Up to thirty components about a point, of one category or of any, the nearest first"""
    within, category = args.pop("within"), args.pop("category")
    found = components.about(here.session(), to_wgs84(**args), within, category)
    return [_shown(one) for one in found]


@blp.route("/beats/<int(max=2147483647):beat_id>", allow=STAFF)
@blp.arguments(PartsArgs(), location="query")
@blp.response(200, ComponentPartsSchema())
@blp.alt_response(304, description="What the caller has is the present state")
def of_beat(args: dict[str, Any], beat_id: int) -> Response:
    """What of a beat's components changed, for phones to keep; ask again with If-None-Match"""
    version = f"{components.version_of_beat(here.session(), beat_id)}-{here.language()}"
    headers = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
    if is_known(version):
        return packed(Response(status=304, headers=headers), version)
    rows = [
        [row.code, row.category, row.name, row.owner, *row.at]
        for row in components.of_beat(here.session(), beat_id)
    ]
    versions, fresh = parts.changed(rows, args["have"].split(","))
    shown = ComponentPartsSchema().dump({"versions": versions, "parts": fresh})
    told = current_app.json.dumps(shown)
    return packed(Response(told, headers=headers, content_type="application/json"), version)


def _shown(one: Beside) -> dict[str, Any]:
    row = one.component
    return {
        **row._mapping,
        "position": wgs84(row.at, None),
        "metres": round(one.metres, 1),
    }
