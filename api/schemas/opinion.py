"""Opinion: feeds, items, decisions."""

from marshmallow import Schema, fields, validate

from api.schemas.common import CodedSchema
from city.opinion.model import OpinionState

DAY = 24 * 60  # minutes
LEAST_MINUTES = 5  # between two readings of a feed


class OpinionFeedSchema(Schema):
    """A feed and how it fares."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    url = fields.String(required=True)
    minutes = fields.Integer(required=True)
    is_open = fields.Boolean(required=True)
    read_at = fields.AwareDateTime(allow_none=True, required=True)
    next_at = fields.AwareDateTime(required=True)
    failures = fields.Integer(required=True)
    error = fields.String(allow_none=True, required=True)


class OpinionFeedsSchema(Schema):
    """All feeds."""

    items = fields.List(fields.Nested(OpinionFeedSchema), required=True)


class AddedFeedSchema(Schema):
    """A feed to be read."""

    name = fields.String(required=True, validate=validate.Length(1, 80))
    url = fields.URL(
        required=True, schemes={"http", "https"}, require_tld=False,
        validate=validate.Length(max=1000),
    )  # fmt: skip
    minutes = fields.Integer(load_default=30, validate=validate.Range(LEAST_MINUTES, DAY))


class ItemsArgs(Schema):
    """Which items."""

    state = fields.Enum(OpinionState, by_value=True, load_default=OpinionState.WAITING)


class OpinionItemSchema(Schema):
    """An item and what is thought of it."""

    id = fields.UUID(required=True)
    feed = fields.Pluck(OpinionFeedSchema, "name", required=True)
    url = fields.String(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    published_at = fields.AwareDateTime(allow_none=True, required=True)
    found_at = fields.AwareDateTime(required=True)
    state = fields.Enum(OpinionState, by_value=True, required=True)
    is_here = fields.Boolean(required=True)
    is_ours = fields.Boolean(required=True)
    badness = fields.Integer(required=True)
    urgent = fields.Boolean(required=True)
    reprints = fields.Integer(required=True)
    place = fields.String(required=True)
    category = fields.Nested(CodedSchema, allow_none=True, required=True)
    burst_at = fields.AwareDateTime(allow_none=True, required=True)
    report_id = fields.UUID(allow_none=True, required=True)


class OpinionItemsSchema(Schema):
    """Items, at most a hundred."""

    items = fields.List(fields.Nested(OpinionItemSchema), required=True)


class OpinionDecisionSchema(Schema):
    """What is to become of an item."""

    is_taken = fields.Boolean(required=True)
