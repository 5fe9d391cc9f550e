"""Cases and tasks, as staff see them."""

from marshmallow import Schema, fields

from api.schemas.common import (
    CodedSchema,
    Localized,
    PlaceSchema,
    StaffPictureSchema,
)
from api.schemas.components import ComponentSchema
from api.schemas.triage import TriageProposalSchema


class AskedSchema(Schema):
    """A request that waits for approval: what, by whom, and whose turn it is."""

    id = fields.UUID(required=True)
    what = fields.String(required=True)
    note = fields.String(required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    amount = fields.String(allow_none=True)
    until = fields.AwareDateTime(allow_none=True)
    waits_for = fields.String(required=True)
    first_by = fields.String(allow_none=True)


class BurstSchema(Schema):
    """Many from one sender, or in the same words, within an hour: all are at `?burst={id}`."""

    id = fields.UUID(required=True)
    size = fields.Integer(required=True)


class CaseNamedSchema(Schema):
    """A case by its number."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    stage_words = fields.String(required=True)


class JoinedSchema(CaseNamedSchema):
    """A case that was joined to this one, and when."""

    at = fields.AwareDateTime(required=True)


class CaseSummarySchema(Schema):
    """A case in a list."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    stage = fields.String(required=True)
    stage_words = fields.String(required=True)
    category = fields.Nested(CodedSchema, allow_none=True)
    words = fields.String(required=True)
    place = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(allow_none=True)
    lamp = fields.String(allow_none=True, metadata={"enum": ["green", "yellow", "red", None]})
    picture = fields.UUID(allow_none=True)
    urgent = fields.Boolean(required=True)
    version = fields.Integer(required=True, metadata={"description": "What If-Match must say"})
    asked = fields.Nested(AskedSchema, allow_none=True)
    member = fields.String(
        allow_none=True,
        required=True,
        metadata={"description": "The member of a crew who has it in hand"},
    )
    reports = fields.Integer(required=True, metadata={"description": "How many reported it"})
    is_mass = fields.Boolean(required=True)
    burst = fields.Nested(BurstSchema, allow_none=True)


class CasePageSchema(Schema):
    """A page of a worklist."""

    items = fields.List(fields.Nested(CaseSummarySchema), required=True)
    next = fields.String(allow_none=True, required=True)


class MaskedContactSchema(Schema):
    """Enough to recognise somebody by, not enough to find them."""

    name = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)


class WholeContactSchema(MaskedContactSchema):
    """A reporter's name and number, whole. The look is recorded."""


class ReportOfCaseSchema(Schema):
    """The report that the case was opened by."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)
    channel = fields.String(required=True)
    words = fields.String(required=True)
    place_words = fields.String(required=True)
    position = fields.Nested(PlaceSchema, allow_none=True)
    made_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    contact = fields.Nested(MaskedContactSchema, allow_none=True)


class ConditionOfCaseSchema(Schema):
    """The filing condition that the case was filed by."""

    id = fields.Integer(required=True)
    text = fields.String(required=True)
    limit = fields.String(required=True)
    closing = fields.String(required=True)
    source = fields.String(required=True)


class NamedSchema(Schema):
    """Something with an id and a name."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)


class AreasSchema(Schema):
    """The areas that hold the place."""

    district = fields.Nested(CodedSchema, allow_none=True)
    subdistrict = fields.Nested(CodedSchema, allow_none=True)
    community = fields.Nested(CodedSchema, allow_none=True)
    beat = fields.Nested(CodedSchema, allow_none=True)
    cell = fields.Nested(CodedSchema, allow_none=True)


class StepSchema(Schema):
    """One step, with who took it and as what."""

    at = fields.AwareDateTime(required=True)
    what = fields.String(required=True)
    words = fields.String(required=True)
    by = fields.String(required=True)
    role = fields.String(allow_none=True)
    organisation = fields.String(allow_none=True)
    why = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    photos = fields.List(fields.UUID(), required=True)
    clock = fields.String(allow_none=True, metadata={"description": "Used and left, in words"})


class ViewSchema(Schema):
    """What a required photo shows."""

    name = fields.String(required=True)
    words = fields.String(required=True)


class ActionOpenSchema(Schema):
    """A button: what may be done now, and what it asks for."""

    name = fields.String(required=True)
    words = fields.String(required=True)
    needs = fields.List(fields.String(), required=True)
    tone = fields.String(required=True, metadata={"enum": ["primary", "plain", "danger"]})
    approvals = fields.List(fields.String(), required=True)
    views = fields.List(fields.Nested(ViewSchema), required=True)
    latest = fields.AwareDateTime(allow_none=True)
    most = fields.Integer(allow_none=True)
    unit = fields.String(allow_none=True)


