"""Reports: what a phone sends, the receipt, and what the sender is shown."""

from typing import Any

from marshmallow import (
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

from api import here
from api.schemas.common import (
    IDENTITY,
    CodedSchema,
    Moment,
    PlaceSchema,
    PositionSchema,
    PublicPictureSchema,
)
from city.catalogue.model import View
from city.intake.model import PHONES, Channel, PhotoState
from city.intake.reports import SentPhoto, SentReport
from city.revisits.model import Why
from media.words import say

MOST_PHOTOS = 9
# Ends are written so that Python and the ECMAScript of OpenAPI both read them.
SHA256 = validate.Regexp(r"^[0-9a-f]{64}(?![\s\S])")
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif")
_PHONES = {"enum": [channel.value for channel in PHONES]}
RECORDING_TYPES = (
    *("video/mp4", "video/quicktime", "video/webm", "video/3gpp"),
    *("audio/mp4", "audio/mpeg", "audio/aac", "audio/amr", "audio/ogg", "audio/wav", "audio/webm"),
)


class SentPhotoSchema(Schema):
    """A photo that the sender promises to upload."""

    sha256 = fields.String(required=True, validate=SHA256)
    size = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 1))
    type = fields.String(
        load_default="image/jpeg", validate=validate.OneOf(PHOTO_TYPES + RECORDING_TYPES)
    )
    taken_at = Moment(load_default=None, allow_none=True)
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    heading = fields.Float(load_default=None, allow_none=True, validate=validate.Range(0, 360))
    view = fields.String(allow_none=True, validate=validate.OneOf([*View]))

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> SentPhoto:
        view = loaded.pop("view", None)
        return SentPhoto(**loaded, _view=view)


class ContactSchema(Schema):
    """Who may be asked back; both by choice."""

    name = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=50))
    phone = fields.String(
        load_default=None, allow_none=True, validate=validate.Regexp(r"^[0-9+() -]{3,20}(?![\s\S])")
    )


class SentReportSchema(Schema):
    """A report as a phone sends it."""

    channel = fields.Enum(
        Channel, by_value=True, required=True, validate=validate.OneOf(PHONES), metadata=_PHONES
    )
    made_at = Moment(required=True)
    words = fields.String(load_default="", validate=validate.Length(max=2000))
    category = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    place_words = fields.String(load_default="", validate=validate.Length(max=200))
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    contact = fields.Nested(ContactSchema, load_default=None, allow_none=True)
    follows = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The open case that the sender says is the same"},
    )
    component = fields.String(
        allow_none=True,
        validate=validate.Length(max=16),
        metadata={"description": "The code of the very component, picked on the map"},
    )
    photos = fields.List(
        fields.Nested(SentPhotoSchema), load_default=[], validate=validate.Length(max=MOST_PHOTOS)
    )

    @validates_schema
    def _says_something(self, loaded: dict[str, Any], **_: Any) -> None:
        if not (loaded["words"].strip() or loaded["photos"]):
            raise ValidationError("Say something or add a photo.", "words")

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> SentReport:
        once = {photo.sha256: photo for photo in loaded.pop("photos")}
        beside = {f"_{name}": loaded.pop(name, None) for name in ("follows", "component")}
        return SentReport(**loaded, photos=tuple(once.values()), **beside)


class HandledSchema(Schema):
    """自处理: what was wrong, and the photos of how it is now."""

    condition = fields.Integer(required=True, validate=IDENTITY)
    note = fields.String(load_default="", validate=validate.Length(max=500))
    photos = fields.List(
        fields.String(validate=SHA256), required=True, validate=validate.Length(1, MOST_PHOTOS)
    )
    views = fields.List(
        fields.String(validate=validate.OneOf(["", *View])),
        load_default=[],
        validate=validate.Length(max=MOST_PHOTOS),
    )


class PhotoReceiptSchema(Schema):
    """What is known of one photo. `received`: the phone may forget it."""

    sha256 = fields.String(required=True)
    state = fields.Function(
        lambda photo: _outside(photo.state),
        metadata={"type": "string", "enum": ["wanted", "received", "refused"]},
        required=True,
    )
    reason = fields.Function(
        lambda photo: say(photo.refused, here.language()) if photo.refused else None,
        metadata={"type": "string", "nullable": True},
    )


class ReceiptSchema(Schema):
    """Our word that a report is written down."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    photos = fields.List(fields.Nested(PhotoReceiptSchema), required=True)


class PlainStepSchema(Schema):
    """One step, in plain words."""

    at = fields.AwareDateTime(required=True)
    what = fields.String(required=True)
    words = fields.String(required=True)


class ReportSchema(ReceiptSchema):
    """A report as its sender sees it."""

    words = fields.String(required=True)
    category = fields.Nested(CodedSchema, allow_none=True)
    place_words = fields.String(required=True)
    position = fields.Nested(PlaceSchema, allow_none=True)
    place = fields.String(allow_none=True)
    stage = fields.String(required=True)
    stage_words = fields.String(required=True)
    case_number = fields.String(allow_none=True)
    timeline = fields.List(fields.Nested(PlainStepSchema), required=True)
    may_rate = fields.Boolean(required=True)
    satisfied = fields.Boolean(allow_none=True)
    contact_kept = fields.Boolean(required=True)
    share = fields.UUID(
        allow_none=True,
        metadata={"description": "The public case, /public/cases/{id}; null while there is none"},
    )
    pictures = fields.List(fields.Nested(PublicPictureSchema), required=True)


class ReportSummarySchema(Schema):
    """A report in a list."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    category = fields.Nested(CodedSchema, allow_none=True)
    place = fields.String(allow_none=True)
    stage = fields.String(required=True)
    stage_words = fields.String(required=True)
    picture = fields.UUID(allow_none=True)


class ReportPageSchema(Schema):
    """A page of one's own reports, the newest first."""

    items = fields.List(fields.Nested(ReportSummarySchema), required=True)
    next = fields.String(allow_none=True, required=True)


class FollowedSchema(ReportSummarySchema):
    """A report that stands with others', how many they are, and the last that happened."""

    reports = fields.Integer(required=True)
    moved = fields.Nested(PlainStepSchema, allow_none=True, required=True)


class FollowedPageSchema(Schema):
    """What one follows, the last sent first."""

    items = fields.List(fields.Nested(FollowedSchema), required=True)
    next = fields.String(allow_none=True, required=True)


class SatisfactionSchema(Schema):
    """Whether the sender finds the problem solved."""

    satisfied = fields.Boolean(required=True)
    words = fields.String(load_default="", validate=validate.Length(max=500))
    solved = fields.Boolean(load_default=None, allow_none=True)
    why = fields.Enum(Why, by_value=True, load_default=None, allow_none=True)


def _outside(state: PhotoState) -> str:
    safe = state in (PhotoState.READY, PhotoState.REMOVED)
    return "received" if safe else state.value
