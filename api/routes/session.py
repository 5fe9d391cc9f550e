"""Signing in and out, for staff."""

from typing import Any

from flask import Response, g, request

from api import auth, here
from api.auth import ANYBODY
from api.blueprint import Blueprint
from api.schemas.people import SessionSchema, SignInSchema
from city import events
from city.errors import WrongPassword
from city.people import Person, StaffSession, acting

blp = Blueprint("session", __name__, url_prefix="/api/v1/session", description="登录")


@blp.route("", methods=["POST"], allow=ANYBODY)
@blp.arguments(SignInSchema())
@blp.response(200, SessionSchema())
@blp.alt_response(401, description="Name and password do not belong together")
def sign_in(args: dict[str, str]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Sign in; the session is kept in an HttpOnly cookie"""
    caller = (args["username"], request.remote_addr or "")
    here.limits().may_sign_in(*caller)
    try:
        secret, kept, person = auth.sign_in(here.session(), **args)
    except WrongPassword:
        here.limits().wrong_password(*caller)
        raise
    events.record(here.session(), acting(person), "session.begun")
    return _shown(kept, person), 200, {"Set-Cookie": _cookie(secret)}


@blp.route("", allow=ANYBODY)
@blp.response(200, SessionSchema())
def who() -> dict[str, Any]:
    """Who is signed in"""
    present = auth.present()
    return _shown(*present) if present else {"person": None, "csrf": None}


@blp.route("", methods=["DELETE"], allow=ANYBODY)
@blp.response(204)
def sign_out() -> Response:
    """Sign out"""
    if auth.present():
        auth.sign_out(here.session())
        events.record(here.session(), g.actor, "session.ended")
    return Response(status=204, headers={"Set-Cookie": _cookie("", 0)})


def _cookie(secret: str, seconds: int | None = None) -> str:
    lasting = here.settings().session_seconds if seconds is None else seconds
    secure = "; Secure" if request.is_secure else ""
    return f"{auth.COOKIE}={secret}; Path=/; Max-Age={lasting}; HttpOnly; SameSite=Lax{secure}"


def _shown(kept: StaffSession, person: Person) -> dict[str, Any]:
    roles = auth.role_names(person.roles)
    organisation = person.organisation
    shown = {"id": person.id, "name": person.name, "roles": roles, "organisation": organisation}
    return {"person": shown, "csrf": kept.csrf}
