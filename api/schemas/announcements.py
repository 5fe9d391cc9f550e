"""Announcements and the phone book."""

from marshmallow import Schema, fields, validate

from api.auth import STAFF_ROLES

PRINTED = validate.Regexp(r"^[^\u0000-\u001f\ud800-\udfff]{0,40}(?![\s\S])")
ROLES = sorted(role.value for role in STAFF_ROLES)


class AnnouncementSchema(Schema):
    """Something said to many; `mine`: said by the reader."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    author = fields.String(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    read = fields.Boolean(required=True)
    mine = fields.Boolean(required=True)


class BoardSchema(Schema):
    """What is said to one, the newest first, and how much of it is unread."""

    items = fields.List(fields.Nested(AnnouncementSchema), required=True)
    unread = fields.Integer(required=True)


class PostSchema(Schema):
    """To whom, and what. No roles: all; no organisations: one's whole branch."""

    title = fields.String(required=True, validate=validate.Length(1, 60))
    words = fields.String(required=True, validate=validate.Length(1, 2000))
    roles = fields.List(
        fields.String(validate=validate.OneOf(ROLES)),
        load_default=[],
        validate=validate.Length(max=len(ROLES)),
    )
    organisations = fields.List(
        fields.Integer(validate=validate.Range(1, 2**31 - 1)),
        load_default=[],
        validate=validate.Length(max=100),
    )


class ReaderSchema(Schema):
    """Somebody who has read it."""

    name = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class ReadersSchema(Schema):
    """Who has read an announcement, and who has not."""

    read = fields.List(fields.Nested(ReaderSchema), required=True)
    unread = fields.List(fields.String(), required=True)


class BookArgs(Schema):
    """`?q=`: a part of a name or of an organisation's."""

    q = fields.String(load_default="", validate=PRINTED)


class ListedSchema(Schema):
    """Somebody in the phone book. `callable`: the number stands there whole."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    organisation = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    whole = fields.Boolean(required=True)


class BookSchema(Schema):
    """Colleagues."""

    items = fields.List(fields.Nested(ListedSchema), required=True)


class NumberSchema(Schema):
    """A number to be called."""

    phone = fields.String(required=True)
