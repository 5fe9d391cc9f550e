"""Surveys: set up, asked, answered, and summed."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.schemas.common import (
    IDENTITY,
    CodedSchema,
    Moment,
    PictureSchema,
    PlaceSchema,
    PositionSchema,
)
from api.schemas.duty import BeatSchema
from api.schemas.reports import SHA256
from city.duty.asked import TaskState
from city.surveys.finding import Found
from city.surveys.questions import MOST, Kind, Question
from city.surveys.setting_up import Wish

MOST_BEATS = 2000
MOST_CATEGORIES = 20


class QuestionSchema(Schema):
    """A question; `choices` are those of a condition. What is needed must be answered."""

    key = fields.String(required=True, validate=validate.Regexp(r"^[a-z0-9]{1,12}$"))
    kind = fields.Enum(Kind, by_value=True, required=True)
    words = fields.String(required=True, validate=validate.Length(1, 80))
    needed = fields.Boolean(load_default=True)
    choices = fields.List(
        fields.String(validate=validate.Length(1, 20)),
        load_default=[],
        validate=validate.Length(max=8),
    )

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Question:
        return Question(**{**loaded, "choices": tuple(dict.fromkeys(loaded["choices"]))})


class SurveyWishSchema(Schema):
    """A survey as it is set up: what (categories by code, or a campaign), where, until when."""

    title = fields.String(required=True, validate=validate.Length(1, 60))
    words = fields.String(load_default="", validate=validate.Length(max=500))
    campaign = fields.String(load_default="", validate=validate.Length(max=60))
    categories = fields.List(
        fields.String(validate=validate.Length(1, 40)),
        load_default=[],
        validate=validate.Length(max=MOST_CATEGORIES),
    )
    beats = fields.List(
        fields.Integer(validate=IDENTITY), required=True, validate=validate.Length(1, MOST_BEATS)
    )
    until = Moment(required=True)
    questions = fields.List(
        fields.Nested(QuestionSchema), required=True, validate=validate.Length(1, MOST)
    )

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Wish:
        return Wish(**loaded)


class GroundSchema(BeatSchema):
    """A beat, and the district that it lies in."""

    district = fields.Nested(CodedSchema, required=True, allow_none=True)


class SurveyPlanningSchema(Schema):
    """What a survey can be made of."""

    beats = fields.List(fields.Nested(GroundSchema), required=True)
    campaigns = fields.List(fields.String(), required=True)


class ProgressSchema(Schema):
    """How many beats stand where; `accepted` of the open ones; and the findings that count."""

    beats = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    open = fields.Integer(required=True)
    accepted = fields.Integer(required=True)
    done = fields.Integer(required=True)
    recalled = fields.Integer(required=True)
    findings = fields.Integer(required=True)


class SurveySchema(Schema):
    """A survey, and how far it is."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    campaign = fields.String(required=True)
    categories = fields.List(fields.Nested(CodedSchema), required=True)
    questions = fields.List(fields.Nested(QuestionSchema), required=True)
    author = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)
    recalled_at = fields.AwareDateTime(required=True, allow_none=True)
    progress = fields.Nested(ProgressSchema, required=True)


class SurveysSchema(Schema):
    """The surveys of one's branch, the newest first."""

    items = fields.List(fields.Nested(SurveySchema), required=True)


class ShareSchema(Schema):
    """How often something was answered."""

    name = fields.String(required=True)
    words = fields.String(required=True)
    count = fields.Integer(required=True)


class TallySchema(Schema):
    """The sum of a question: of counts or photos, or each answer's share."""

    key = fields.String(required=True)
    answered = fields.Integer(required=True)
    sum = fields.Integer(required=True)
    shares = fields.List(fields.Nested(ShareSchema), required=True)


