"""Revisits: answered by whoever holds the link of a message, or told to the desk by telephone."""

from typing import Any
from uuid import UUID

from api import here, paging
from api.auth import ANYBODY, only
from api.blueprint import Blueprint
from api.schemas.revisits import (
    RevisitAnsweredSchema,
    RevisitAnswerSchema,
    RevisitAskedSchema,
    RevisitCallPageSchema,
)
from api.shown.cases import masked
from city import clock
from city.catalogue.model import Category
from city.errors import Missing
from city.intake.model import Report
from city.keys import signing
from city.people import Role, citizen
from city.revisits import answering, calling, rules
from city.revisits.model import Revisit, RevisitState, Way
from city.revisits.rules import Said
from city.revisits.words import WHY_WORDS

blp = Blueprint("revisits", __name__, url_prefix="/api/v1/revisits", description="回访")

DESK = only(Role.OPERATOR, Role.DUTY_CHIEF)
REASONS = [{"name": name.value, "words": words} for name, words in WHY_WORDS.items()]


@blp.route("/link/<token>", allow=ANYBODY)
@blp.response(200, RevisitAskedSchema())
@blp.alt_response(404, description="A forged link, or one whose time is over")
def asked(token: str) -> dict[str, Any]:
    """What a link asks about"""
    return _shown(here.session().get_one(Revisit, _opened(token)))


@blp.route("/link/<token>", methods=["POST"], allow=ANYBODY)
@blp.arguments(RevisitAnswerSchema())
@blp.response(200, RevisitAskedSchema())
@blp.alt_response(409, description="Answered before")
def answer(args: Said, token: str) -> dict[str, Any]:
    """Answer by the link, once"""
    revisit_id, session = _opened(token), here.session()
    return _shown(answering.answer(session, revisit_id, args, Way.LINK, citizen(None), here.zone()))


@blp.route("/calls", allow=DESK)
@blp.arguments(paging.PageArgs(), location="query")
@blp.response(200, RevisitCallPageSchema())
def calls(args: dict[str, Any]) -> dict[str, Any]:
    """Whom the desk may call: no other way leads to them, or they did not answer"""
    after = paging.only_id(args["cursor"])
    found, more = calling.calls(here.session(), here.actor(), after, args["limit"])
    last = paging.written(found[-1].revisit.id) if more else None
    return {"items": [_call(one) for one in found], "next": last, "reasons": REASONS}


@blp.route("/<uuid:revisit_id>/answer", methods=["POST"], allow=DESK)
@blp.arguments(RevisitAnswerSchema())
@blp.response(200, RevisitAnsweredSchema())
@blp.alt_response(409, description="Answered before")
def told(args: Said, revisit_id: UUID) -> Revisit:
    """Write down what was said on the telephone"""
    session, actor = here.session(), here.actor()
    calling.require_seen(session, revisit_id, actor)
    return answering.answer(session, revisit_id, args, Way.CALL, actor, here.zone())


def _opened(token: str) -> UUID:
    told = here.settings()
    key = signing(told.channels.secret_key, told.var)
    found = rules.read(token, key, clock.now())
    if found is None or here.session().get(Revisit, found) is None:
        raise Missing(what="revisit")
    return found


def _shown(revisit: Revisit) -> dict[str, Any]:
    session = here.session()
    report = session.get_one(Report, revisit.report_id)
    category = session.get(Category, report.category_id) if report.category_id else None
    return {
        "number": report.number,
        "category": category.called(here.language()) if category else None,
        "answered": revisit.state is RevisitState.ANSWERED,
        "reasons": REASONS,
        **{
            name: getattr(revisit, name)
            for name in ("asked_at", "until", "satisfied", "solved", "reopened")
        },
    }


def _call(one: calling.Call) -> dict[str, Any]:
    return {
        "id": one.revisit.id,
        "case_id": one.case.id,
        "number": one.report.number,
        "case_number": one.case.number,
        "place": one.case.place,
        "words": one.report.words,
        "contact": masked(one.contact),
        "by_phone": one.revisit.by_phone,
        "asked_at": one.revisit.asked_at,
        "until": one.revisit.until,
    }
