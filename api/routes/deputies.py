"""Deputies of beats: who is asked when nobody of the beat can be."""

from typing import Any

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.rosters import DeputiesSchema, DeputyWishSchema, MannedSchema
from city.duty import deputies
from city.duty.deputies import Manned
from city.people import Role

blp = Blueprint("deputies", __name__, url_prefix="/api/v1/deputies", description="代班人")

READERS = only(Role.DUTY_CHIEF, Role.ADMINISTRATOR)


@blp.route("", allow=READERS)
@blp.response(200, DeputiesSchema())
def beats() -> dict[str, Any]:
    """All beats, with who walks them and their deputies in order"""
    return {"items": deputies.manned(here.session(), here.actor())}


@blp.route("/<int(max=2147483647):beat_id>", methods=["PUT"], allow=READERS)
@blp.arguments(DeputyWishSchema())
@blp.response(200, MannedSchema())
@blp.alt_response(404, description="No such beat, or no inspector of one's branch")
def decide(args: dict[str, Any], beat_id: int) -> Manned:
    """Name the deputies of a beat, the first to be asked first"""
    return deputies.decide(here.session(), beat_id, args["people"], here.actor())
