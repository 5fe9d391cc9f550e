"""Roll-calls: called by a duty chief, answered by whoever is on shift."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here, once
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.rosters import CallSchema, HereSchema, RollCallsSchema, RollResultSchema
from city.duty import roll
from city.duty.model import RollCall
from city.duty.roll import Here
from city.people import Role

blp = Blueprint("roll_calls", __name__, url_prefix="/api/v1/roll-calls", description="点名")

CHIEF = only(Role.DUTY_CHIEF)


@blp.route("", allow=CHIEF)
@blp.response(200, RollCallsSchema())
def calls() -> dict[str, Any]:
    """The branch's roll-calls, the newest first"""
    return {"items": [_shown(*row) for row in roll.calls(here.session(), here.actor())]}


@blp.route("", methods=["POST"], allow=CHIEF)
@blp.arguments(CallSchema())
@blp.response(201, RollResultSchema())
def call(args: dict[str, Any]) -> dict[str, Any]:
    """Call everybody of one's branch who is on shift"""
    made = roll.call(here.session(), args["words"], args["minutes"], here.actor())
    here.session().flush()
    return _whole(made.id)


@blp.route("/<uuid:call_id>", allow=CHIEF)
@blp.response(200, RollResultSchema())
def result(call_id: UUID) -> dict[str, Any]:
    """Who has answered, from where, and who has not"""
    return _whole(call_id)


@blp.route("/<uuid:call_id>/answer", methods=["PUT"], allow=only(Role.INSPECTOR))
@blp.arguments(HereSchema())
@blp.response(204)
@blp.alt_response(404, description="One was not called")
def answer(sent: Here, call_id: UUID) -> Response:
    """Answer a roll-call; the first answer stays"""
    if once.first_time():
        roll.answer(here.session(), call_id, sent, here.actor())
    return Response(status=204)


def _whole(call_id: UUID) -> dict[str, Any]:
    made, answers = roll.result(here.session(), call_id, here.actor())
    answered = sum(one.received_at is not None for one in answers)
    return _shown(made, len(answers), answered) | {"items": answers}


def _shown(made: RollCall, called: int, answered: int) -> dict[str, Any]:
    told = {name: getattr(made, name) for name in ("id", "words", "at", "closes_at")}
    return told | {"called": called, "answered": answered}
