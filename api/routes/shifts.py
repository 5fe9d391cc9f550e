"""Shifts: planned by duty chiefs, one by one or from a sheet; read by whoever walks them."""

from datetime import timedelta
from typing import Any

from flask import Response, request
from sqlalchemy import select

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.rosters import (
    ImportSchema,
    PatternSchema,
    PatternsSchema,
    PlanningSchema,
    SheetArgs,
    ShiftSchema,
    ShiftsSchema,
    ShiftWishSchema,
    SpanArgs,
)
from city import clock, events
from city.duty import plan, roster
from city.duty.access import inspectors
from city.duty.day import bounds
from city.duty.errors import SheetUnclear
from city.duty.model import Shift, ShiftPattern
from city.duty.plan import Wish
from city.people import Person, Role
from city.places.model import Area, AreaKind
from city.tables import files
from city.tables.sheet import Unreadable

blp = Blueprint("shifts", __name__, url_prefix="/api/v1/shifts", description="排班")

CHIEF = only(Role.DUTY_CHIEF)
READERS = only(Role.INSPECTOR, Role.DUTY_CHIEF, Role.ADMINISTRATOR)
LARGEST_SHEET = 4 * 2**20  # bytes
A_WEEK = timedelta(days=6)
AN_AGE = timedelta(days=62)


@blp.route("", allow=READERS)
@blp.arguments(SpanArgs(), location="query")
@blp.response(200, ShiftsSchema())
def planned(args: dict[str, Any]) -> dict[str, Any]:
    """The shifts of one's branch, or one's own; at most two months"""
    since = args["since"] or clock.now().astimezone(here.zone()).date()
    until = min(args["until"] or since + A_WEEK, since + AN_AGE)
    begins, _ = bounds(since, here.zone())
    _, ends = bounds(until, here.zone())
    return {"items": plan.shifts(here.session(), here.actor(), begins, ends)}


@blp.route("/planning", allow=CHIEF)
@blp.response(200, PlanningSchema())
def planning() -> dict[str, Any]:
    """Whom and what shifts are made of: inspectors of one's branch, patterns, beats"""
    session = here.session()
    beats = select(Area).where(Area.kind == AreaKind.BEAT).order_by(Area.code)
    people = inspectors(session, here.actor()).order_by(Person.name)
    return {
        "people": session.scalars(people).all(),
        "patterns": plan.patterns(session),
        "beats": session.scalars(beats).all(),
    }


@blp.route("", methods=["POST"], allow=CHIEF)
@blp.arguments(ShiftWishSchema())
@blp.response(200, ShiftSchema())
@blp.alt_response(409, description="Another shift is in the way")
def add(wish: Wish) -> Shift:
    """Plan a shift; the same one again changes its beats"""
    session = here.session()
    made = plan.add(session, wish, here.actor(), here.zone())
    return plan.one(session, made.id)


@blp.route("/<int(max=2147483647):shift_id>", methods=["DELETE"], allow=CHIEF)
@blp.response(204)
def remove(shift_id: int) -> Response:
    """Take a shift out of the plan"""
    plan.remove(here.session(), shift_id, here.actor())
    return Response(status=204)


@blp.route("/patterns", allow=READERS)
@blp.response(200, PatternsSchema())
def patterns() -> dict[str, Any]:
    """All shift patterns, the earliest first"""
    return {"items": plan.patterns(here.session())}


@blp.route("/patterns", methods=["PUT"], allow=only(Role.ADMINISTRATOR))
@blp.arguments(PatternSchema())
@blp.response(200, PatternSchema())
def pattern(args: dict[str, Any]) -> ShiftPattern:
    """Add a shift pattern, or give the one of that name other times; shifts that are there stay"""
    session = here.session()
    known = session.scalar(select(ShiftPattern).where(ShiftPattern.name == args["name"]))
    made = known or ShiftPattern(name=args["name"])
    made.begins, made.ends = args["begins"], args["ends"]
    session.add(made)
    said = {name: str(value) for name, value in args.items() if name != "name"}
    events.record(session, here.actor(), "pattern.changed", pattern=args["name"], **said)
    session.flush()
    return made


@blp.route("/import", methods=["POST"], allow=CHIEF, largest=LARGEST_SHEET)
@blp.arguments(SheetArgs(), location="query")
@blp.response(200, ImportSchema())
def take(args: dict[str, Any]) -> dict[str, Any]:
    """Plan all shifts of a sheet (the body: CSV, Excel or ODS); with problems nothing is saved"""
    try:
        cells = files.cells(request.get_data())
    except Unreadable as wrong:
        said = {"zh": "不是 CSV、Excel 或 ODS 表格", "en": "it is no CSV, Excel or ODS sheet"}
        raise SheetUnclear(why=said) from wrong
    done = roster.take(here.session(), cells, here.actor(), here.zone(), args["dry"])
    saved = not done.problems and not args["dry"]
    return {"planned": done.planned, "saved": saved, "problems": done.problems}
