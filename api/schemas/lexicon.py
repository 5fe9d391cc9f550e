"""The city's names as the desk edits them."""

from marshmallow import Schema, fields, validate

from api.schemas.common import PositionSchema
from city.places.entries import AREAS, KINDS

NAMED = sorted(set(KINDS) - AREAS)
PRINTED = validate.Regexp(r"^[^\u0000-\u001f]{1,60}(?![\s\S])")


class NameSchema(Schema):
    """One name: where it is (a position, or for a road its centre line as GeoJSON)."""

    kind = fields.String(required=True, validate=validate.OneOf(NAMED))
    name = fields.String(required=True, validate=validate.Length(1, 60))
    aliases = fields.List(
        fields.String(validate=validate.Length(1, 60)),
        load_default=[],
        validate=validate.Length(max=20),
    )
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    shape = fields.Dict(load_default=None, allow_none=True, metadata={"description": "GeoJSON"})
    grade = fields.String(load_default="", validate=validate.Length(max=20))
    number = fields.String(load_default="", validate=validate.Length(max=10))
    valid_from = fields.Date(load_default=None, allow_none=True)
    valid_to = fields.Date(load_default=None, allow_none=True)


class NamedArgs(Schema):
    """`?kind=&name=`"""

    kind = fields.String(required=True, validate=validate.OneOf(NAMED))
    name = fields.String(required=True, validate=PRINTED)


class UndoArgs(Schema):
    """Which kind's newest version to undo; the newest of all by default."""

    kind = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf([*NAMED, *sorted(AREAS)])
    )


class VersionSchema(Schema):
    """An import, a change at the desk, or the undoing of one."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    kind = fields.String(required=True)
    source = fields.String(required=True)
    file = fields.String(required=True)
    datum = fields.String(required=True)
    added = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    removed = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    by_id = fields.Integer(required=True, allow_none=True)
    undoes_id = fields.Integer(required=True, allow_none=True)


class VersionsSchema(Schema):
    """The newest first, at most a hundred."""

    items = fields.List(fields.Nested(VersionSchema), required=True)
