"""What may be the same: for operators with all reasons, for citizens coarsely."""

from marshmallow import Schema, fields, validate

from api.schemas.cases import CaseSummarySchema
from api.schemas.common import CodedSchema, Localized, PlaceSchema
from city.cases.duplicates.verdict import Verdict
from city.places.coordinates import Datum


class PartSchema(Schema):
    """One piece of evidence: its weight (log of odds) and a sentence."""

    name = fields.String(required=True)
    weight = fields.Float(required=True)
    words = Localized(required=True, metadata={"type": "string"})


class AlikeSchema(Schema):
    """An open case that may be the same, with the share of such pairs that are, and why."""

    case = fields.Nested(CaseSummarySchema, required=True)
    position = fields.Nested(PlaceSchema, allow_none=True)
    share = fields.Float(required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True)
    stands = fields.Boolean(
        required=True, metadata={"description": "Whether that one stands when they are merged"}
    )
    may_merge = fields.Boolean(required=True)
    photos = fields.List(fields.UUID(), required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)


class AlikesSchema(Schema):
    """The likeliest first."""

    items = fields.List(fields.Nested(AlikeSchema), required=True)


class MassSchema(Schema):
    """A mass event, and what a caller may be told of it."""

    case = fields.Nested(CaseSummarySchema, required=True)
    since = fields.AwareDateTime(required=True)
    answer = fields.String(required=True)


class MassesSchema(Schema):
    """The newest first."""

    items = fields.List(fields.Nested(MassSchema), required=True)


class RepeatsArgs(Schema):
    """For how long back."""

    days = fields.Integer(load_default=90, validate=validate.Range(1, 366))


class ReturnsSchema(Schema):
    """What was closed in that time, how much of it came back, and the share."""

    name = fields.String(required=True)
    closed = fields.Integer(required=True)
    back = fields.Integer(required=True)
    share = fields.Float(required=True)


class CameBeforeSchema(Schema):
    """The closed case whose problem is back."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)


class BackSchema(CameBeforeSchema):
    """A case that brought a problem back."""

    place = fields.String(required=True)
    category = fields.Nested(CodedSchema, allow_none=True)
    earlier = fields.Nested(CameBeforeSchema, required=True)


class RepeatsSchema(Schema):
    """Problems that came back after they were closed, the most first; the latest of them."""

    whole = fields.Nested(ReturnsSchema, required=True)
    latest = fields.List(fields.Nested(BackSchema), required=True)
    organisations = fields.List(fields.Nested(ReturnsSchema), required=True)
    categories = fields.List(fields.Nested(ReturnsSchema), required=True)


class HadArgs(Schema):
    """What somebody is about to send; a position or words that name a place."""

    lon = fields.Float(load_default=None, validate=validate.Range(-180, 180))
    lat = fields.Float(load_default=None, validate=validate.Range(-90, 90))
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)
    accuracy = fields.Float(load_default=None, validate=validate.Range(0, 100_000))
    category = fields.String(load_default="", validate=validate.Length(max=40))
    words = fields.String(load_default="", validate=validate.Length(max=500))


class HadSchema(Schema):
    """An open case as a stranger may know it; `metres` to fifty."""

    id = fields.UUID(required=True)
    category = fields.Nested(CodedSchema, allow_none=True)
    place = fields.String(allow_none=True)
    metres = fields.Integer(allow_none=True)
    stage_words = fields.String(required=True)
    received_on = fields.Date(required=True)
    reports = fields.Integer(required=True)
    picture = fields.UUID(
        allow_none=True, metadata={"description": "At /reports/alike/photos/{id}/thumbnail"}
    )


class HadsSchema(Schema):
    """The likeliest first; at most three."""

    items = fields.List(fields.Nested(HadSchema), required=True)
