"""Sessions, organisations, notices."""

from marshmallow import Schema, fields, validate

from api.schemas.cases import NamedSchema


class SignInSchema(Schema):
    """Name and password."""

    username = fields.String(required=True, validate=validate.Length(1, 64))
    password = fields.String(required=True, load_only=True, validate=validate.Length(1, 256))


class PersonSchema(Schema):
    """Somebody who is signed in."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    organisation = fields.Nested(NamedSchema, allow_none=True)


class SessionSchema(Schema):
    """Who is signed in, and the token that their changes must carry as X-CSRF-Token."""

    person = fields.Nested(PersonSchema, allow_none=True, required=True)
    csrf = fields.String(allow_none=True, required=True)


class OrganisationSchema(NamedSchema):
    """A node of the tree."""

    level = fields.Integer(required=True)
    parent = fields.Integer(allow_none=True, attribute="parent_id")


class NoticeSchema(Schema):
    """One thing told."""

    id = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    read = fields.Boolean(required=True)
    report_id = fields.UUID(allow_none=True)
    case_id = fields.UUID(allow_none=True)
    page = fields.String(required=True, metadata={"description": "where it leads; empty: its case"})


class NoticesSchema(Schema):
    """The newest notices, and how many were not read."""

    items = fields.List(fields.Nested(NoticeSchema), required=True)
    unread = fields.Integer(required=True)
