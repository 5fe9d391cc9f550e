"""The city's names as the desk edits them."""

from marshmallow import Schema, fields, validate

from api.paging import PageArgs
from api.schemas.common import Day, PlaceSchema, PositionSchema
from city.places.entries import AREAS, KINDS

NAMED = sorted(set(KINDS) - AREAS)


class NameSchema(Schema):
    """One name: where it is (a position, or for a road its centre line as GeoJSON).

    `id`: the name that it takes the place of, whose place it keeps where it names none.
    """

    id = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 2**31 - 1))
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
    valid_from = Day(load_default=None, allow_none=True)
    valid_to = Day(load_default=None, allow_none=True)


class ListedNameSchema(Schema):
    """A name in force; a road is where its middle is."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    name = fields.String(required=True)
    aliases = fields.List(fields.String(), required=True)
    position = fields.Nested(PlaceSchema, required=True, allow_none=True)
    grade = fields.String(required=True)
    ends = fields.String(required=True)
    number = fields.Integer(required=True, allow_none=True)
    source = fields.String(required=True)
    valid_from = fields.Date(required=True, allow_none=True)
    valid_to = fields.Date(required=True, allow_none=True)


class NamesSchema(Schema):
    """A page of names, the last changed first."""

    items = fields.List(fields.Nested(ListedNameSchema), required=True)
    next = fields.String(allow_none=True, required=True)


class NamesArgs(PageArgs):
    """`?kind=&q=&cursor=&limit=`"""

    kind = fields.String(required=True, validate=validate.OneOf(NAMED))
    q = fields.String(load_default="", validate=validate.Length(max=60))


class NamedArgs(Schema):
    """`?kind=&id=`"""

    kind = fields.String(required=True, validate=validate.OneOf(NAMED))
    id = fields.Integer(required=True, strict=False, validate=validate.Range(1, 2**31 - 1))


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
