"""What never reached its reader."""

from typing import Any

from api import here, paging
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.notices import UndeliveredPageSchema
from city.notices import undelivered
from city.people import Role

blp = Blueprint("undelivered", __name__, url_prefix="/api/v1/notices", description="通知送达")

DESK = only(Role.ADMINISTRATOR, Role.DUTY_CHIEF, Role.OPERATOR)


@blp.route("/undelivered", allow=DESK)
@blp.arguments(paging.PageArgs(), location="query")
@blp.response(200, UndeliveredPageSchema())
def never(args: dict[str, Any]) -> dict[str, Any]:
    """Notices that no carrier could bring and nobody has read"""
    before = paging.only_id(args["cursor"])
    items, more = undelivered.page(here.session(), before, args["limit"])
    return {"items": items, "next": paging.written(items[-1].id) if more else None}
