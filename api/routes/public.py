"""What anybody may see: cases near a point, and the veiled photos of closed ones."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here
from api.auth import ANYBODY
from api.blueprint import Blueprint
from api.bytes import served
from api.schemas.common import wgs84
from api.schemas.public import KeepingSchema, PublicArgs, PublicCaseSchema, PublicCasesSchema
from api.shown.reports import coded
from city.cases import public
from city.cases.public import PLAIN_WORDS, PublicCase
from city.places.coordinates import to_wgs84
from media import keys

blp = Blueprint("public", __name__, url_prefix="/api/v1/public", description="公开案件")

JPEG = "image/jpeg"
ROUGHLY = 100.0  # metres
WHILE_TRUE = {"Cache-Control": "public, no-cache"}
"""A veil may be drawn at any time: asked for each time, mostly answered 304."""


@blp.route("/cases", allow=ANYBODY)
@blp.arguments(PublicArgs(), location="query")
@blp.response(200, PublicCasesSchema())
def cases(args: dict[str, Any]) -> dict[str, Any]:
    """Cases that were closed lately or go on, near a point or in the whole city"""
    lon, lat, near = args["lon"], args["lat"], None
    if lon is not None and lat is not None:
        near = to_wgs84(lon, lat, args["datum"]), args["within"]
    found = public.cases(here.session(), _days(), near, args["limit"], args["going_on"])
    return {"items": [_shown(each) for each in found]}


@blp.route("/cases/<uuid:case_id>", allow=ANYBODY)
@blp.response(200, PublicCaseSchema())
def case(case_id: UUID) -> dict[str, Any]:
    """What a link to a case shows: it, or under its own id the one it was merged into"""
    return _shown(public.one(here.session(), case_id, _days()))


@blp.route("/photos/<uuid:photo_id>/display", allow=ANYBODY)
@blp.response(200, content_type=JPEG)
@blp.alt_response(206, description="The part that was asked for")
@blp.alt_response(302, description="Where the store itself hands it out")
def display(photo_id: UUID) -> Response:
    """A veiled photo of a public case, longest side 1600"""
    name = public.photo(here.session(), photo_id, _days()).public_sha256 or ""
    return served(keys.public_display(name), JPEG, f"{name}-displays", WHILE_TRUE)


@blp.route("/photos/<uuid:photo_id>/thumbnail", allow=ANYBODY)
@blp.response(200, content_type=JPEG)
@blp.alt_response(302, description="Where the store itself hands it out")
def thumbnail(photo_id: UUID) -> Response:
    """A veiled photo of a public case, longest side 320"""
    name = public.photo(here.session(), photo_id, _days()).public_sha256 or ""
    return served(keys.public_thumbnail(name), JPEG, f"{name}-thumbnails", WHILE_TRUE)


@blp.route("/keeping", allow=ANYBODY)
@blp.response(200, KeepingSchema())
def keeping() -> dict[str, Any]:
    """For how long photos are kept, and closed cases shown"""
    told = here.settings()
    return {**told.keep_days, "shown": told.public_days, "by_itself": told.let_go_hourly > 0}


def _days() -> int:
    return here.settings().public_days


def _shown(found: PublicCase) -> dict[str, Any]:
    closed = found.closed_at
    return {
        **found._asdict(),
        "category": coded(found.category),
        "stage": found.stage.value,
        "stage_words": PLAIN_WORDS[found.stage][here.language()],
        "position": wgs84(found.at, ROUGHLY),
        "received_on": found.received_at.astimezone(here.zone()).date(),
        "closed_on": closed.astimezone(here.zone()).date() if closed else None,
    }
