"""Channels: their switches, and what was heard of them."""

from marshmallow import Schema, fields

from api import here
from api.trials import TRIALS
from city.intake import checks
from city.intake.model import CHANNEL_WORDS, PHONES, Channel


class ChannelSchema(Schema):
    """One way in."""

    channel = fields.Enum(Channel, by_value=True, required=True)
    name = fields.Function(
        lambda one: CHANNEL_WORDS[one.channel][here.language()],
        metadata={"type": "string"},
        required=True,
    )
    is_open = fields.Boolean(required=True)
    heard_at = fields.AwareDateTime(allow_none=True)
    taken = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    error_at = fields.AwareDateTime(allow_none=True)
    error = fields.String(allow_none=True)
    is_checked = fields.Function(
        lambda one: checks.applies(one.channel, one.is_checked),
        metadata={"type": "boolean"},
        required=True,
    )
    can_be_checked = fields.Function(
        lambda one: one.channel in checks.CHECKABLE, metadata={"type": "boolean"}, required=True
    )
    can_be_closed = fields.Function(
        lambda one: one.channel not in PHONES, metadata={"type": "boolean"}, required=True
    )
    can_be_tried = fields.Function(
        lambda one: one.channel in TRIALS, metadata={"type": "boolean"}, required=True
    )


class ChannelsSchema(Schema):
    """All of them."""

    items = fields.List(fields.Nested(ChannelSchema), required=True)


class SwitchSchema(Schema):
    """Open or closed; whether what comes is held against the platform's content checks."""

    is_open = fields.Boolean()
    is_checked = fields.Boolean()


class ChannelTrialSchema(Schema):
    """What a try of a channel found; nothing was written."""

    is_well = fields.Boolean(required=True)
    words = fields.String(required=True)
