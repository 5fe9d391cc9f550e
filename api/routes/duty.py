"""An inspector's duty, and the duty chief's look at it."""

from datetime import date
from typing import Any
from uuid import UUID

from api import here, once
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.duty import (
    AttendedDaySchema,
    BeatDayArgs,
    CoverageSchema,
    DayArgs,
    DiarySchema,
    DutySchema,
    MarkSchema,
    OwnFiguresSchema,
    SettingsChangeSchema,
    SettingsSchema,
    TakenSchema,
    TrackArgs,
    TrackSchema,
    WalkedSchema,
)
from api.shown import duty as shown
from city import clock
from city.cases import diary
from city.duty import attend, day, rules, track
from city.duty.attend import SentMark
from city.duty.coverage import Coverage
from city.duty.thin import Fix
from city.duty.track import Taken
from city.people import Role

blp = Blueprint("duty", __name__, url_prefix="/api/v1/duty", description="勤务")

OWN = only(Role.INSPECTOR)
CHIEF = only(Role.DUTY_CHIEF)
BOTH = only(Role.INSPECTOR, Role.DUTY_CHIEF)
READERS = only(Role.DUTY_CHIEF, Role.ADMINISTRATOR)


@blp.route("", allow=OWN)
@blp.response(200, DutySchema())
def now() -> dict[str, Any]:
    """One's own duty, this moment"""
    return shown.whole(day.duty(here.session(), here.actor()))


@blp.route("/marks/<uuid:mark_id>", methods=["PUT"], allow=OWN)
@blp.arguments(MarkSchema())
@blp.response(200, DutySchema())
@blp.alt_response(409, description="Not open in the present state, or another mark of this id")
@blp.alt_response(422, description="Outside one's beats, or no position: a reason is needed")
def mark(sent: SentMark, mark_id: UUID) -> dict[str, Any]:
    """Sign on, take a break, go on, sign off; the same mark may come again"""
    if once.first_time():
        attend.mark(here.session(), mark_id, sent, here.actor())
    here.session().flush()
    return shown.whole(day.duty(here.session(), here.actor()))


@blp.route("/tracks", methods=["POST"], allow=OWN)
@blp.arguments(TrackSchema())
@blp.response(200, TakenSchema())
def walk(fixes: list[Fix]) -> Taken:
    """Send a batch of one's patrol track; the same batch may come again"""
    return track.take(here.session(), fixes, here.actor())


@blp.route("/tracks", allow=BOTH)
@blp.arguments(TrackArgs(), location="query")
@blp.response(200, WalkedSchema())
@blp.alt_response(404, description="Nobody of one's own branch")
def look(args: dict[str, Any]) -> dict[str, Any]:
    """Somebody's track of a day; every look is recorded"""
    actor = here.actor()
    since, until = day.bounds(_day(args), here.zone())
    person = args["person"] or actor.person_id or 0
    return {"points": track.look(here.session(), person, since, until, actor)}


@blp.route("/coverage", allow=BOTH)
@blp.arguments(BeatDayArgs(), location="query")
@blp.response(200, CoverageSchema())
def covered(args: dict[str, Any]) -> Coverage:
    """How much of a beat's roads was walked on a day"""
    return day.painted(here.session(), args["beat"], _day(args), here.actor(), here.zone())


@blp.route("/attendance", allow=CHIEF)
@blp.arguments(DayArgs(), location="query")
@blp.response(200, AttendedDaySchema())
def attendance(args: dict[str, Any]) -> dict[str, Any]:
    """The attendance of one's branch on a day"""
    at = _day(args)
    rows = day.attendance(here.session(), at, here.actor(), here.zone())
    return {"day": at, "items": [shown.attended(row) for row in rows]}


@blp.route("/figures", allow=OWN)
@blp.response(200, OwnFiguresSchema())
def figures() -> dict[str, Any]:
    """One's own figures, today's and this month's"""
    session, actor, today = here.session(), here.actor(), _day({})
    since, until = day.bounds(today, here.zone())
    month, _ = day.bounds(today.replace(day=1), here.zone())
    return {
        "today": diary.figures(session, since, until, actor),
        "month": diary.figures(session, month, until, actor),
    }


@blp.route("/diary", allow=BOTH)
@blp.arguments(DayArgs(), location="query")
@blp.response(200, DiarySchema())
def log(args: dict[str, Any]) -> dict[str, Any]:
    """One's own day, as it wrote itself"""
    at = _day(args)
    found = diary.diary(here.session(), *day.bounds(at, here.zone()), here.actor())
    return {"day": at, "items": [shown.entry(one) for one in found]}


@blp.route("/settings", allow=READERS)
@blp.response(200, SettingsSchema())
def settings() -> dict[str, Any]:
    """What the city has decided about duty"""
    return shown.settings(rules.rules(here.session()))


@blp.route("/settings", methods=["PATCH"], allow=only(Role.ADMINISTRATOR))
@blp.arguments(SettingsChangeSchema())
@blp.response(200, SettingsSchema())
def decide(args: dict[str, Any]) -> dict[str, Any]:
    """Decide otherwise; recorded"""
    return shown.settings(rules.change(here.session(), args["values"], here.actor()))


def _day(args: dict[str, Any]) -> date:
    asked: date | None = args.get("day")
    return asked or clock.now().astimezone(here.zone()).date()
