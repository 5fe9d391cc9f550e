"""Places: what holds a point, what words mean, what is near, and names while typing."""

from marshmallow import Schema, fields, validate

from api.schemas.common import CodedSchema, PlaceSchema, PositionSchema
from city.places.coordinates import Datum

MOST_TEXTS = 1000


class PointArgs(Schema):
    """`?lon=&lat=&datum=`"""

    lon = fields.Float(required=True, validate=validate.Range(-180, 180))
    lat = fields.Float(required=True, validate=validate.Range(-90, 90))
    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)


class NearArgs(PointArgs):
    """`?lon=&lat=&datum=&within=`"""

    within = fields.Float(
        load_default=100.0, validate=validate.Range(1, 500), metadata={"description": "metres"}
    )


class LocatedSchema(Schema):
    """The areas that hold a point; all null outside the city."""

    district = fields.Nested(CodedSchema, allow_none=True)
    subdistrict = fields.Nested(CodedSchema, allow_none=True)
    community = fields.Nested(CodedSchema, allow_none=True)
    beat = fields.Nested(CodedSchema, allow_none=True)
    cell = fields.Nested(CodedSchema, allow_none=True)
    words = fields.String(required=True)


class BaseMapSchema(Schema):
    """What a map begins with; `raster` is an address with {z}, {x} and {y} in it."""

    middle = fields.Nested(PlaceSchema, required=True, allow_none=True)
    raster = fields.String(required=True, allow_none=True)
    attribution = fields.String(required=True, allow_none=True)


class GridArgs(Schema):
    """Points to look up at once."""

    points = fields.List(
        fields.Nested(PositionSchema), required=True, validate=validate.Length(1, MOST_TEXTS)
    )


class GridSchema(Schema):
    """The areas of each point, in the order asked."""

    items = fields.List(fields.Nested(LocatedSchema), required=True)


class SearchArgs(Schema):
    """`?q=`"""

    q = fields.String(required=True, validate=validate.Length(1, 50))


class SuggestionSchema(Schema):
    """A road, landmark or estate."""

    kind = fields.String(required=True)
    name = fields.String(required=True)
    position = fields.Nested(PlaceSchema, required=True)
    words = fields.String(required=True)


class GeocodeArgs(Schema):
    """Texts, and what is known beside them: a position, 街道 and 社区, earlier places."""

    texts = fields.List(
        fields.String(validate=validate.Length(max=10_000)),
        required=True,
        validate=validate.Length(1, MOST_TEXTS),
    )
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    areas = fields.List(fields.String(), load_default=[], validate=validate.Length(max=5))
    earlier = fields.List(
        fields.Nested(PositionSchema), load_default=[], validate=validate.Length(max=10)
    )


class CandidateSchema(Schema):
    """A place that the words may mean; radius of doubt in metres, score from 0 to 1."""

    kind = fields.String(required=True)
    position = fields.Nested(PlaceSchema, required=True)
    radius = fields.Float(required=True)
    score = fields.Float(required=True)
    names = fields.List(fields.String(), required=True)
    role = fields.String(required=True)
    words = fields.String(required=True, metadata={"description": "why, as a sentence"})


class MatchedSchema(Schema):
    """A name found in the text: characters `start` up to `end` of what was sent."""

    text = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    role = fields.String(required=True)


class PlaceAnswerSchema(Schema):
    """Where a text says that it is. `best` is null when nothing can be claimed."""

    best = fields.Nested(CandidateSchema, required=True, allow_none=True)
    guesses = fields.List(fields.Nested(CandidateSchema), required=True)
    matched = fields.List(fields.Nested(MatchedSchema), required=True)
    areas = fields.Nested(LocatedSchema, required=True)
    apart = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "metres between words and position where they disagree"},
    )


class PlaceAnswersSchema(Schema):
    """One answer a text, in the order asked."""

    items = fields.List(fields.Nested(PlaceAnswerSchema), required=True)


class NearSchema(Schema):
    """Something near a point."""

    kind = fields.String(required=True)
    name = fields.String(required=True)
    metres = fields.Float(required=True)
    position = fields.Nested(PlaceSchema, required=True)


class ReverseSchema(LocatedSchema):
    """A point in words, and what is near it, the nearest first."""

    description = fields.String(required=True)
    roads = fields.List(fields.Nested(NearSchema), required=True)
    landmarks = fields.List(fields.Nested(NearSchema), required=True)
    components = fields.List(fields.Nested(NearSchema), required=True)
    cases = fields.List(
        fields.Nested(NearSchema), required=True, metadata={"description": "open ones, for staff"}
    )
