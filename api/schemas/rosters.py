"""Shift patterns, shifts, rosters, leave and roll-calls."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.schemas.common import IDENTITY, Day, Localized, Moment, PlaceSchema, PositionSchema, wgs84
from api.schemas.duty import BeatSchema, CalledSchema
from city.duty.leave import KIND_WORDS, STATE_WORDS, Wish
from city.duty.model import LeaveKind, LeaveState
from city.duty.plan import Wish as ShiftWish
from city.duty.roll import Here


class PatternSchema(Schema):
    """A shift pattern; the same time twice is a whole day."""

    id = fields.Integer(dump_only=True)
    name = fields.String(required=True, validate=validate.Length(1, 20))
    begins = fields.Time(required=True)
    ends = fields.Time(required=True)


class PatternsSchema(Schema):
    """All patterns, the earliest first."""

    items = fields.List(fields.Nested(PatternSchema), required=True)


class ShiftSchema(Schema):
    """A planned shift."""

    id = fields.Integer(required=True)
    person_id = fields.Integer(required=True)
    name = fields.String(required=True, attribute="person.name")
    pattern = fields.String(required=True, allow_none=True, attribute="pattern.name")
    begins_at = Moment(required=True)
    ends_at = Moment(required=True)
    beats = fields.List(fields.Nested(BeatSchema), required=True)


class ShiftsSchema(Schema):
    """Shifts, the earliest first."""

    items = fields.List(fields.Nested(ShiftSchema), required=True)


class SpanArgs(Schema):
    """`?since=&until=` days, both included; the next seven by default."""

    since = Day(load_default=None, allow_none=True)
    until = Day(load_default=None, allow_none=True)


class ShiftWishSchema(Schema):
    """A shift that somebody shall have."""

    person = fields.Integer(required=True, validate=IDENTITY)
    pattern = fields.Integer(required=True, validate=IDENTITY)
    day = Day(required=True)
    beats = fields.List(
        fields.Integer(validate=IDENTITY), required=True, validate=validate.Length(1, 50)
    )

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> ShiftWish:
        return ShiftWish(loaded["person"], loaded["pattern"], loaded["day"], loaded["beats"])


class WalkerSchema(Schema):
    """An inspector of one's branch, for planning."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    username = fields.String(required=True)


class PlanningSchema(Schema):
    """Whom and what shifts are made of."""

    people = fields.List(fields.Nested(WalkerSchema), required=True)
    patterns = fields.List(fields.Nested(PatternSchema), required=True)
    beats = fields.List(fields.Nested(BeatSchema), required=True)


class MannedSchema(Schema):
    """A beat, who walks it by standing, and its deputies in the order in which they are asked."""

    beat = fields.Nested(BeatSchema, required=True)
    walkers = fields.List(fields.Nested(WalkerSchema), required=True)
    deputies = fields.List(fields.Nested(WalkerSchema), required=True)


class DeputiesSchema(Schema):
    """All beats."""

    items = fields.List(fields.Nested(MannedSchema), required=True)


class DeputyWishSchema(Schema):
    """Who shall be a beat's deputies, the first to be asked first."""

    people = fields.List(
        fields.Integer(validate=IDENTITY), required=True, validate=validate.Length(max=10)
    )


class SheetArgs(Schema):
    """`?dry=true` only says what would be planned."""

    dry = fields.Boolean(load_default=False)


class RowProblemSchema(Schema):
    """What is wrong in which row, as the sheet counts."""

    row = fields.Integer(required=True)
    words = Localized(required=True, metadata={"type": "string"})


class ImportSchema(Schema):
    """How many shifts a sheet plans; with problems nothing was saved."""

    planned = fields.Integer(required=True)
    saved = fields.Boolean(required=True)
    problems = fields.List(fields.Nested(RowProblemSchema), required=True)


class LeaveWishSchema(Schema):
    """To be away, from when to when."""

    kind = fields.Enum(LeaveKind, by_value=True, required=True)
    begins_at = Moment(required=True)
    ends_at = Moment(required=True)
    words = fields.String(load_default="", validate=validate.Length(max=200))

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["ends_at"] <= data["begins_at"]:
            raise ValidationError("Must end after it begins.", "ends_at")

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Wish:
        return Wish(**loaded)


class LeaveSchema(Schema):
    """A leave, and where it stands."""

    id = fields.UUID(required=True)
    person_id = fields.Integer(required=True)
    name = fields.String(required=True, attribute="person.name")
    kind = fields.Enum(LeaveKind, by_value=True, required=True)
    kind_words = Localized(required=True, metadata={"type": "string"})
    begins_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    state = fields.Enum(LeaveState, by_value=True, required=True)
    state_words = Localized(required=True, metadata={"type": "string"})
    note = fields.String(required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The words of kind and state come from their tables."""
        if attr == "kind_words":
            return KIND_WORDS[obj.kind]
        if attr == "state_words":
            return STATE_WORDS[obj.state]
        return super().get_attribute(obj, attr, default)


class LeavesSchema(Schema):
    """Leaves; for a chief those that wait for a decision first."""

    items = fields.List(fields.Nested(LeaveSchema), required=True)


class DecisionSchema(Schema):
    """Approved or not, and a word."""

    approved = fields.Boolean(required=True)
    note = fields.String(load_default="", validate=validate.Length(max=200))


class CallSchema(Schema):
    """What is asked, and for how many minutes; by default as the city has decided."""

    words = fields.String(load_default="", validate=validate.Length(max=200))
    minutes = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 120))


class HereSchema(Schema):
    """An answer to a roll-call."""

    made_at = Moment(required=True)
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    note = fields.String(load_default="", validate=validate.Length(max=200))

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Here:
        return Here(**loaded)


class RollCallSchema(CalledSchema):
    """A roll-call, and how many of the called have answered."""

    called = fields.Integer(required=True)
    answered = fields.Integer(required=True)


class RollCallsSchema(Schema):
    """Roll-calls, the newest first."""

    items = fields.List(fields.Nested(RollCallSchema), required=True)


class RollAnswerSchema(Schema):
    """One who was called: when they answered, from where, how far outside their beats (metres)."""

    person_id = fields.Integer(required=True)
    name = fields.String(required=True, attribute="person.name")
    at = fields.AwareDateTime(required=True, allow_none=True)
    position = fields.Function(
        lambda one: PlaceSchema().dump(wgs84(one.position, one.accuracy)) if one.position else None,
        metadata={"type": "object", "nullable": True},
    )
    outside = fields.Float(required=True, allow_none=True)
    note = fields.String(required=True)


class RollResultSchema(RollCallSchema):
    """A roll-call with everybody who was called."""

    items = fields.List(fields.Nested(RollAnswerSchema), required=True)
