"""Announcements to staff, and who has read them."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here, once
from api.auth import STAFF, only
from api.blueprint import Blueprint
from api.schemas.announcements import AnnouncementSchema, BoardSchema, PostSchema, ReadersSchema
from city.notices import board
from city.notices.board import Posted
from city.people import Role

blp = Blueprint("announcements", __name__, url_prefix="/api/v1/announcements", description="公告")

AUTHORS = only(Role.DUTY_CHIEF, Role.LEADER, Role.ADMINISTRATOR)


@blp.route("", allow=STAFF)
@blp.response(200, BoardSchema())
def mine() -> dict[str, Any]:
    """What is said to one, the newest first"""
    found = board.board(here.session(), here.actor())
    items = [_shown(one) for one in found]
    return {"items": items, "unread": sum(not (one["read"] or one["mine"]) for one in items)}


@blp.route("", methods=["POST"], allow=AUTHORS)
@blp.arguments(PostSchema())
@blp.response(201, AnnouncementSchema())
@blp.alt_response(404, description="An organisation outside one's branch")
def post(args: dict[str, Any]) -> dict[str, Any]:
    """Say something to staff, by role and organisation"""
    roles = [Role(role) for role in args["roles"]]
    said = (args["title"], args["words"], roles, args["organisations"])
    return _shown(Posted(board.post(here.session(), *said, here.actor()), None))


@blp.route("/<uuid:announcement_id>", methods=["DELETE"], allow=AUTHORS)
@blp.response(204)
def withdraw(announcement_id: UUID) -> Response:
    """Take back what one has said"""
    board.withdraw(here.session(), announcement_id, here.actor())
    return Response(status=204)


@blp.route("/<uuid:announcement_id>/read", methods=["POST"], allow=STAFF)
@blp.response(204)
def read(announcement_id: UUID) -> Response:
    """Note that one has read it"""
    if once.first_time():
        board.mark_read(here.session(), announcement_id, here.actor())
    return Response(status=204)


@blp.route("/<uuid:announcement_id>/readers", allow=AUTHORS)
@blp.response(200, ReadersSchema())
def readers(announcement_id: UUID) -> dict[str, Any]:
    """Who has read what one has said, and who has not"""
    found = board.readers(here.session(), announcement_id, here.actor())
    return {"read": [{"name": name, "at": at} for name, at in found.read], "unread": found.unread}


def _shown(posted: Posted) -> dict[str, Any]:
    said = posted.announcement
    told = {name: getattr(said, name) for name in ("id", "at", "author", "title", "words")}
    own = said.author_id == here.actor().person_id
    return told | {"read": posted.read_at is not None, "mine": own}
