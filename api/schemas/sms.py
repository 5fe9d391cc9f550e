"""SMS that come in by a gateway."""

from typing import Any

from marshmallow import Schema, fields, pre_load, validate

from api.schemas.common import Moment

NUMBER = validate.Regexp(r"^\+?[0-9]{5,15}(?![\s\S])")


class SmsSchema(Schema):
    """One message as the city's gateway tells it, under an id of the gateway's own."""

    id = fields.String(required=True, validate=validate.Length(1, 100))
    phone = fields.String(required=True, validate=NUMBER)
    words = fields.String(required=True, validate=validate.Length(1, 2000))
    at = Moment(required=True)

    @pre_load
    def _strip(self, told: Any, **_: Any) -> Any:
        """A message of nothing but spaces says nothing."""
        if isinstance(told, dict) and isinstance(told.get("words"), str):
            return {**told, "words": told["words"].strip()}
        return told


class SmsTakenSchema(Schema):
    """The report that it is."""

    number = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
