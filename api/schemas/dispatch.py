"""Dispatch rules by codes and names, and what changed ones would do."""

from marshmallow import Schema, fields, validate

from api.schemas.cases import NamedSchema
from api.schemas.common import IDENTITY, PlaceSchema

SHORT = validate.Length(max=100)


class RuleTextSchema(Schema):
    """A rule; empty matches anything. `area` is kind:code; times are the city's, HH:MM."""

    id = fields.Integer(allow_none=True, load_default=None, validate=IDENTITY)
    number = fields.Integer(load_default=None, allow_none=True)
    class_code = fields.String(load_default="", validate=SHORT)
    category = fields.String(load_default="", validate=SHORT)
    condition = fields.String(load_default="", validate=SHORT)
    area = fields.String(load_default="", validate=SHORT)
    road = fields.String(load_default="", validate=SHORT)
    owner = fields.String(load_default="", validate=SHORT)
    days = fields.String(load_default="", validate=SHORT)
    opens = fields.String(load_default="", validate=SHORT)
    closes = fields.String(load_default="", validate=SHORT)
    organisation = fields.String(required=True, validate=SHORT)
    note = fields.String(load_default="", validate=SHORT)


class RuleSchema(RuleTextSchema):
    """A rule in force, in words, with what it did in the last thirty days."""

    words = fields.String(required=True, metadata={"description": "what it fits"})
    to = fields.String(required=True, metadata={"description": "the department's name"})
    sent = fields.Integer(required=True)
    returned = fields.Integer(required=True)


class ChoiceSchema(Schema):
    """Something that a rule may name: its code, and what people call it."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class RulesSchema(Schema):
    """All rules, in their order, and what changed ones may name."""

    items = fields.List(fields.Nested(RuleSchema), required=True)
    areas = fields.List(fields.Nested(ChoiceSchema), required=True)
    organisations = fields.List(fields.Nested(ChoiceSchema), required=True)


class ChangeSchema(Schema):
    """Rules to put (with `id`: in its place; without: new, at `number`) and to remove."""

    put = fields.List(
        fields.Nested(RuleTextSchema), load_default=[], validate=validate.Length(max=500)
    )
    remove = fields.List(
        fields.Integer(validate=IDENTITY), load_default=[], validate=validate.Length(max=5000)
    )


class TryArgs(Schema):
    """`?days=`: how far back."""

    days = fields.Integer(load_default=30, validate=validate.Range(1, 366))


class MoveSchema(Schema):
    """So many cases would go from one department to another; null: to the dispatcher."""

    count = fields.Integer(required=True)
    old = fields.Nested(NamedSchema, allow_none=True, required=True)
    new = fields.Nested(NamedSchema, allow_none=True, required=True)


class MovedSchema(Schema):
    """One case that would go elsewhere, for a map."""

    number = fields.String(required=True)
    position = fields.Nested(PlaceSchema, allow_none=True)
    old = fields.Integer(allow_none=True)
    new = fields.Integer(allow_none=True)


class TrialSchema(Schema):
    """What the change would have done."""

    cases = fields.Integer(required=True)
    elsewhere = fields.Integer(required=True)
    words = fields.String(required=True)
    moves = fields.List(fields.Nested(MoveSchema), required=True)
    points = fields.List(fields.Nested(MovedSchema), required=True)
