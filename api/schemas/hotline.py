"""The hotline's imports: files looked at, runs, their progress; orders that are pushed."""

from typing import Any

from marshmallow import Schema, fields, validate

from api import here
from api.schemas.reports import SHA256
from city.hotline.fields import FIELDS
from city.hotline.model import RunState
from city.hotline.results import remarks
from city.hotline.words import OUTCOMES
from city.places.coordinates import Datum
from city.tables.sheet import WORDS

NAME = validate.Length(min=1, max=80)
MOST_ORDERS = 500


class FileArgs(Schema):
    """`?name=&source=`: what the file is called, and who sent it."""

    name = fields.String(load_default="", validate=validate.Length(max=200))
    source = fields.String(load_default="12345", validate=NAME)


class ColumnSchema(Schema):
    """A column, and what it is taken for; `sure` from 0 to 1."""

    at = fields.Integer(required=True)
    key = fields.String(required=True, metadata={"description": "its name in a mapping"})
    heading = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    sure = fields.Float(required=True)
    why = fields.String(required=True)


class RowSchema(Schema):
    """A row as it stands in the file, personal data masked."""

    row = fields.Integer(required=True)
    cells = fields.List(fields.String(), required=True)


class SheetSchema(Schema):
    """One sheet of a file."""

    name = fields.String(required=True)
    rows = fields.Integer(required=True)
    columns = fields.List(fields.Nested(ColumnSchema), required=True)
    missing = fields.List(fields.String(), required=True)
    preview = fields.List(fields.Nested(RowSchema), required=True)


class FileSchema(Schema):
    """A file that was looked at and kept; nothing is imported yet."""

    sha256 = fields.String(required=True)
    name = fields.String(required=True)
    source = fields.String(required=True)
    sheets = fields.List(fields.Nested(SheetSchema), required=True)


class FieldSchema(Schema):
    """A field that a column can be."""

    name = fields.String(required=True)
    words = fields.Function(lambda one: one.zh, metadata={"type": "string"}, required=True)
    needed = fields.Boolean(required=True)


class SourceSchema(Schema):
    """Who sends orders, and how its columns are read."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    datum = fields.String(required=True)


class SourcesSchema(Schema):
    """All sources, and the fields there are."""

    items = fields.List(fields.Nested(SourceSchema), required=True)
    fields_ = fields.List(
        fields.Nested(FieldSchema), data_key="fields", attribute="fields", required=True
    )


class MappingSchema(Schema):
    """How a source's columns are read: a column's key → a field, or "" for none."""

    mapping = fields.Dict(
        keys=fields.String(validate=validate.Length(max=200)),
        values=fields.String(validate=validate.OneOf(["", *FIELDS])),
        required=True,
        validate=validate.Length(max=400),
    )
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)


class AskedRunSchema(Schema):
    """A file that was looked at is to be imported."""

    sha256 = fields.String(required=True, validate=SHA256)
    name = fields.String(required=True, validate=validate.Length(min=1, max=200))
    source = fields.String(load_default="12345", validate=NAME)


class AskedTrialSchema(Schema):
    """A file that was looked at is to be tried."""

    sha256 = fields.String(required=True, validate=SHA256)
    source = fields.String(load_default="12345", validate=NAME)


class CountSchema(Schema):
    """How many rows ended so."""

    outcome = fields.String(required=True)
    words = fields.String(required=True)
    rows = fields.Integer(required=True)


class Counts(fields.List):
    """Outcome → rows, as a list with words."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:
        return [
            {"outcome": code, "words": words[here.language()], "rows": value[code]}
            for code, words in OUTCOMES.items()
            if code in value
        ]


class DoubtSchema(Schema):
    """A row that would not go in, and why."""

    sheet = fields.String(required=True)
    row = fields.Integer(required=True)
    number = fields.String(required=True)
    words = fields.Function(
        lambda one: remarks(one.why, one.about, [], here.language()),
        metadata={"type": "string"},
        required=True,
    )


class ImportTrialSchema(Schema):
    """What would become of a file's rows; the first twenty of those that would not go in."""

    counts = Counts(fields.Nested(CountSchema), required=True)
    doubts = fields.List(fields.Nested(DoubtSchema), required=True)


class RunSchema(Schema):
    """An import and how far it is."""

    id = fields.UUID(required=True)
    file = fields.String(required=True)
    state = fields.Enum(RunState, by_value=True, required=True)
    fault = fields.Function(
        lambda run: WORDS[run.fault][here.language()] if run.fault else None,
        metadata={"type": "string", "nullable": True},
    )
    rows = fields.Integer(allow_none=True)
    done = fields.Integer(required=True)
    counts = Counts(fields.Nested(CountSchema), required=True)
    by = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(allow_none=True)


class RunsSchema(Schema):
    """The last imports, the newest first."""

    items = fields.List(fields.Nested(RunSchema), required=True)


class PushedSchema(Schema):
    """Orders as the hotline's own program sends them: the names are those of the fields."""

    source = fields.String(load_default="12345", validate=NAME)
    orders = fields.List(
        fields.Dict(keys=fields.String(validate=validate.Length(max=100))),
        required=True,
        validate=validate.Length(min=1, max=MOST_ORDERS),
    )


class PushedRowSchema(Schema):
    """What became of one order; `row` counts from 1."""

    row = fields.Integer(required=True)
    number = fields.String(required=True)
    outcome = fields.String(required=True)
    report = fields.String(allow_none=True, required=True)
    words = fields.String(required=True)


class TakenOrdersSchema(Schema):
    """As many rows as came."""

    items = fields.List(fields.Nested(PushedRowSchema), required=True)
