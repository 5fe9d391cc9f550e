"""What the public does not see of a photo."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.schemas.common import WritingSchema
from city.intake.boxes import Sides

SHARE = validate.Range(0, 1)
LEAST = 0.002  # of a side: what is smaller was a slip of the finger


class DrawnSchema(Schema):
    """A place in the upright photo, in shares of its width and height."""

    left = fields.Float(required=True, validate=SHARE)
    top = fields.Float(required=True, validate=SHARE)
    right = fields.Float(required=True, validate=SHARE)
    bottom = fields.Float(required=True, validate=SHARE)

    @validates_schema
    def _has_area(self, loaded: dict[str, Any], **_: Any) -> None:
        for least, most in (("left", "right"), ("top", "bottom")):
            if loaded[most] - loaded[least] < LEAST:
                raise ValidationError("A box has a width and a height.", most)

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Sides:
        return Sides(**loaded)


class BoxSchema(Schema):
    """A veiled place; `score`: how sure the model is, 0 to 1."""

    id = fields.UUID(required=True)
    kind = fields.Function(lambda box: box.kind.value, metadata={"type": "string"})
    left = fields.Float(required=True)
    top = fields.Float(required=True)
    right = fields.Float(required=True)
    bottom = fields.Float(required=True)
    score = fields.Float(allow_none=True)
    made_at = fields.AwareDateTime(required=True)
    by_id = fields.Integer(allow_none=True)
    removed_at = fields.AwareDateTime(allow_none=True)
    removed_by_id = fields.Integer(allow_none=True)


class BoxesSchema(Schema):
    """All boxes of a photo, and the words that were read in it.

    `eyes`: "models", "none" where nobody looked, null while none did.
    """

    items = fields.List(fields.Nested(BoxSchema), required=True)
    writing = fields.List(fields.Nested(WritingSchema), required=True)
    eyes = fields.String(allow_none=True)
    is_public = fields.Boolean(required=True)
