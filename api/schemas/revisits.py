"""Revisits: what is asked, what is answered."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.schemas.common import Localized
from city.revisits.model import Way, Why
from city.revisits.rules import Said


class RevisitAnswerSchema(Schema):
    """Satisfied? Solved? Why not, in a word and in one's own."""

    satisfied = fields.Boolean(required=True)
    solved = fields.Boolean(required=True)
    why = fields.Enum(Why, by_value=True, load_default=None, allow_none=True)
    words = fields.String(load_default="", validate=validate.Length(max=500))

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Said:
        return Said(**loaded)


class RevisitReasonSchema(Schema):
    """A reason to choose."""

    name = fields.String(required=True)
    words = Localized(required=True)


class RevisitAskedSchema(Schema):
    """What whoever holds a link may know: which report, and whether it was answered."""

    number = fields.String(required=True)
    category = fields.String(allow_none=True, required=True)
    asked_at = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)
    answered = fields.Boolean(required=True)
    satisfied = fields.Boolean(allow_none=True, required=True)
    solved = fields.Boolean(allow_none=True, required=True)
    reopened = fields.Boolean(required=True)
    reasons = fields.List(fields.Nested(RevisitReasonSchema), required=True)


class RevisitCallSchema(Schema):
    """Somebody to call; the number is masked, whole it is at /cases/{id}/contact."""

    id = fields.UUID(required=True)
    case_id = fields.UUID(required=True)
    number = fields.String(required=True)
    case_number = fields.String(required=True)
    place = fields.String(required=True)
    words = fields.String(required=True)
    contact = fields.Dict(
        keys=fields.String(), values=fields.String(allow_none=True), required=True
    )
    by_phone = fields.Boolean(required=True)
    asked_at = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)


class RevisitCallPageSchema(Schema):
    """A page of them, the oldest first, and the reasons to choose from."""

    items = fields.List(fields.Nested(RevisitCallSchema), required=True)
    next = fields.String(allow_none=True, required=True)
    reasons = fields.List(fields.Nested(RevisitReasonSchema), required=True)


class RevisitAnsweredSchema(Schema):
    """An answer as it was kept."""

    satisfied = fields.Boolean(required=True)
    solved = fields.Boolean(required=True)
    reopened = fields.Boolean(required=True)
    way = fields.Enum(Way, by_value=True, required=True)
