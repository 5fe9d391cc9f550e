"""Reports from other city apps, and what their senders are told."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.schemas.common import Moment, PositionSchema
from api.schemas.reports import SHA256, ContactSchema, ReceiptSchema
from city.intake.fetching import FetchState

MOST_PHOTOS = 9


class NamedPhotoSchema(Schema):
    """A photo: an address to fetch it from, or what it will be when it is uploaded."""

    url = fields.URL(schemes={"http", "https"}, validate=validate.Length(max=2000))
    sha256 = fields.String(validate=SHA256)
    size = fields.Integer(strict=True, validate=validate.Range(1, 2**31 - 1))

    @validates_schema
    def _is_one_of_them(self, loaded: dict[str, Any], **_: Any) -> None:
        if ("url" in loaded) == ("sha256" in loaded) or ("sha256" in loaded) != ("size" in loaded):
            raise ValidationError("Either url, or sha256 and size.", "url")


class AppReportSchema(Schema):
    """A report as another app sends it."""

    made_at = Moment(required=True)
    words = fields.String(load_default="", validate=validate.Length(max=2000))
    category = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    place_words = fields.String(load_default="", validate=validate.Length(max=200))
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    contact = fields.Nested(ContactSchema, load_default=None, allow_none=True)
    photos = fields.List(
        fields.Nested(NamedPhotoSchema), load_default=[], validate=validate.Length(max=MOST_PHOTOS)
    )

    @validates_schema
    def _says_something(self, loaded: dict[str, Any], **_: Any) -> None:
        if not (loaded["words"].strip() or loaded["photos"]):
            raise ValidationError("Say something or add a photo.", "words")


class FetchSchema(Schema):
    """A photo that was named by its address."""

    url = fields.String(required=True)
    state = fields.Enum(FetchState, by_value=True, required=True)
    why = fields.String(allow_none=True)


class AppReceiptSchema(ReceiptSchema):
    """Our word that a report is written down, and how far it is."""

    own_id = fields.String(required=True)
    stage = fields.String(required=True)
    stage_words = fields.String(required=True)
    case_number = fields.String(allow_none=True)
    fetches = fields.List(fields.Nested(FetchSchema), required=True)
