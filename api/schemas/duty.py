"""An inspector's duty: state, marks, tracks, coverage, attendance, settings, day log, figures."""

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from api.schemas.common import IDENTITY, Day, Moment, PositionSchema
from city.db import Point
from city.duty.attend import SentMark
from city.duty.present import MarkKind
from city.duty.rules import SETTINGS
from city.duty.thin import Fix
from city.duty.track import MOST
from city.places.coordinates import Datum, to_wgs84

REASON = validate.Length(max=200)


class BeatSchema(Schema):
    """A beat."""

    id = fields.Integer(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)


class OwnBeatSchema(BeatSchema):
    """A beat of one's own, and the box that holds it."""

    box = fields.List(
        fields.Float(),
        required=True,
        metadata={"description": "West, south, east, north; empty where it has no shape"},
    )


class MarkButtonSchema(Schema):
    """A button: its name and its words."""

    name = fields.String(required=True)
    words = fields.String(required=True)


class PlannedSchema(Schema):
    """The shift that one is in, or may sign on for."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    begins_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)


class AttendanceSchema(Schema):
    """One time on duty. `rested`: seconds of breaks that are over; `outside`: metres at sign-on."""

    on_at = fields.AwareDateTime(required=True)
    off_at = fields.AwareDateTime(required=True, allow_none=True)
    break_at = fields.AwareDateTime(required=True, allow_none=True)
    rested = fields.Integer(required=True)
    outside = fields.Float(required=True, allow_none=True, attribute="on_outside")
    reason = fields.String(required=True)


class CalledSchema(Schema):
    """A roll-call that waits for one's answer."""

    id = fields.UUID(required=True)
    words = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    closes_at = fields.AwareDateTime(required=True)


class DutySchema(Schema):
    """One's duty this moment: `state` is off, on or break; `actions` are the marks open now."""

    state = fields.String(required=True, validate=validate.OneOf(("off", "on", "break")))
    state_words = fields.String(required=True)
    actions = fields.List(fields.Nested(MarkButtonSchema), required=True)
    shift = fields.Nested(PlannedSchema, required=True, allow_none=True)
    beats = fields.List(fields.Nested(OwnBeatSchema), required=True)
    attendance = fields.Nested(AttendanceSchema, required=True, allow_none=True)
    roll_call = fields.Nested(CalledSchema, required=True, allow_none=True)
    on_leave_until = fields.AwareDateTime(required=True, allow_none=True)
    track_seconds = fields.Integer(
        required=True, metadata={"description": "Between two points of the track"}
    )
    track_metres = fields.Integer(
        required=True, metadata={"description": "That a thinned track may be off"}
    )
    reach_metres = fields.Integer(required=True)


class MarkSchema(Schema):
    """Sign-on, break, resume or sign-off, as the phone made it."""

    kind = fields.Enum(MarkKind, by_value=True, required=True)
    made_at = Moment(required=True)
    position = fields.Nested(PositionSchema, load_default=None, allow_none=True)
    reason = fields.String(load_default="", validate=REASON)

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> SentMark:
        return SentMark(**loaded)


class FixesField(fields.Field[Any]):
    """Rows of [milliseconds since 1970, longitude, latitude, metres of doubt or null].

    Read by hand: a batch of a phone has hundreds, and every phone on shift sends one each minute.
    """

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any
    ) -> list[tuple[datetime, float, float, float | None]]:
        if not isinstance(value, list) or not 1 <= len(value) <= MOST:
            raise ValidationError(f"Length must be between 1 and {MOST}.")
        try:
            return [_fix(row) for row in value]
        except (TypeError, ValueError, OverflowError, OSError) as wrong:
            raise ValidationError("Not a valid list.") from wrong


def _fix(row: Any) -> tuple[datetime, float, float, float | None]:
    moment, lon, lat, doubt = row
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("no such place")
    if doubt is not None and not (isfinite(doubt) and 0 <= doubt <= 100_000):
        raise ValueError("no such doubt")
    return datetime.fromtimestamp(moment / 1000, UTC), float(lon), float(lat), doubt


