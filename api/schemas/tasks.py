"""Tasks: questions to inspectors, their answers, and what waits for a duty chief."""

from marshmallow import Schema, fields, validate

from api.schemas.cases import CaseNamedSchema, CaseSummarySchema
from api.schemas.common import Moment, PlaceSchema, PositionSchema
from api.schemas.reports import SHA256
from city.cases.model import TaskKind


class TaskSchema(Schema):
    """A question to this inspector."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True)
    case = fields.Nested(CaseSummarySchema, required=True)
    repeats = fields.Nested(
        CaseNamedSchema,
        required=True,
        allow_none=True,
        metadata={"description": "the closed case whose problem is back"},
    )
    position = fields.Nested(PlaceSchema, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    due_at = fields.AwareDateTime(required=True)
    lamp = fields.String(required=True)
    why = fields.String(required=True, metadata={"description": "why this inspector"})
    reach_metres = fields.Integer(
        required=True, metadata={"description": "further away, an answer needs a reason"}
    )


class TasksSchema(Schema):
    """All open questions, the most urgent first."""

    items = fields.List(fields.Nested(TaskSchema), required=True)


class AnswerSchema(Schema):
    """What the inspector found; `passed` null: it cannot be told, and the note says why.

    Out of reach of the case, or with no position, `reason` says why.
    """

    passed = fields.Boolean(required=True, allow_none=True)
    note = fields.String(load_default="", validate=validate.Length(max=500))
    reason = fields.String(load_default="", validate=validate.Length(max=200))
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    made_at = Moment(load_default=None, allow_none=True)
    photos = fields.List(
        fields.String(validate=SHA256), load_default=[], validate=validate.Length(max=9)
    )


class AnsweredSchema(Schema):
    """Whether an answer counted, or came too late and is kept as evidence; in words too."""

    counted = fields.Boolean(required=True)
    words = fields.String(required=True)


class LeftTaskSchema(Schema):
    """A task that waits for a duty chief, with the reason; `person`: who lets it lie."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True)
    case_id = fields.UUID(required=True)
    number = fields.String(required=True)
    place = fields.String(required=True)
    person = fields.String(required=True, allow_none=True)
    why = fields.String(required=True)
    due_at = fields.AwareDateTime(required=True)


class LeftTasksSchema(Schema):
    """The most urgent first."""

    items = fields.List(fields.Nested(LeftTaskSchema), required=True)


class PutSchema(Schema):
    """To whom a task is put."""

    person = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))


class CandidateArgs(Schema):
    """`?kind=verify` or `check`."""

    kind = fields.Enum(TaskKind, by_value=True, required=True)


class NameableSchema(Schema):
    """An inspector who can be named: their tasks in hand, metres from the case where known."""

    id = fields.Integer(required=True, attribute="person_id")
    name = fields.String(required=True)
    tasks = fields.Integer(required=True)
    walks = fields.Boolean(required=True)
    is_deputy = fields.Boolean(required=True)
    on_shift = fields.Boolean(required=True)
    on_leave = fields.Boolean(required=True)
    is_full = fields.Boolean(required=True)
    metres = fields.Integer(required=True, allow_none=True)


class NameablesSchema(Schema):
    """Who would be chosen and why, and whom one may name instead; the best first."""

    chosen = fields.Integer(required=True, allow_none=True)
    why = fields.String(required=True)
    items = fields.List(fields.Nested(NameableSchema), required=True)
