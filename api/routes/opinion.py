"""舆情: what media write, looked through by the desk; the feeds; the daily brief."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.opinion import (
    AddedFeedSchema,
    ItemsArgs,
    OpinionDecisionSchema,
    OpinionFeedSchema,
    OpinionFeedsSchema,
    OpinionItemSchema,
    OpinionItemsSchema,
)
from city import clock
from city.catalogue import read
from city.errors import Missing
from city.opinion import brief, feeds, judging, queue
from city.opinion.model import OpinionFeed, OpinionItem, OpinionState
from city.people import Role

blp = Blueprint("opinion", __name__, url_prefix="/api/v1/opinion", description="舆情")

DESK = only(Role.OPERATOR, Role.DUTY_CHIEF)
READERS = only(Role.OPERATOR, Role.DUTY_CHIEF, Role.LEADER, Role.ADMINISTRATOR)
KEEPERS = only(Role.DUTY_CHIEF, Role.ADMINISTRATOR)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blp.route("/items", allow=READERS)
@blp.arguments(ItemsArgs(), location="query")
@blp.response(200, OpinionItemsSchema())
def some(args: dict[str, OpinionState]) -> dict[str, Any]:
    """Items of a state; those that wait by how bad they are"""
    return {"items": _shown(queue.some(here.session(), args["state"]))}


@blp.route("/items/<uuid:item_id>/decisions", methods=["POST"], allow=DESK)
@blp.arguments(OpinionDecisionSchema())
@blp.response(200, OpinionItemSchema())
@blp.alt_response(409, description="Somebody decided otherwise before")
def decide(args: dict[str, bool], item_id: UUID) -> dict[str, Any]:
    """Take an item as a report, or dismiss it; recorded"""
    found = queue.decide(here.session(), item_id, args["is_taken"], here.actor(), here.zone())
    return _shown([found])[0]


@blp.route("/feeds", allow=READERS)
@blp.response(200, OpinionFeedsSchema())
def known() -> dict[str, Any]:
    """The feeds, and how each fares"""
    return {"items": feeds.every(here.session())}


@blp.route("/feeds", methods=["POST"], allow=KEEPERS)
@blp.arguments(AddedFeedSchema())
@blp.response(201, OpinionFeedSchema())
def add(args: dict[str, Any]) -> OpinionFeed:
    """Read a feed from now on; one that is there is changed; recorded"""
    return feeds.add(here.session(), **args, actor=here.actor())


@blp.route("/feeds/<int(max=2147483647):feed_id>", methods=["DELETE"], allow=KEEPERS)
@blp.response(200, OpinionFeedSchema())
def close(feed_id: int) -> OpinionFeed:
    """Read a feed no longer; what it brought stays; recorded"""
    return feeds.close(here.session(), feed_id, here.actor())


@blp.route("/briefs/<string:day>", allow=READERS)
@blp.response(200, content_type=DOCX)
def daily(day: str) -> Response:
    """The brief of a day (2026-11-22) for leaders, as .docx"""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Missing(what="page") from None
    if not 2000 <= wanted.year <= clock.now().astimezone(here.zone()).year:
        raise Missing(what="page")
    body = brief.document(brief.of(here.session(), wanted, here.zone()))
    headers = {
        "Content-Disposition": f'attachment; filename="opinion-{wanted:%Y%m%d}.docx"',
        "Cache-Control": "no-store",
    }
    return Response(body, content_type=DOCX, headers=headers)


def _shown(found: Sequence[OpinionItem]) -> list[dict[str, Any]]:
    names = {one.code: one.called(here.language()) for one in read.categories(here.session())}
    told = [name for name in OpinionItemSchema().fields if name not in ("badness", "category")]
    return [
        {name: getattr(one, name) for name in told}
        | {
            "badness": judging.spread(one.badness, one.reprints),
            "category": {"code": one.code, "name": names[one.code]} if one.code in names else None,
        }
        for one in found
    ]
