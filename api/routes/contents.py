"""What the platform's content checks hold: an operator says whether the public may see it."""

from typing import Any
from uuid import UUID

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.contents import ContentDecisionSchema, HeldArgs, HeldSchema, HeldsSchema
from city.cases import contents
from city.cases.contents import Held
from city.people import Role
from city.triage import personal
from city.wechat import labels

blp = Blueprint("contents", __name__, url_prefix="/api/v1/contents", description="内容检测")

DESK = only(Role.OPERATOR, Role.DUTY_CHIEF)


@blp.route("/held", allow=DESK)
@blp.arguments(HeldArgs(), location="query")
@blp.response(200, HeldsSchema())
def held(args: dict[str, Any]) -> dict[str, Any]:
    """What waits for an operator, or all that was ever held of one case; the oldest first"""
    session, actor, case_id = here.session(), here.actor(), args.get("case_id")
    found = (
        contents.of_case(session, case_id, actor) if case_id else contents.waiting(session, actor)
    )
    return {"items": [_shown(one) for one in found]}


@blp.route("/<uuid:check_id>/decisions", methods=["POST"], allow=DESK)
@blp.arguments(ContentDecisionSchema())
@blp.response(200, HeldSchema())
@blp.alt_response(409, description="Somebody decided otherwise before")
def decide(args: dict[str, bool], check_id: UUID) -> dict[str, Any]:
    """Whether the public may see it; recorded, and the report itself stays as it is"""
    return _shown(contents.decide(here.session(), check_id, args["is_fit"], here.actor()))


def _shown(found: Held) -> dict[str, Any]:
    check, report = found.check, found.report
    return {
        "id": check.id,
        "subject": check.subject,
        "verdict": check.verdict,
        "label": check.label,
        "label_words": labels.said(check.label, here.language()),
        "told_at": check.told_at,
        "is_fit": check.is_fit,
        "number": report.number,
        "words": personal.masked(found.words),
        "case_id": report.case_id,
        "photo_id": check.photo_id,
    }
