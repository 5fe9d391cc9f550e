"""Readings of sensors."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.schemas.common import Moment
from city.intake.sensors import Reading

MOST = 1000


class ReadingSchema(Schema):
    """A value of a point, with its time."""

    point = fields.String(required=True, validate=validate.Length(min=1, max=80))
    value = fields.Float(required=True)
    at = Moment(required=True)

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Reading:
        return Reading(**loaded)


class ReadingsSchema(Schema):
    """Readings of one system."""

    readings = fields.List(
        fields.Nested(ReadingSchema), required=True, validate=validate.Length(min=1, max=MOST)
    )


class KeptReadingSchema(Schema):
    """What became of a reading: kept, raised, late, early, unknown."""

    point = fields.String(required=True)
    outcome = fields.String(required=True)
    report = fields.String(allow_none=True, required=True)


class KeptReadingsSchema(Schema):
    """As many as came, in the order of their times."""

    items = fields.List(fields.Nested(KeptReadingSchema), required=True)
