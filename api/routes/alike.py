"""Have we had it: for the operator side by side, for the citizen before sending."""

from typing import Any
from uuid import UUID

from flask import Response, request

from api import here
from api.auth import SENDERS, STAFF, only
from api.blueprint import Blueprint
from api.bytes import served
from api.schemas.alike import (
    AlikesSchema,
    HadArgs,
    HadsSchema,
    MassesSchema,
    RepeatsArgs,
    RepeatsSchema,
)
from api.shown import alike as shown
from city import clock
from city.cases import before_sending, masses, queries, repeats
from city.cases.duplicates import find
from city.cases.duplicates.candidates import of_case
from city.intake.reports import Position, sender_of
from city.people import Role
from media import keys

blp = Blueprint("alike", __name__, url_prefix="/api/v1", description="重复与并案")

READERS = only(Role.OPERATOR, Role.DUTY_CHIEF, Role.DISPATCHER, Role.DEPARTMENT, Role.LEADER)
WHILE_TRUE = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}


@blp.route("/cases/<uuid:case_id>/alike", allow=only(Role.OPERATOR, Role.DUTY_CHIEF))
@blp.response(200, AlikesSchema())
def alike(case_id: UUID) -> dict[str, Any]:
    """The open cases that may be the same as this one, with reasons"""
    session = here.session()
    case = queries.one(session, case_id, here.actor())
    sighting = of_case(session, case.id)
    return {"items": shown.alike(case, sighting, find.alike(session, sighting, case.id))}


@blp.route("/cases/masses", allow=STAFF)
@blp.response(200, MassesSchema())
def mass() -> dict[str, Any]:
    """What many report at once, with the answer for whoever calls"""
    return {"items": [shown.mass(each) for each in masses.now(here.session(), here.actor())]}


@blp.route("/cases/repeats", allow=READERS)
@blp.arguments(RepeatsArgs(), location="query")
@blp.response(200, RepeatsSchema())
def repeated(args: dict[str, Any]) -> dict[str, Any]:
    """How many closed cases came back, by department and by category; the latest"""
    asked = here.session(), here.actor(), args["days"]
    return shown.repeated(repeats.counted(*asked), repeats.latest(*asked))


@blp.route("/reports/alike", allow=SENDERS)
@blp.arguments(HadArgs(), location="query")
@blp.response(200, HadsSchema())
def had(args: dict[str, Any]) -> dict[str, Any]:
    """Open cases that may be what one is about to send: coarsely, and of the street alone"""
    here.limits().asking(sender_of(here.actor()), request.remote_addr or "")
    lon, lat, position = args["lon"], args["lat"], None
    if lon is not None and lat is not None:
        position = Position(lon, lat, args["datum"], args["accuracy"])
    asked = before_sending.Question(position, args["category"], args["words"], clock.now())
    return {"items": [shown.had(each) for each in before_sending.had(here.session(), asked)]}


@blp.route("/reports/alike/photos/<uuid:photo_id>/thumbnail", allow=SENDERS)
@blp.response(200, content_type="image/jpeg")
@blp.alt_response(302, description="Where the store itself hands it out")
def thumbnail(photo_id: UUID) -> Response:
    """A veiled photo of an open case of the street, longest side 320"""
    name = before_sending.picture(here.session(), photo_id).public_sha256 or ""
    return served(keys.public_thumbnail(name), "image/jpeg", f"{name}-alike", WHILE_TRUE)
