"""The catalogue, as the phone keeps it."""

from marshmallow import Schema, fields

from api import here


class ConditionSchema(Schema):
    """立案条件."""

    id = fields.Integer(required=True)
    text = fields.String(required=True)
    limit = fields.String(required=True, attribute="limit_label")
    urgent = fields.Boolean(required=True)
    photos = fields.List(fields.String(), required=True)
    handling = fields.Function(
        lambda one: one.handling.value, required=True, metadata={"type": "string"}
    )
    automatic = fields.Boolean(required=True)
    source = fields.String(required=True)
    closing = fields.String(required=True)


class CategorySchema(Schema):
    """小类."""

    code = fields.String(required=True)
    kind = fields.Function(lambda category: category.kind.value, metadata={"type": "string"})
    class_name = fields.String(required=True)
    name = fields.Function(
        lambda one: one.called(here.language()), required=True, metadata={"type": "string"}
    )
    automatic = fields.Boolean()
    common = fields.Boolean(required=True)
    synonyms = fields.List(fields.String(), required=True)
    source = fields.String(required=True)
    conditions = fields.List(fields.Nested(ConditionSchema), required=True)


class CatalogueSchema(Schema):
    """All of it, with a version to ask by."""

    version = fields.String(required=True)
    categories = fields.List(fields.Nested(CategorySchema), required=True)
