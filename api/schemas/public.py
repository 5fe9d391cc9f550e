"""Cases as anybody may see them."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.schemas.common import CodedSchema, PlaceSchema
from city.places.coordinates import Datum

FAR = 5000  # metres
MOST = 100


class PublicArgs(Schema):
    """`?lon=&lat=&datum=&within=`: near a point, or without one in the whole city."""

    lon = fields.Float(load_default=None, allow_none=True, validate=validate.Range(-180, 180))
    lat = fields.Float(load_default=None, allow_none=True, validate=validate.Range(-90, 90))
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)
    within = fields.Float(load_default=1000.0, validate=validate.Range(100, FAR))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, MOST))
    going_on = fields.Boolean(
        load_default=False,
        metadata={"description": "With those that are not closed yet, near a point"},
    )

    @validates_schema
    def _stands_somewhere(self, loaded: dict[str, Any], **_: Any) -> None:
        """All that goes on in a city is more than a stranger reads, or a database sorts."""
        if loaded["going_on"] and None in (loaded["lon"], loaded["lat"]):
            raise ValidationError("Say near which point.", "going_on")


class VeiledPictureSchema(Schema):
    """A veiled photo, `before` or `after`; its bytes are at /public/photos/{id}/display."""

    id = fields.UUID(required=True)
    kind = fields.Function(lambda photo: photo.kind.value, metadata={"type": "string"})
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)
    placeholder = fields.String(attribute="public_placeholder", allow_none=True)


class PublicCaseSchema(Schema):
    """What it is, how far, about where (a hundred metres); once it is closed, before and after."""

    id = fields.UUID(required=True)
    stage = fields.String(required=True)
    stage_words = fields.String(required=True)
    category = fields.Nested(CodedSchema, required=True)
    district = fields.String(allow_none=True, required=True)
    subdistrict = fields.String(allow_none=True, required=True)
    position = fields.Nested(PlaceSchema, required=True)
    received_on = fields.Date(required=True)
    closed_on = fields.Date(required=True, allow_none=True)
    photos = fields.List(fields.Nested(VeiledPictureSchema), required=True)


class PublicCasesSchema(Schema):
    """What moved last first."""

    items = fields.List(fields.Nested(PublicCaseSchema), required=True)


class KeepingSchema(Schema):
    """How many days what is kept, as this city has set it; photos from the end of their case."""

    component = fields.Integer(required=True)
    occurrence = fields.Integer(required=True)
    service = fields.Integer(required=True)
    declined = fields.Integer(required=True)
    shown = fields.Integer(required=True, metadata={"description": "Closed cases to the public"})
    by_itself = fields.Boolean(required=True, metadata={"description": "Let go without a person"})
