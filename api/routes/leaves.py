"""Leave: asked on the phone, decided by the duty chief."""

from typing import Any
from uuid import UUID

from api import here, once
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.rosters import DecisionSchema, LeaveSchema, LeavesSchema, LeaveWishSchema
from city.duty import leave
from city.duty.leave import Wish
from city.duty.model import Leave
from city.people import Role

blp = Blueprint("leaves", __name__, url_prefix="/api/v1/leaves", description="请假")

OWN = only(Role.INSPECTOR)


@blp.route("", allow=only(Role.INSPECTOR, Role.DUTY_CHIEF))
@blp.response(200, LeavesSchema())
def mine() -> dict[str, Any]:
    """One's own leaves; for a duty chief those of the branch"""
    return {"items": leave.leaves(here.session(), here.actor())}


@blp.route("/<uuid:leave_id>", methods=["PUT"], allow=OWN)
@blp.arguments(LeaveWishSchema())
@blp.response(200, LeaveSchema())
@blp.alt_response(409, description="Another wish is known under this id")
def ask(wish: Wish, leave_id: UUID) -> Leave:
    """Ask for leave; the same wish may come again"""
    if once.first_time():
        leave.ask(here.session(), leave_id, wish, here.actor())
    return leave.one(here.session(), leave_id)


@blp.route("/<uuid:leave_id>", methods=["DELETE"], allow=OWN)
@blp.response(200, LeaveSchema())
@blp.alt_response(409, description="It was refused")
def withdraw(leave_id: UUID) -> Leave:
    """Take one's wish back, or come back early"""
    if once.first_time():
        leave.withdraw(here.session(), leave_id, here.actor())
    return leave.one(here.session(), leave_id)


@blp.route("/<uuid:leave_id>/decision", methods=["POST"], allow=only(Role.DUTY_CHIEF))
@blp.arguments(DecisionSchema())
@blp.response(200, LeaveSchema())
@blp.alt_response(409, description="It was decided before")
def decide(args: dict[str, Any], leave_id: UUID) -> Leave:
    """Approve or refuse"""
    leave.decide(here.session(), leave_id, args["approved"], args["note"], here.actor())
    return leave.one(here.session(), leave_id)