class ListSchema(Schema):
    """A worklist, how much is in it, counted up to 1,001, and what may be done to many at once."""

    name = fields.String(required=True)
    words = fields.String(required=True)
    count = fields.Integer(required=True)
    actions = fields.List(fields.Nested(ActionOpenSchema), required=True)


class ReadPlaceSchema(Schema):
    """What the words alone say: degrees in WGS-84, radius of doubt in metres, and why."""

    lon = fields.Float(required=True)
    lat = fields.Float(required=True)
    radius = fields.Float(required=True)
    kind = fields.String(required=True)
    score = fields.Float(required=True)
    names = fields.List(fields.String(), required=True)
    why = Localized(required=True, metadata={"type": "string"})


class SignSchema(Schema):
    """A line read in a photo that says or supports the place; sides as shares of the photo."""

    photo_id = fields.UUID(required=True)
    text = fields.String(required=True)
    kind = fields.String(required=True)
    names = fields.List(fields.String(), required=True)
    left = fields.Float(required=True)
    top = fields.Float(required=True)
    right = fields.Float(required=True)
    bottom = fields.Float(required=True)


class PlacementSchema(Schema):
    """How the place was found; `apart` in metres where words and position disagree."""

    how = fields.String(required=True)
    matched = fields.List(fields.String(), required=True)
    apart = fields.Integer(allow_none=True)
    words = fields.Nested(ReadPlaceSchema, allow_none=True)
    guesses = fields.List(fields.Nested(ReadPlaceSchema))
    signs = fields.List(fields.Nested(SignSchema))


class ClockStepSchema(Schema):
    """One step of a clock's reckoning."""

    at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)


class RunningSchema(Schema):
    """How a clock stands; `used` and `left` in seconds of the time that counts."""

    state = fields.String(required=True, metadata={"enum": ["running", "paused"]})
    began = fields.AwareDateTime(required=True)
    yellow_at = fields.AwareDateTime(allow_none=True)
    due_at = fields.AwareDateTime(allow_none=True)
    lamp = fields.String(allow_none=True, metadata={"enum": ["green", "yellow", "red", None]})
    used = fields.Integer(required=True)
    left = fields.Integer(required=True)
    words = fields.String(required=True)
    steps = fields.List(fields.Nested(ClockStepSchema), required=True)


class ClockSchema(RunningSchema):
    """The clock of the case's stage, and that of the whole case."""

    whole = fields.Nested(RunningSchema, allow_none=True)


class ProposalSchema(Schema):
    """A department for a filed case: by which rule, and why; `returned` says that it came back."""

    organisation = fields.Nested(NamedSchema, required=True)
    rule = fields.Integer(allow_none=True)
    why = fields.String(required=True)
    returned = fields.Boolean(required=True)


class CaseSchema(CaseSummarySchema):
    """A case whole."""

    position = fields.Nested(PlaceSchema, allow_none=True)
    placement = fields.Nested(PlacementSchema)
    report = fields.Nested(ReportOfCaseSchema, required=True)
    voices = fields.List(fields.Nested(ReportOfCaseSchema), required=True)
    joined = fields.List(fields.Nested(JoinedSchema), required=True)
    merged_into = fields.Nested(CaseNamedSchema, allow_none=True)
    repeats = fields.Nested(CaseNamedSchema, allow_none=True)
    condition = fields.Nested(ConditionOfCaseSchema, allow_none=True)
    component = fields.Nested(ComponentSchema, allow_none=True)
    organisation = fields.Nested(NamedSchema, allow_none=True)
    areas = fields.Nested(AreasSchema, required=True)
    satisfied = fields.Boolean(allow_none=True)
    verified = fields.Boolean(required=True)
    until = fields.AwareDateTime(allow_none=True)
    answer_by = fields.AwareDateTime(allow_none=True)
    late = fields.Boolean(required=True)
    exempt = fields.Boolean(required=True)
    clock = fields.Nested(ClockSchema, allow_none=True)
    proposals = fields.List(fields.Nested(ProposalSchema))
    proposal = fields.Nested(TriageProposalSchema, allow_none=True)
    photos = fields.List(fields.Nested(StaffPictureSchema), required=True)
    timeline = fields.List(fields.Nested(StepSchema), required=True)
    actions = fields.List(fields.Nested(ActionOpenSchema), required=True)
