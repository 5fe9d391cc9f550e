"""The phone book."""

import hashlib
from typing import Any

from flask import Response, current_app

from api import auth, here
from api.auth import STAFF
from api.blueprint import Blueprint
from api.packing import is_known
from api.schemas.announcements import BookArgs, BookSchema, NumberSchema
from api.shown.cases import masked_phone
from city import phonebook
from city.phonebook import Listed

blp = Blueprint("people", __name__, url_prefix="/api/v1/people", description="通讯录")


@blp.route("", allow=STAFF)
@blp.arguments(BookArgs(), location="query")
@blp.response(200, BookSchema())
@blp.alt_response(304, description="What the caller has is the present state")
def book(args: dict[str, Any]) -> Response:
    """Colleagues by name or organisation; numbers of other organisations are masked"""
    found = phonebook.book(here.session(), args["q"], here.actor())
    shown = BookSchema().dump({"items": [_shown(one) for one in found]})
    told = current_app.json.dumps(shown)
    version = hashlib.sha256(told.encode()).hexdigest()[:16]
    answer = Response(told, content_type="application/json")
    if is_known(version):
        answer = Response(status=304)
    answer.set_etag(version, weak=True)
    return answer


@blp.route("/<int(max=2147483647):person_id>/phone", allow=STAFF)
@blp.response(200, NumberSchema())
def number(person_id: int) -> dict[str, Any]:
    """A colleague's number, to call it; every look is recorded"""
    return {"phone": phonebook.number(here.session(), person_id, here.actor())}


def _shown(one: Listed) -> dict[str, Any]:
    person, phone = one.person, one.person.phone
    return {
        "id": person.id,
        "name": person.name,
        "roles": auth.role_names(person.roles),
        "organisation": person.organisation and person.organisation.name,
        "phone": phone if one.whole else phone and masked_phone(phone),
        "whole": one.whole and phone is not None,
    }
