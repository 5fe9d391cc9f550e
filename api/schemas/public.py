"""Closed cases as anybody may see them."""

from marshmallow import Schema, fields, validate

from api.schemas.common import CodedSchema, PlaceSchema
from city.places.coordinates import Datum

FAR = 5000  # metres
MOST = 100


class PublicArgs(Schema):
    """`?lon=&lat=&datum=&within=&limit=`: near a point, or without one in the whole city."""

    lon = fields.Float(load_default=None, allow_none=True, validate=validate.Range(-180, 180))
    lat = fields.Float(load_default=None, allow_none=True, validate=validate.Range(-90, 90))
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)
    within = fields.Float(load_default=1000.0, validate=validate.Range(100, FAR))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, MOST))


class VeiledPictureSchema(Schema):
    """A veiled photo, `before` or `after`; its bytes are at /public/photos/{id}/display."""

    id = fields.UUID(required=True)
    kind = fields.Function(lambda photo: photo.kind.value, metadata={"type": "string"})
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)
    placeholder = fields.String(attribute="public_placeholder", allow_none=True)


class PublicCaseSchema(Schema):
    """A case that was closed: what it was, about where (a hundred metres), before and after."""

    id = fields.UUID(required=True)
    category = fields.Nested(CodedSchema, required=True)
    district = fields.String(allow_none=True, required=True)
    subdistrict = fields.String(allow_none=True, required=True)
    position = fields.Nested(PlaceSchema, required=True)
    received_on = fields.Date(required=True)
    closed_on = fields.Date(required=True)
    photos = fields.List(fields.Nested(VeiledPictureSchema), required=True)


class PublicCasesSchema(Schema):
    """The last closed first."""

    items = fields.List(fields.Nested(PublicCaseSchema), required=True)
