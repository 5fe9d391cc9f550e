"""Places: what holds a point, and names while typing."""

from marshmallow import Schema, fields, validate

from api.schemas.common import CodedSchema, PlaceSchema
from city.places.coordinates import Datum


class PointArgs(Schema):
    """`?lon=&lat=&datum=`"""

    lon = fields.Float(required=True, validate=validate.Range(-180, 180))
    lat = fields.Float(required=True, validate=validate.Range(-90, 90))
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)


class LocatedSchema(Schema):
    """The areas that hold a point; all null outside the city."""

    district = fields.Nested(CodedSchema, allow_none=True)
    subdistrict = fields.Nested(CodedSchema, allow_none=True)
    community = fields.Nested(CodedSchema, allow_none=True)
    beat = fields.Nested(CodedSchema, allow_none=True)
    cell = fields.Nested(CodedSchema, allow_none=True)
    words = fields.String(required=True)


class SearchArgs(Schema):
    """`?q=`"""

    q = fields.String(required=True, validate=validate.Length(1, 50))


class SuggestionSchema(Schema):
    """A road, landmark or estate."""

    kind = fields.String(required=True)
    name = fields.String(required=True)
    position = fields.Nested(PlaceSchema, required=True)
    words = fields.String(required=True)
