"""What never reached its reader; and what all staff are to hear."""

from typing import Any

from flask import Response

from api import here, paging
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.notices import AnnouncementSchema, UndeliveredPageSchema
from city import events
from city.notices import undelivered
from city.people import Role

blp = Blueprint("undelivered", __name__, url_prefix="/api/v1/notices", description="通知送达")

DESK = only(Role.ADMINISTRATOR, Role.DUTY_CHIEF, Role.OPERATOR)
SPEAKERS = only(Role.ADMINISTRATOR, Role.DUTY_CHIEF, Role.LEADER)


@blp.route("/undelivered", allow=DESK)
@blp.arguments(paging.PageArgs(), location="query")
@blp.response(200, UndeliveredPageSchema())
def never(args: dict[str, Any]) -> dict[str, Any]:
    """Notices that no carrier could bring and nobody has read"""
    before = paging.only_id(args["cursor"])
    items, more = undelivered.page(here.session(), before, args["limit"])
    return {"items": items, "next": paging.written(items[-1].id) if more else None}


@blp.route("/announcements", methods=["POST"], allow=SPEAKERS)
@blp.arguments(AnnouncementSchema())
@blp.response(202)
def announce(args: dict[str, Any]) -> Response:
    """Tell all staff, or those of some roles or organisations"""
    events.record(here.session(), here.actor(), "staff.announced", **args)
    return Response(status=202)
