"""The hotline desk 8612319: an operator types while the caller talks."""

from typing import Any
from uuid import UUID

from flask import request

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.common import wgs84
from api.schemas.desk import (
    CallerArgs,
    CallerSchema,
    DeskReportSchema,
    HeardSchema,
    SuggestedSchema,
)
from api.schemas.reports import ReceiptSchema
from api.shown import cases as shown
from city.cases import callers, meant, queries
from city.catalogue import read
from city.intake import reports
from city.intake.model import Channel
from city.intake.reports import Receipt, SentReport
from city.people import Role
from city.places.find import find
from city.triage import knowledge
from city.triage.propose import propose

blp = Blueprint("desk", __name__, url_prefix="/api/v1/desk", description="热线坐席")

OPERATORS = only(Role.OPERATOR, Role.DUTY_CHIEF)


@blp.route("/callers", methods=["POST"], allow=OPERATORS)
@blp.arguments(CallerArgs())
@blp.response(200, CallerSchema())
def caller(args: dict[str, Any]) -> dict[str, Any]:
    """Who calls, and what they reported before; the look is recorded

    Whoever has a part of the city only is told the name masked, and the reports of that part.
    """
    found = callers.look_up(here.session(), args["phone"], here.actor())
    name = shown.masked_name(found.name) if found.name and found.is_masked else found.name
    return {**found._asdict(), "name": name}


@blp.route("/suggestions", methods=["POST"], allow=OPERATORS)
@blp.arguments(HeardSchema())
@blp.response(200, SuggestedSchema())
def suggest(heard: dict[str, Any]) -> dict[str, Any]:
    """Where and what it may be, and open cases about there; asked again while the caller talks"""
    session = here.session()
    placement = find(session, f"{heard['place_words']}\n{heard['words']}", None, None)
    made = propose(knowledge.known(session), heard["words"])
    names = {one.code: one for one in read.categories(session)}
    told = heard["place_words"], heard["words"]
    found = meant.meant(session, here.actor(), *told, placement, made.choices) if any(told) else []
    return {
        "position": wgs84(placement.at, placement.doubt),
        "place": placement.areas.words or None,
        "categories": [
            {"category": {"code": one.code, "name": names[one.code].called(here.language())},
             "share": one.share}
            for one in made.choices
            if one.code in names
        ],
        "urgent": made.urgent,
        "cases": [shown.summary(one) for one in queries.with_pictures(session, found)],
    }  # fmt: skip


@blp.route("/reports/<uuid:report_id>", methods=["PUT"], allow=OPERATORS, channel=Channel.DESK)
@blp.arguments(DeskReportSchema())
@blp.response(200, ReceiptSchema())
@blp.alt_response(201, schema=ReceiptSchema(), description="Written down for the first time")
@blp.alt_response(409, description="The same id is known with other content; nothing changed")
def send(sent: SentReport, report_id: UUID) -> tuple[Receipt, int]:
    """What a caller reported, as often as it takes: the same one gets the same receipt"""
    actor = here.actor()
    here.limits().intake(reports.sender_of(actor), request.remote_addr or "")
    receipt, new = reports.receive(here.session(), report_id, sent, actor, here.zone())
    return receipt, 201 if new else 200
