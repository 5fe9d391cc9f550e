"""Being told: subscriptions, wishes, templates, what was never delivered."""

from typing import Any

from marshmallow import (
    EXCLUDE,
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

from api.schemas.common import Localized
from city.notices.kinds import CATEGORIES, KINDS, Carrier
from city.notices.preferences import DEFAULT, Wish

OUTSIDE = [one.value for one in Carrier if one is not Carrier.IN_APP]
LANGUAGE = validate.OneOf(["zh", "en"])
EMAIL = validate.Regexp(r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,20}(?![\s\S])")


class PushKeySchema(Schema):
    """What a browser subscribes with: `applicationServerKey`, base64url of 65 bytes."""

    key = fields.String(required=True)


class PushKeysSchema(Schema):
    """A browser's own keys, base64url."""

    p256dh = fields.String(required=True, validate=validate.Length(max=100))
    auth = fields.String(required=True, validate=validate.Length(max=30))


class SubscribeSchema(Schema):
    """What `PushSubscription.toJSON()` gives, and the language to be told in."""

    endpoint = fields.String(required=True, validate=validate.Length(1, 2048))
    keys = fields.Nested(PushKeysSchema, required=True)
    expirationTime = fields.Raw(load_default=None, allow_none=True)  # noqa: N815 - the browser's
    language = fields.String(load_default="zh", validate=LANGUAGE)


class SubscriptionSchema(Schema):
    """A browser that is told."""

    id = fields.UUID(required=True)
    host = fields.Function(lambda one: one.endpoint.split("/")[2], metadata={"type": "string"})
    language = fields.String(required=True)
    made_at = fields.AwareDateTime(required=True)
    ok_at = fields.AwareDateTime(allow_none=True, required=True)


class SubscriptionsSchema(Schema):
    """One's browsers."""

    items = fields.List(fields.Nested(SubscriptionSchema), required=True)


class NoticeCategorySchema(Schema):
    """Something to be told of."""

    name = fields.String(required=True)
    words = Localized(required=True)


class WishSchema(Schema):
    """How one wants to be told; times of day by the city's clocks, both or neither for quiet."""

    language = fields.String(load_default=DEFAULT.language, validate=LANGUAGE)
    chain = fields.List(
        fields.String(validate=validate.OneOf(OUTSIDE)),
        load_default=list(DEFAULT.chain),
        validate=validate.Length(max=len(OUTSIDE)),
    )
    off = fields.List(
        fields.String(validate=validate.OneOf(list(CATEGORIES))),
        load_default=[],
        validate=validate.Length(max=len(CATEGORIES)),
    )
    quiet_from = fields.Time(load_default=None, allow_none=True, format="%H:%M")
    quiet_to = fields.Time(load_default=None, allow_none=True, format="%H:%M")
    digest_at = fields.Time(load_default=None, allow_none=True, format="%H:%M")
    email = fields.String(load_default=None, allow_none=True, validate=EMAIL)

    @validates_schema
    def _both_or_neither(self, loaded: dict[str, Any], **_: Any) -> None:
        if (loaded["quiet_from"] is None) != (loaded["quiet_to"] is None):
            raise ValidationError("Both or neither.", "quiet_to")

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Wish:
        loaded["chain"] = tuple(dict.fromkeys(loaded["chain"]))
        loaded["off"] = tuple(sorted(set(loaded["off"])))
        return Wish(**loaded)


class CarrierSchema(Schema):
    """A way outside the app."""

    name = fields.String(required=True)
    words = Localized(required=True)


class WishShownSchema(WishSchema):
    """One's wish, and what there is to choose from."""

    categories = fields.List(fields.Nested(NoticeCategorySchema), required=True, dump_only=True)
    carriers = fields.List(fields.Nested(CarrierSchema), required=True, dump_only=True)


class TemplateKeySchema(Schema):
    """Which words: of a kind, for a carrier, in a language."""

    kind = fields.String(required=True, validate=validate.OneOf(list(KINDS)))
    carrier = fields.Enum(Carrier, by_value=True, required=True)
    language = fields.String(required=True, validate=LANGUAGE)


class TemplateChangeSchema(TemplateKeySchema):
    """Words to put in force; `code` is the carrier's own template (WeChat, SMS)."""

    title = fields.String(load_default="", validate=validate.Length(max=60))
    words = fields.String(required=True, validate=validate.Length(1, 300))
    code = fields.String(load_default="", validate=validate.Length(max=80))
    is_on = fields.Boolean(load_default=True)


class TemplateSchema(Schema):
    """Words in force, with a preview; version 0 is what is shipped."""

    kind = fields.String(required=True)
    kind_words = Localized(required=True)
    carrier = fields.Enum(Carrier, by_value=True, required=True)
    carrier_words = Localized(required=True)
    language = fields.String(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    code = fields.String(required=True)
    is_on = fields.Boolean(required=True)
    is_usable = fields.Boolean(required=True)
    version = fields.Integer(required=True)
    preview_title = fields.String(required=True)
    preview = fields.String(required=True)


class TemplatesSchema(Schema):
    """All words in force."""

    items = fields.List(fields.Nested(TemplateSchema), required=True)


class TemplateVersionSchema(Schema):
    """A version that a city put in force."""

    version = fields.Integer(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    code = fields.String(required=True)
    is_on = fields.Boolean(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(allow_none=True, required=True)


class TemplateVersionsSchema(Schema):
    """A wording's versions, the newest first."""

    items = fields.List(fields.Nested(TemplateVersionSchema), required=True)


class PreviewSchema(Schema):
    """How words read, filled with a sample."""

    title = fields.String(required=True)
    words = fields.String(required=True)


class AttemptSchema(Schema):
    """One try by one carrier; the address is masked."""

    carrier = fields.Enum(Carrier, by_value=True, required=True)
    carrier_words = Localized(required=True)
    at = fields.AwareDateTime(required=True)
    address = fields.String(required=True)
    outcome = fields.Function(lambda one: one["outcome"].value, metadata={"type": "string"})
    code = fields.String(required=True)
    receipt_at = fields.AwareDateTime(allow_none=True, required=True)
    receipt = fields.String(allow_none=True, required=True)


class UndeliveredSchema(Schema):
    """A notice that no carrier could bring and nobody has read."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    kind_words = Localized(required=True)
    number = fields.String(allow_none=True, required=True)
    person = fields.String(allow_none=True, required=True)
    case_id = fields.UUID(allow_none=True, required=True)
    attempts = fields.List(fields.Nested(AttemptSchema), required=True)


class UndeliveredPageSchema(Schema):
    """A page of them, the newest first."""

    items = fields.List(fields.Nested(UndeliveredSchema), required=True)
    next = fields.String(allow_none=True, required=True)


class TokenArgs(Schema):
    """The secret part of a callback's address."""

    token = fields.String(required=True, validate=validate.Length(1, 128))


class SmsReceiptSchema(Schema):
    """One receipt as Tencent Cloud sends it; what else it says of the number is not read."""

    class Meta:
        unknown = EXCLUDE

    report_status = fields.String(required=True)
    errmsg = fields.String(load_default="", validate=validate.Length(max=200))
    sid = fields.String(required=True, validate=validate.Length(1, 100))
