"""What is asked to be done to one case, or to many."""

from marshmallow import Schema, fields, validate

from api.schemas.common import IDENTITY, Moment
from api.schemas.reports import SHA256
from city.cases.bulk import MOST
from city.cases.stages import Action
from city.catalogue.model import View


class ActSchema(Schema):
    """What to do to a case."""

    action = fields.Enum(Action, by_value=True, required=True)
    note = fields.String(load_default="", validate=validate.Length(max=500))
    condition = fields.Integer(load_default=None, allow_none=True, validate=IDENTITY)
    organisation = fields.Integer(load_default=None, allow_none=True, validate=IDENTITY)
    elsewhere = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    photos = fields.List(
        fields.String(validate=SHA256), load_default=[], validate=validate.Length(max=9)
    )
    views = fields.List(
        fields.String(validate=validate.OneOf(["", *View])),
        load_default=[],
        validate=validate.Length(max=9),
        metadata={"description": "What each photo shows, in their order; empty: anything"},
    )
    satisfied = fields.Boolean(load_default=None, allow_none=True)
    amount = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 9999))
    until = Moment(load_default=None, allow_none=True)
    person = fields.Integer(load_default=None, allow_none=True, validate=IDENTITY)
    approval = fields.UUID(load_default=None, allow_none=True)
    into = fields.UUID(
        load_default=None, allow_none=True, metadata={"description": "The case to join"}
    )


class SeenSchema(Schema):
    """A case, and the version that the caller saw; none: whatever it is now."""

    id = fields.UUID(required=True)
    version = fields.Integer(load_default=None, allow_none=True)


class BulkActSchema(ActSchema):
    """What to do to many cases."""

    cases = fields.List(
        fields.Nested(SeenSchema), required=True, validate=validate.Length(min=1, max=MOST)
    )


class RefusalSchema(Schema):
    """Why one of many was refused."""

    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)


class ResultSchema(Schema):
    """What became of one of many."""

    id = fields.UUID(required=True)
    done = fields.Boolean(required=True)
    stage = fields.String(allow_none=True)
    stage_words = fields.String(allow_none=True)
    version = fields.Integer(allow_none=True)
    refusal = fields.Nested(RefusalSchema, allow_none=True)


class ResultsSchema(Schema):
    """The results, in the order of the cases."""

    items = fields.List(fields.Nested(ResultSchema), required=True)
