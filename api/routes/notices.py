"""What one was told in the app."""

from typing import Any
from uuid import UUID

from flask import Response

from api import here
from api.auth import SENDERS
from api.blueprint import Blueprint
from api.schemas.people import NoticesSchema
from city.notices import reading
from city.notices.kinds import KINDS
from city.notices.model import Notice

blp = Blueprint("notices", __name__, url_prefix="/api/v1/notices", description="通知")


@blp.route("", allow=SENDERS)
@blp.response(200, NoticesSchema())
def mine() -> dict[str, Any]:
    """One's notices, the newest first"""
    session, actor = here.session(), here.actor()
    found = reading.told(session, actor)
    return {"items": [_shown(notice) for notice in found], "unread": reading.unread(session, actor)}


@blp.route("/<uuid:notice_id>/read", methods=["POST"], allow=SENDERS)
@blp.response(204)
def read(notice_id: UUID) -> Response:
    """Note that one has read it"""
    reading.mark_read(here.session(), notice_id, here.actor())
    return Response(status=204)


def _shown(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "at": notice.at,
        "words": notice.words[here.language()],
        "read": notice.read_at is not None,
        "report_id": notice.report_id,
        "case_id": notice.case_id,
        "page": KINDS[notice.kind].page if notice.kind in KINDS else "",
    }
