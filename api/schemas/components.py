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


class PartsArgs(Schema):
    """`?have=`: the versions of the parts that the caller holds, in their order; empty for none."""

    have = fields.String(
        load_default="", validate=validate.Regexp(r"^([0-9a-f]{8}(,[0-9a-f]{8}){0,63})?$")
    )


class ComponentPartsSchema(Schema):
    """A beat's components in parts, each by its place in `versions`; only those that changed.

    A row is short: number, category's code and name, owner, degrees in WGS-84. A part of `versions`
    that the caller does not hold and that is not in `parts` is empty.
    """

    versions = fields.List(fields.String(), required=True)
    parts = fields.Dict(
        keys=fields.String(), values=fields.List(fields.List(fields.Raw())), required=True
    )
