"""Places: what holds a point, and names while typing."""

from typing import Any

from api import here
from api.auth import ANYBODY, SENDERS
from api.blueprint import Blueprint
from api.schemas.common import wgs84
from api.schemas.places import LocatedSchema, PointArgs, SearchArgs, SuggestionSchema
from city.places.atlas import atlas
from city.places.coordinates import to_wgs84
from city.places.lexicon import Name

blp = Blueprint("places", __name__, url_prefix="/api/v1/places", description="地点")

KINDS = {
    "road": {"zh": "道路", "en": "Road"},
    "landmark": {"zh": "标志性建筑", "en": "Landmark"},
    "estate": {"zh": "小区", "en": "Estate"},
}


@blp.route("/locate", allow=ANYBODY)
@blp.arguments(PointArgs(), location="query")
@blp.response(200, LocatedSchema())
def locate(args: dict[str, Any]) -> dict[str, Any]:
    """The cell, beat, community, subdistrict and district of a point"""
    found = atlas(here.session()).grid.locate(to_wgs84(**args))
    return {**found._asdict(), "words": found.words}


@blp.route("/search", allow=SENDERS)
@blp.arguments(SearchArgs(), location="query")
@blp.response(200, SuggestionSchema(many=True))
def search(args: dict[str, str]) -> list[dict[str, Any]]:
    """Roads, landmarks and estates while typing"""
    return [_shown(name) for name in atlas(here.session()).suggestions.find(args["q"])]


def _shown(name: Name) -> dict[str, Any]:
    return {
        "kind": name.kind,
        "name": name.name,
        "position": wgs84(name.at, None),
        "words": KINDS[name.kind][here.language()],
    }
