"""Parts that several resources share."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api import here
from city.catalogue.model import VIEW_WORDS, View
from city.clock import is_of_calendar
from city.db import Point
from city.intake.model import Medium, Photo, PhotoState
from city.intake.reports import Position
from city.places.coordinates import Datum
from media.doubts import say as flag_words

IDENTITY = validate.Range(1, 2**31 - 1)
"""What a column of ids can hold; a larger number names nothing."""


class Localized(fields.Field[Any]):
    """Words in each language → the sentence in the caller's."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else value[here.language()]


class _OfCalendar(fields.Field[Any]):
    """What no row could tell again, and what has no days around it to reckon with, is none."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, *args, **kwargs)
        if not is_of_calendar(found):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return found


class Moment(_OfCalendar, fields.AwareDateTime):
    """A moment that somebody sends."""


class Day(_OfCalendar, fields.Date):
    """A day that somebody sends."""


class PositionSchema(Schema):
    """Degrees in the sender's own datum; accuracy in metres."""

    lon = fields.Float(required=True, validate=validate.Range(-180, 180))
    lat = fields.Float(required=True, validate=validate.Range(-90, 90))
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)
    accuracy = fields.Float(load_default=None, allow_none=True, validate=validate.Range(0, 100_000))

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Position:
        return Position(**loaded)


class PlaceSchema(Schema):
    """Degrees in WGS-84, accuracy in metres."""

    lon = fields.Float(required=True)
    lat = fields.Float(required=True)
    datum = fields.String(required=True)
    accuracy = fields.Float(allow_none=True)


class CodedSchema(Schema):
    """Something with a code and a name."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class PictureSchema(Schema):
    """A photo, as far as it is known; its bytes are at /photos/{id}/display and /thumbnail.

    A film or a voice (`medium`) is at /photos/{id}/original, for staff.
    """

    id = fields.UUID(required=True)
    kind = fields.Function(lambda photo: photo.kind.value, metadata={"type": "string"})
    medium = fields.Function(lambda photo: photo.medium.value, metadata={"type": "string"})
    sha256 = fields.String(required=True)
    state = fields.Function(lambda photo: photo.state.value, metadata={"type": "string"})
    width = fields.Integer(allow_none=True)
    height = fields.Integer(allow_none=True)
    placeholder = fields.String(allow_none=True)


class PublicPictureSchema(PictureSchema):
    """A photo as its sender sees it: ready when its public version is there."""

    state = fields.Function(lambda photo: _outwardly(photo).value, metadata={"type": "string"})
    placeholder = fields.String(attribute="public_placeholder", allow_none=True)


class FlagSchema(Schema):
    """A doubt about a photo, for the operator's judgement; `amount` in seconds, metres or bits."""

    code = fields.String(required=True)
    words = fields.Function(
        lambda flag: flag_words(flag["code"], here.language()), metadata={"type": "string"}
    )
    amount = fields.Float(allow_none=True)
    note = fields.String(allow_none=True)


class WritingSchema(Schema):
    """A line of words read in a photo; its box in shares of the photo's width and height."""

    text = fields.String(required=True)
    score = fields.Float(required=True)
    left = fields.Float(required=True)
    top = fields.Float(required=True)
    right = fields.Float(required=True)
    bottom = fields.Float(required=True)


class StaffPictureSchema(PictureSchema):
    """A photo as staff see it, with what is doubtful about it."""

    flags = fields.List(fields.Nested(FlagSchema), attribute="doubts", required=True)
    writing = fields.List(fields.Nested(WritingSchema), required=True)
    view = fields.String(allow_none=True, required=True)
    view_words = fields.Function(
        lambda photo: photo.view and VIEW_WORDS[View(photo.view)][here.language()],
        metadata={"type": "string", "nullable": True},
    )


def _outwardly(photo: Photo) -> PhotoState:
    """A photo is nothing to look at for its sender until it is veiled."""
    hidden = photo.medium is Medium.PHOTO and photo.public_sha256 is None
    if photo.state is PhotoState.READY and hidden:
        return PhotoState.RECEIVED
    return photo.state


def wgs84(point: Point | None, accuracy: float | None) -> dict[str, Any] | None:
    """A stored point as the API shows it."""
    if point is None:
        return None
    return {"lon": point.lon, "lat": point.lat, "datum": "wgs84", "accuracy": accuracy}