class TrackSchema(Schema):
    """A batch of a patrol track; the same batch may come again."""

    datum = fields.Enum(Datum, by_value=True, load_default=Datum.WGS84)
    points = FixesField(
        required=True,
        metadata={
            "type": "array",
            "items": {"type": "array", "items": {"type": "number", "nullable": True}},
            "description": "[[milliseconds since 1970, lon, lat, metres of doubt or null], …]",
        },
    )

    @post_load
    def _make(self, loaded: dict[str, Any], **_: Any) -> list[Fix]:
        datum = loaded["datum"]
        return [
            Fix(at, Point(lon, lat) if datum is Datum.WGS84 else to_wgs84(lon, lat, datum), doubt)
            for at, lon, lat, doubt in loaded["points"]
        ]


class TakenSchema(Schema):
    """What became of a batch: only what was walked on shift is kept, thinned."""

    sent = fields.Integer(required=True)
    unbelieved = fields.Integer(required=True, metadata={"description": "too old, or from later"})
    walked = fields.Integer(required=True)
    kept = fields.Integer(required=True)


class DayArgs(Schema):
    """`?day=`; today by default."""

    day = Day(load_default=None, allow_none=True)


class TrackArgs(DayArgs):
    """`?person=&day=`; oneself and today by default."""

    person = fields.Integer(load_default=None, allow_none=True, validate=IDENTITY)


class BeatDayArgs(DayArgs):
    """`?beat=&day=`"""

    beat = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))


class FixSchema(Schema):
    """A point of a track, degrees WGS-84."""

    at = Moment(required=True)
    lon = fields.Function(lambda fix: fix.place.lon, metadata={"type": "number"})
    lat = fields.Function(lambda fix: fix.place.lat, metadata={"type": "number"})
    accuracy = fields.Float(required=True, allow_none=True)


class WalkedSchema(Schema):
    """Somebody's track of a day."""

    points = fields.List(fields.Nested(FixSchema), required=True)


class CoverageSchema(Schema):
    """How much of a beat's roads was walked; both as GeoJSON MultiLineStrings."""

    metres = fields.Float(required=True)
    walked = fields.Float(required=True)
    share = fields.Float(required=True)
    painted = fields.Dict(required=True)
    bare = fields.Dict(required=True)


class AttendedSchema(Schema):
    """A row of the day's attendance."""

    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    shift = fields.Nested(PlannedSchema, required=True, allow_none=True)
    beats = fields.List(fields.Nested(BeatSchema), required=True)
    attendance = fields.Nested(AttendanceSchema, required=True, allow_none=True)
    on_leave = fields.Boolean(required=True)
    verdict = fields.String(required=True, metadata={"description": "a code"})
    verdict_words = fields.String(required=True)


class AttendedDaySchema(Schema):
    """The attendance of a branch on a day."""

    day = fields.Date(required=True)
    items = fields.List(fields.Nested(AttendedSchema), required=True)


class SettingSchema(Schema):
    """A number that the city has decided, with its limits and what is proposed."""

    name = fields.String(required=True)
    words = fields.String(required=True)
    value = fields.Integer(required=True)
    proposed = fields.Integer(required=True)
    low = fields.Integer(required=True)
    high = fields.Integer(required=True)


class SettingsSchema(Schema):
    """All numbers of duty."""

    items = fields.List(fields.Nested(SettingSchema), required=True)


class SettingsChangeSchema(Schema):
    """Some of them, by name."""

    values = fields.Dict(
        keys=fields.String(validate=validate.OneOf(sorted(SETTINGS))),
        values=fields.Integer(validate=validate.Range(0, 10_000)),
        required=True,
    )


class EntrySchema(Schema):
    """A line of the day log."""

    at = fields.AwareDateTime(required=True)
    words = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    case_id = fields.UUID(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class DoneSchema(Schema):
    """What one has done in a time. A report is valid once its case is filed."""

    reports = fields.Integer(required=True)
    valid = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    asked = fields.Integer(required=True)
    answered = fields.Integer(required=True)
    on_time = fields.Integer(required=True)
    seconds = fields.Integer(required=True)


class OwnFiguresSchema(Schema):
    """Today's and this month's."""

    today = fields.Nested(DoneSchema, required=True)
    month = fields.Nested(DoneSchema, required=True)


class DiarySchema(Schema):
    """A day as it wrote itself."""

    day = fields.Date(required=True)
    items = fields.List(fields.Nested(EntrySchema), required=True)
