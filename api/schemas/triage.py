"""Triage: what is proposed for a case or for words, and how often it was right."""

from marshmallow import Schema, fields, validate

from api.schemas.common import IDENTITY

SHARE = validate.Range(0, 1)


class ReasonSchema(Schema):
    """Words that said so: in the report's words, a photo or the channel's own type; from, to."""

    source = fields.String(required=True, metadata={"enum": ["words", "photo", "channel"]})
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    words = fields.String(required=True)


class ProposedConditionSchema(Schema):
    """The filing condition that the words meet best."""

    id = fields.Integer(required=True)
    text = fields.String(required=True)
    limit = fields.String(required=True)
    urgent = fields.Boolean(required=True)
    source = fields.String(required=True)


class TriageChoiceSchema(Schema):
    """A category that is proposed, how likely it is (0 to 1), and the words that said so."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    share = fields.Float(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
    condition = fields.Nested(ProposedConditionSchema, allow_none=True, required=True)


class ElsewhereSchema(Schema):
    """Not for us: for whom, how they are reached, and kind words that say so."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    share = fields.Float(required=True)
    reach = fields.String(allow_none=True, required=True)
    words = fields.String(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)


class AlarmSchema(Schema):
    """A danger, and the words that tell of it."""

    kind = fields.String(required=True)
    words = fields.String(required=True)
    reason = fields.Nested(ReasonSchema, required=True)


class MoodSchema(Schema):
    """How people feel about it, from -1 to 1, and the words that said so."""

    name = fields.String(required=True)
    words = fields.String(required=True)
    worth = fields.Float(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)


class TriageProposalSchema(Schema):
    """What it is, as far as can be told; `sure` is false where nobody can tell."""

    sure = fields.Boolean(required=True)
    choices = fields.List(fields.Nested(TriageChoiceSchema), required=True)
    elsewhere = fields.Nested(ElsewhereSchema, allow_none=True, required=True)
    alarms = fields.List(fields.Nested(AlarmSchema), required=True)
    mood = fields.Nested(MoodSchema, required=True)
    model = fields.Integer(allow_none=True)
    at = fields.AwareDateTime(allow_none=True)


class SuggestArgs(Schema):
    """Words as they are typed; nothing of them is kept."""

    words = fields.String(required=True, validate=validate.Length(1, 2000))


class AcceptSchema(Schema):
    """The condition to file by; without it, the one that is proposed first."""

    condition = fields.Integer(load_default=None, allow_none=True, validate=IDENTITY)


class WordsSchema(Schema):
    """The words as they were sent. The look is recorded."""

    words = fields.String(required=True)
    place_words = fields.String(required=True)


class ScoreSchema(Schema):
    """Of a category or a month: how many it was, how many were proposed, how many of both."""

    name = fields.String(required=True)
    code = fields.String(allow_none=True)
    cases = fields.Integer(required=True)
    proposed = fields.Integer(required=True)
    right = fields.Integer(required=True)
    precision = fields.Float(allow_none=True, required=True)
    recall = fields.Float(allow_none=True, required=True)


class LearnedSchema(Schema):
    """A model that was learned here; `good`: how good it was on texts that it had not seen."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    taken = fields.Boolean(required=True)
    texts = fields.Integer(required=True)
    good = fields.Float(allow_none=True, required=True)


class FiguresArgs(Schema):
    """`?days=`, and `?code=`: the months of one category alone."""

    days = fields.Integer(load_default=366, validate=validate.Range(1, 1100))
    code = fields.String(load_default=None, validate=validate.Length(1, 40))


class FiguresSchema(Schema):
    """How often triage was right, and the models learned."""

    months = fields.List(fields.Nested(ScoreSchema), required=True)
    categories = fields.List(fields.Nested(ScoreSchema), required=True)
    models = fields.List(fields.Nested(LearnedSchema), required=True)
