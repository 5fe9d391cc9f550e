"""What content checks hold, and what an operator makes of it."""

from marshmallow import Schema, fields

from city.intake.checks import Subject, Verdict


class HeldSchema(Schema):
    """Words or a photo that the platform doubts; `is_fit` is null until somebody decided."""

    id = fields.UUID(required=True)
    subject = fields.Enum(Subject, by_value=True, required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True)
    label = fields.Integer(allow_none=True, required=True)
    label_words = fields.String(required=True)
    told_at = fields.AwareDateTime(required=True)
    is_fit = fields.Boolean(allow_none=True, required=True)
    number = fields.String(required=True)
    words = fields.String(required=True)
    case_id = fields.UUID(allow_none=True, required=True)
    photo_id = fields.UUID(allow_none=True, required=True)


class HeldsSchema(Schema):
    """What waits."""

    items = fields.List(fields.Nested(HeldSchema), required=True)


class HeldArgs(Schema):
    """Of which case; without one, what waits."""

    case_id = fields.UUID()


class ContentDecisionSchema(Schema):
    """Whether the public may see it."""

    is_fit = fields.Boolean(required=True)
