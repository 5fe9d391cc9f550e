"""Crews of an organisation, and what their members have in hand."""

from marshmallow import Schema, fields, validate

from api.schemas.cases import NamedSchema
from api.schemas.common import IDENTITY

MOST = 100


class CrewMemberSchema(NamedSchema):
    """Somebody who could be sent out, and how many jobs they hold."""

    jobs = fields.Integer(required=True)


class CrewSchema(Schema):
    """A crew and its members."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    members = fields.List(fields.Nested(CrewMemberSchema), required=True)


class CrewsSchema(Schema):
    """The crews of one's organisation, and its people who are in none."""

    items = fields.List(fields.Nested(CrewSchema), required=True)
    others = fields.List(fields.Nested(CrewMemberSchema), required=True)


class CrewWishSchema(Schema):
    """A crew as it is to be: its name, and its people of one's own organisation."""

    name = fields.String(required=True, validate=[validate.Length(1, 40), validate.Regexp(r".*\S")])
    people = fields.List(
        fields.Integer(validate=IDENTITY), required=True, validate=validate.Length(max=MOST)
    )
