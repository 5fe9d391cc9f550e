"""Places: what holds a point, what words mean, what is near, and names while typing."""

from typing import Any

from api import here
from api.auth import ANYBODY, SENDERS
from api.blueprint import Blueprint
from api.schemas.common import wgs84
from api.schemas.places import (
    GeocodeArgs,
    GridArgs,
    GridSchema,
    LocatedSchema,
    NearArgs,
    PlaceAnswersSchema,
    PointArgs,
    ReverseSchema,
    SearchArgs,
    SuggestionSchema,
)
from api.shown import places as shown
from city.cases import around
from city.db import Point
from city.errors import NotAllowed
from city.places import components
from city.places.atlas import atlas
from city.places.context import Context
from city.places.coordinates import distance, to_wgs84
from city.places.find import geocode as find

blp = Blueprint("places", __name__, url_prefix="/api/v1/places", description="地点")

KINDS = shown.KINDS
CITIZENS_TEXTS = 10
LARGEST = 2 * 2**20  # bytes: a thousand texts of five hundred characters


@blp.route("/locate", allow=ANYBODY)
@blp.arguments(PointArgs(), location="query")
@blp.response(200, LocatedSchema())
def locate(args: dict[str, Any]) -> dict[str, Any]:
    """The cell, beat, community, subdistrict and district of a point"""
    return shown.located(atlas(here.session()).grid.locate(to_wgs84(**args)))


@blp.route("/grid", methods=["POST"], allow=SENDERS, largest=LARGEST)
@blp.arguments(GridArgs())
@blp.response(200, GridSchema())
def grid(args: dict[str, Any]) -> dict[str, Any]:
    """The areas of up to a thousand points"""
    points = [to_wgs84(each.lon, each.lat, each.datum) for each in args["points"]]
    found = atlas(here.session()).grid.bulk(points)
    return {"items": [shown.located(each) for each in found]}


@blp.route("/search", allow=SENDERS)
@blp.arguments(SearchArgs(), location="query")
@blp.response(200, SuggestionSchema(many=True))
def search(args: dict[str, str]) -> list[dict[str, Any]]:
    """Roads, landmarks and estates while typing, by characters or pinyin initials"""
    found = atlas(here.session()).suggestions.find(args["q"])
    return [shown.suggestion(name) for name in found]


@blp.route("/geocode", methods=["POST"], allow=SENDERS, largest=LARGEST)
@blp.arguments(GeocodeArgs())
@blp.response(200, PlaceAnswersSchema())
@blp.alt_response(403, description="More than ten texts at once are for staff")
def geocode(args: dict[str, Any]) -> dict[str, Any]:
    """Where texts say that something is; one or up to a thousand"""
    if len(args["texts"]) > CITIZENS_TEXTS and here.actor().person_id is None:
        raise NotAllowed
    position = args["position"]
    at = to_wgs84(position.lon, position.lat, position.datum) if position else None
    accuracy = position.accuracy if position else None
    earlier = tuple(to_wgs84(each.lon, each.lat, each.datum) for each in args["earlier"])
    context = Context(at, accuracy, tuple(args["areas"]), earlier)
    areas = atlas(here.session()).grid
    answers = find(here.session(), args["texts"], context)
    return {"items": [shown.answer(each, areas, at, accuracy) for each in answers]}


@blp.route("/reverse", allow=SENDERS)
@blp.arguments(NearArgs(), location="query")
@blp.response(200, ReverseSchema())
def reverse(args: dict[str, Any]) -> dict[str, Any]:
    """A point in words, and the roads, landmarks, components and open cases near it"""
    within = args.pop("within")
    at, known = to_wgs84(**args), atlas(here.session())
    return {
        **shown.located(known.grid.locate(at)),
        "description": known.nearby.describe(at).words[here.language()],
        "roads": [shown.near(each) for each in known.nearby.roads(at, within)],
        "landmarks": [shown.near(each) for each in known.nearby.landmarks(at, within)],
        "components": _components(at, within),
        "cases": _cases(at, within),
    }


def _components(at: Point, within: float) -> list[dict[str, Any]]:
    return [
        {
            "kind": "component",
            "name": f"{row.name} {row.code}",
            "metres": round(metres, 1),
            "position": wgs84(row.at, None),
        }
        for metres, row in components.near(here.session(), at, within)
    ]


def _cases(at: Point, within: float) -> list[dict[str, Any]]:
    if here.actor().person_id is None:
        return []
    found = around.open_cases(here.session(), here.actor(), at, within)
    return [
        {
            "kind": "case",
            "name": case.number,
            "metres": round(distance(at, case.position), 1),
            "position": wgs84(case.position, case.accuracy),
        }
        for case in found
        if case.position and distance(at, case.position) <= within
    ]
