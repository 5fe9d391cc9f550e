"""Components, as staff pick them on a map."""

from marshmallow import Schema, fields, validate

from api.schemas.common import CodedSchema, PlaceSchema
from api.schemas.places import NearArgs


class ComponentArgs(NearArgs):
    """`?lon=&lat=&datum=&within=&category=`"""

    category = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))


class ComponentSchema(CodedSchema):
    """部件: its number of 16 digits, what it is, and who must repair it."""

    category = fields.String(required=True)
    owner = fields.String(allow_none=True, required=True)


class ComponentNearSchema(ComponentSchema):
    """A component, where it is, and how far."""

    position = fields.Nested(PlaceSchema, required=True)
    metres = fields.Float(required=True)


class ComponentRowsSchema(Schema):
    """Many components, short: number, category's code and name, owner, degrees in WGS-84."""

    rows = fields.List(fields.List(fields.Raw()), required=True)
