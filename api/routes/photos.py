"""Photos out, to those who may see the report or the case that they belong to."""

from uuid import UUID

from flask import Response

from api import here
from api.auth import SENDERS, STAFF
from api.blueprint import Blueprint
from api.bytes import WALLS, served
from api.schemas.photos import BoxesSchema, BoxSchema, DrawnSchema
from city import events
from city.cases import pictures
from city.errors import Missing, Unready
from city.intake import boxes, photos
from city.intake.boxes import Sides
from city.intake.model import Medium, Photo, PhotoBox
from media import keys, recordings
from media.lettering import NoFont
from media.store import Missing as NoObject
from media.watermark import mark

blp = Blueprint("photos", __name__, url_prefix="/api/v1/photos", description="照片")

JPEG = "image/jpeg"
FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Cookie"}
"""Content-named, so that it never changes."""
WHILE_TRUE = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
"""A public version changes when what it veils does: asked for each time, mostly answered 304."""
ONCE = {"Cache-Control": "no-store"}


@blp.route("/<uuid:photo_id>/display", allow=SENDERS)
@blp.response(200, content_type=JPEG)
@blp.alt_response(206, description="The part that was asked for")
@blp.alt_response(302, description="Where the store itself hands it out")
def display(photo_id: UUID) -> Response:
    """The photo upright, longest side 1600, without metadata; veiled for all but staff"""
    photo, public = pictures.shown(here.session(), photo_id, here.actor())
    if public:
        return _public(photo, keys.public_display(photo.public_sha256 or ""))
    return served(keys.display(photo.sha256), JPEG, photo.sha256, FOR_EVER)


@blp.route("/<uuid:photo_id>/thumbnail", allow=SENDERS)
@blp.response(200, content_type=JPEG)
@blp.alt_response(302, description="Where the store itself hands it out")
def thumbnail(photo_id: UUID) -> Response:
    """The photo upright, longest side 320; veiled for all but staff"""
    photo, public = pictures.shown(here.session(), photo_id, here.actor())
    if public:
        return _public(photo, keys.public_thumbnail(photo.public_sha256 or ""))
    return served(keys.thumbnail(photo.sha256), JPEG, f"{photo.sha256}-small", FOR_EVER)


@blp.route("/<uuid:photo_id>/public", allow=STAFF)
@blp.response(200, content_type=JPEG)
@blp.alt_response(302, description="Where the store itself hands it out")
def public(photo_id: UUID) -> Response:
    """The photo as the public sees it, for staff; 404 as long as the public sees nothing"""
    photo, _ = pictures.shown(here.session(), photo_id, here.actor())
    if photo.public_sha256 is None:
        raise Missing(what="photo")
    return _public(photo, keys.public_display(photo.public_sha256))


@blp.route("/<uuid:photo_id>/watermarked", allow=STAFF)
@blp.response(200, content_type=JPEG)
@blp.alt_response(503, description="No font with Chinese signs is installed")
def watermarked(photo_id: UUID) -> Response:
    """A copy to take away, with time, place and case number written on it; recorded"""
    session, actor = here.session(), here.actor()
    photo, _ = pictures.shown(session, photo_id, actor)
    case = pictures.case_of(session, photo)
    at = (photo.taken_at or case.received_at).astimezone(here.zone())
    lines = [f"{at:%Y-%m-%d %H:%M}", case.place, case.number]
    try:
        body = mark(here.store().get(keys.display(photo.sha256)), [line for line in lines if line])
    except NoObject:
        raise Missing(what="photo") from None
    except NoFont:
        raise Unready from None
    events.record(session, actor, "photo.exported", **photos.about(photo))
    disposition = {"Content-Disposition": f'attachment; filename="{case.number}.jpg"'}
    return Response(body, 200, WALLS | ONCE | disposition, content_type=JPEG)


@blp.route("/<uuid:photo_id>/original", allow=SENDERS)
@blp.response(200, content_type="application/octet-stream")
@blp.alt_response(206, description="The part that was asked for")
@blp.alt_response(302, description="Where the store itself hands it out")
def original(photo_id: UUID) -> Response:
    """The sealed original as a download; every look is recorded"""
    actor = here.actor()
    photo = pictures.sealed(here.session(), photo_id, actor)
    events.record(here.session(), actor, "photo.original_seen", **photos.about(photo))
    disposition = f'attachment; filename="{photo.sha256[:16]}{_suffix(photo)}"'
    headers = ONCE | {"Content-Disposition": disposition}
    key = keys.original(photo.sha256)
    etag = f"{photo.sha256}-sealed"
    return served(key, "application/octet-stream", etag, headers, photo.size)


@blp.route("/<uuid:photo_id>/boxes", allow=STAFF)
@blp.response(200, BoxesSchema())
def veiled(photo_id: UUID) -> dict[str, object]:
    """What the public does not see of a photo, with all that was ever veiled, and what was read"""
    photo, _ = pictures.shown(here.session(), photo_id, here.actor())
    return {
        "items": boxes.past(here.session(), photo.id),
        "writing": photo.writing,
        "eyes": (photo.sight or {}).get("eyes"),
        "is_public": photo.public_sha256 is not None,
    }


@blp.route("/<uuid:photo_id>/boxes", methods=["POST"], allow=STAFF)
@blp.arguments(DrawnSchema())
@blp.response(201, BoxSchema())
def draw(sides: Sides, photo_id: UUID) -> PhotoBox:
    """Veil a place by hand; the public sees nothing of the photo until that is done"""
    photo = pictures.veilable(here.session(), photo_id, here.actor())
    return boxes.draw(here.session(), photo, sides, here.actor())


@blp.route("/<uuid:photo_id>/boxes/<uuid:box_id>", methods=["DELETE"], allow=STAFF)
@blp.response(204)
def unveil(photo_id: UUID, box_id: UUID) -> None:
    """Unveil a place where nothing private is; it stays in the photo's past"""
    photo = pictures.veilable(here.session(), photo_id, here.actor())
    boxes.remove(here.session(), photo, box_id, here.actor())


def _public(photo: Photo, key: str) -> Response:
    room = key.split("/")[1]
    return served(key, JPEG, f"{photo.public_sha256}-{room}", WHILE_TRUE)


def _suffix(photo: Photo) -> str:
    """Of the download's name: a recording's own; a photo's bytes are kept as they came."""
    return "" if photo.medium is Medium.PHOTO else recordings.suffix(photo.content_type or "")
