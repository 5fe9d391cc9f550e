"""The hotline desk: the caller, what they say, and what is like it."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.schemas.cases import CaseSummarySchema
from api.schemas.common import CodedSchema, Moment, PlaceSchema, PositionSchema
from api.schemas.reports import ContactSchema
from city.intake.model import Channel
from city.intake.reports import SentReport

PHONE = validate.Regexp(r"^[0-9+() -]{3,20}(?![\s\S])")


class CallerArgs(Schema):
    """A caller's number. It goes in a body, so that no log of addresses holds it."""

    phone = fields.String(required=True, validate=PHONE)


class EarlierSchema(Schema):
    """A report that came from the same number."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    channel = fields.Enum(Channel, by_value=True, required=True)
    place_words = fields.String(required=True)
    case_id = fields.UUID(allow_none=True)


class CallerSchema(Schema):
    """What is known of a caller."""

    name = fields.String(allow_none=True, required=True)
    is_masked = fields.Boolean(required=True)
    reports = fields.Integer(required=True)
    earlier = fields.List(fields.Nested(EarlierSchema), required=True)


class HeardSchema(Schema):
    """What the caller has said so far."""

    words = fields.String(load_default="", validate=validate.Length(max=2000))
    place_words = fields.String(load_default="", validate=validate.Length(max=200))


class LikelySchema(Schema):
    """A category, and how likely it is, 0 to 1."""

    category = fields.Nested(CodedSchema, required=True)
    share = fields.Float(required=True)


class SuggestedSchema(Schema):
    """Where it may be, what it may be, whether it is urgent, and open cases about there."""

    position = fields.Nested(PlaceSchema, allow_none=True, required=True)
    place = fields.String(allow_none=True, required=True)
    categories = fields.List(fields.Nested(LikelySchema), required=True)
    urgent = fields.Boolean(required=True)
    cases = fields.List(fields.Nested(CaseSummarySchema), required=True)


class DeskReportSchema(Schema):
    """A report as an operator takes it down."""

    made_at = Moment(required=True)
    words = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    category = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    place_words = fields.String(load_default="", validate=validate.Length(max=200))
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    contact = fields.Nested(ContactSchema, load_default=None, allow_none=True)
    follows = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The open case that the caller means, where the operator knows"},
    )

    @validates_schema
    def _says_something(self, loaded: dict[str, Any], **_: Any) -> None:
        if not loaded["words"].strip():
            raise ValidationError("Say something or add a photo.", "words")

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> SentReport:
        return SentReport(channel=Channel.DESK, _follows=loaded.pop("follows"), **loaded)
