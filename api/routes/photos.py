"""Photos out, to those who may see the report or the case that they belong to."""

from uuid import UUID

from flask import Response, request

from api import here
from api.auth import SENDERS
from api.blueprint import Blueprint
from city import events
from city.cases import pictures
from city.errors import Missing
from city.intake.model import Photo
from media import keys
from media.store import Missing as NoObject

blp = Blueprint("photos", __name__, url_prefix="/api/v1/photos", description="照片")

YEAR = 365 * 24 * 3600


@blp.route("/<uuid:photo_id>/display", allow=SENDERS)
@blp.response(200, content_type="image/jpeg")
def display(photo_id: UUID) -> Response:
    """The photo upright, longest side 1600, without metadata"""
    photo = pictures.ready(here.session(), photo_id, here.actor())
    return _jpeg(photo, keys.display(photo.sha256))


@blp.route("/<uuid:photo_id>/thumbnail", allow=SENDERS)
@blp.response(200, content_type="image/jpeg")
def thumbnail(photo_id: UUID) -> Response:
    """The photo upright, longest side 320"""
    photo = pictures.ready(here.session(), photo_id, here.actor())
    return _jpeg(photo, keys.thumbnail(photo.sha256))


@blp.route("/<uuid:photo_id>/original", allow=SENDERS)
@blp.response(200, content_type="application/octet-stream")
def original(photo_id: UUID) -> Response:
    """The sealed original as a download; every look is recorded"""
    actor = here.actor()
    photo = pictures.sealed(here.session(), photo_id, actor)
    about = {"report_id": photo.report_id, "case_id": photo.case_id, "photo_id": photo.id}
    events.record(here.session(), actor, "photo.original_seen", **about)
    response = _object(keys.original(photo.sha256), "application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{photo.sha256[:16]}"'
    response.cache_control.no_store = True
    return response


def _jpeg(photo: Photo, key: str) -> Response:
    """Content-named, so that it never changes: asked for again only when it was forgotten."""
    etag = key.rsplit("/", 1)[1]
    if request.if_none_match.contains(etag):
        response = Response(status=304)
    else:
        response = _object(key, "image/jpeg")
    response.set_etag(etag)
    response.cache_control.private = True
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    return response


def _object(key: str, content_type: str) -> Response:
    try:
        body = here.store().get(key)
    except NoObject:
        raise Missing(what="photo") from None
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return Response(body, 200, headers, content_type=content_type)