class SurveyedBeatSchema(Schema):
    """A beat of a survey: who has it, how far they are, what was found."""

    task_id = fields.UUID(required=True)
    beat = fields.Nested(BeatSchema, required=True)
    state = fields.Enum(TaskState, by_value=True, required=True)
    state_words = fields.String(required=True)
    person = fields.String(required=True, allow_none=True)
    why = fields.String(required=True)
    stuck = fields.Boolean(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    findings = fields.Integer(required=True)
    tallies = fields.List(fields.Nested(TallySchema), required=True)


class WholeSurveySchema(SurveySchema):
    """A survey with its sums and its beats."""

    tallies = fields.List(fields.Nested(TallySchema), required=True)
    beats = fields.List(fields.Nested(SurveyedBeatSchema), required=True)


class SurveyTaskSchema(Schema):
    """A beat that this inspector is to survey; `area` is its shape (GeoJSON)."""

    id = fields.UUID(required=True)
    survey_id = fields.UUID(required=True)
    title = fields.String(required=True)
    words = fields.String(required=True)
    campaign = fields.String(required=True)
    categories = fields.List(fields.Nested(CodedSchema), required=True)
    questions = fields.List(fields.Nested(QuestionSchema), required=True)
    beat = fields.Nested(BeatSchema, required=True)
    area = fields.Dict(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    due_at = fields.AwareDateTime(required=True)
    lamp = fields.String(required=True)
    why = fields.String(required=True)
    reach_metres = fields.Integer(required=True)
    findings = fields.Integer(required=True)


class SurveyTasksSchema(Schema):
    """One's own open survey tasks, those due first first."""

    items = fields.List(fields.Nested(SurveyTaskSchema), required=True)


class FoundSchema(Schema):
    """A finding: answers by question, photos that have arrived, where one stood.

    Out of reach of the beat, or with no position, `reason` says why. `report`: the report that was
    made of it; its photos may be named too.
    """

    answers = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 12)),
        values=fields.Raw(),
        required=True,
        validate=validate.Length(max=MOST),
    )
    category = fields.String(load_default=None, allow_none=True)
    note = fields.String(load_default="", validate=validate.Length(max=500))
    reason = fields.String(load_default="", validate=validate.Length(max=200))
    photos = fields.List(
        fields.String(validate=SHA256), load_default=[], validate=validate.Length(max=9)
    )
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    report = fields.UUID(load_default=None, allow_none=True)
    made_at = Moment(required=True)

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> Found:
        return Found(**loaded)


class TakenFindingSchema(Schema):
    """Whether a finding, or the end of a task, counted; in words too."""

    counted = fields.Boolean(required=True)
    words = fields.String(required=True)


class FinishSchema(Schema):
    """`done`: the beat is surveyed; else it is handed back, and the note says why."""

    done = fields.Boolean(load_default=True)
    note = fields.String(load_default="", validate=validate.Length(max=500))


class FindingSchema(Schema):
    """A finding, as the chief reads it."""

    id = fields.UUID(required=True)
    beat = fields.Nested(BeatSchema, required=True)
    person = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    category = fields.Nested(CodedSchema, required=True, allow_none=True)
    answers = fields.List(fields.Nested("AnsweredQuestionSchema"), required=True)
    note = fields.String(required=True)
    reason = fields.String(required=True)
    position = fields.Nested(PlaceSchema, required=True, allow_none=True)
    apart = fields.Float(required=True, allow_none=True)
    photos = fields.List(fields.Nested(PictureSchema), required=True)
    report = fields.String(required=True, allow_none=True, metadata={"description": "its number"})
    case_id = fields.UUID(required=True, allow_none=True)
    counted = fields.Boolean(required=True)


class AnsweredQuestionSchema(Schema):
    """A question, and the answer in words."""

    words = fields.String(required=True)
    answer = fields.String(required=True)


class FindingPageSchema(Schema):
    """Some findings, the newest first, and where the next page begins."""

    items = fields.List(fields.Nested(FindingSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class SheetFormSchema(Schema):
    """`?form=csv` or `xlsx`."""

    form = fields.String(load_default="xlsx", validate=validate.OneOf(("xlsx", "csv")))
