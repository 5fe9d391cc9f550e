"""Triage: what words are about, a proposal accepted with one tap, and how often it was right."""

from typing import Any
from uuid import UUID

from flask import request

from api import here, once
from api.auth import SENDERS, only
from api.blueprint import Blueprint
from api.schemas.cases import CaseSchema
from api.schemas.triage import (
    AcceptSchema,
    FiguresArgs,
    FiguresSchema,
    SuggestArgs,
    TriageProposalSchema,
    WordsSchema,
)
from api.shown import cases as shown_cases
from api.shown import triage as shown
from city import events
from city.cases import actions, queries
from city.errors import Missing
from city.intake.reports import sender_of
from city.people import Role
from city.triage import figures, knowledge, personal, proposals
from city.triage.propose import propose

blp = Blueprint("triage", __name__, url_prefix="/api/v1/triage", description="智能研判")

DESK = only(*shown.DESK)
READERS = only(*shown.DESK, Role.DISPATCHER, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR)
AT_WORK = only(*shown.DESK, Role.DISPATCHER, Role.DEPARTMENT, Role.INSPECTOR)


@blp.route("/suggest", methods=["POST"], allow=SENDERS)
@blp.arguments(SuggestArgs())
@blp.response(200, TriageProposalSchema())
def suggest(args: dict[str, Any]) -> dict[str, Any]:
    """What typed words are about; nothing is kept"""
    here.limits().suggest(sender_of(here.actor()), request.remote_addr or "")
    words = args["words"]
    made = propose(knowledge.known(here.session()), words)
    return shown.proposed(proposals.content(made, personal.masked(words)))


@blp.route("/cases/<uuid:case_id>/accept", methods=["POST"], allow=DESK)
@blp.arguments(AcceptSchema())
@blp.response(200, CaseSchema())
@blp.alt_response(409, description="The case is not at a stage that takes this action")
def accept(args: dict[str, Any], case_id: UUID) -> dict[str, Any]:
    """Accept a case and file it, by the proposed condition or by another"""
    session, actor = here.session(), here.actor()
    case = None
    if once.first_time():
        case = queries.one(session, case_id, actor)
        condition = args["condition"] or _proposed(case.id)
        actions.take(session, case_id, condition, actor, here.zone())
    return shown_cases.whole(queries.after(session, case_id, case))


@blp.route("/cases/<uuid:case_id>/words", methods=["POST"], allow=AT_WORK)
@blp.response(200, WordsSchema())
def words(case_id: UUID) -> dict[str, str]:
    """A report's words as they were sent, nothing masked; the look is recorded"""
    session, actor = here.session(), here.actor()
    case = queries.one(session, case_id, actor)
    report = queries.report_of(session, case)
    about = {"case_id": case.id, "report_id": case.report_id}
    events.record(session, actor, "words.seen", **about)
    return {"words": report.words, "place_words": report.place_words}


@blp.route("/figures", allow=READERS)
@blp.arguments(FiguresArgs(), location="query")
@blp.response(200, FiguresSchema())
def tell(args: dict[str, Any]) -> dict[str, Any]:
    """Precision and recall of what was proposed, by category and by month; the models learned"""
    session = here.session()
    judged = figures.judged(session, args["days"])
    scores = figures.by_code(judged)
    months = figures.by_month(judged, here.zone(), args["code"])
    names = shown.names_of(one.name for one in scores)
    return {
        "months": [shown.score(one, {}) for one in months],
        "categories": [shown.score(one, names) for one in scores],
        "models": [shown.learned(one) for one in figures.models(session)],
    }


def _proposed(case_id: UUID) -> int:
    kept = proposals.of(here.session(), case_id)
    first = kept.content["choices"][0] if kept and kept.content["choices"] else None
    if first is None or first["condition"] is None:
        raise Missing(what="filing condition")
    return int(first["condition"])
