"""Parts that several resources share."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api import here
from city.db import Point
from city.intake.reports import Position
from city.places.coordinates import Datum


class Localized(fields.Field[Any]):
    """Words in each language → the sentence in the caller's."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else value[here.language()]


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
    """A photo, as far as it is known; its bytes are at /photos/{id}/display and /thumbnail."""

    id = fields.UUID(required=True)
    kind = fields.Function(lambda photo: photo.kind.value, metadata={"type": "string"})
    sha256 = fields.String(required=True)
    state = fields.Function(lambda photo: photo.state.value, metadata={"type": "string"})
    width = fields.Integer(allow_none=True)
    height = fields.Integer(allow_none=True)
    placeholder = fields.String(allow_none=True)


def wgs84(point: Point | None, accuracy: float | None) -> dict[str, Any] | None:
    """A stored point as the API shows it."""
    if point is None:
        return None
    return {"lon": point.lon, "lat": point.lat, "datum": "wgs84", "accuracy": accuracy}
