"""Cases: worklists, one case whole, what is done to it."""

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from api import here, once, paging
from api.auth import STAFF, only
from api.blueprint import Blueprint
from api.schemas.cases import ActSchema, CasePageSchema, CaseSchema, ListSchema, WholeContactSchema
from api.shown import cases as shown
from city import events
from city.cases import actions, queries
from city.cases.commands import Given
from city.errors import Missing
from city.intake.model import Contact
from city.people import Role

blp = Blueprint("cases", __name__, url_prefix="/api/v1/cases", description="案件")


class WorklistArgs(paging.PageArgs):
    """`?list=&cursor=&limit=`"""

    list = fields.String(required=True, validate=validate.Length(1, 32))


@blp.route("/lists", allow=STAFF)
@blp.response(200, ListSchema(many=True))
def lists() -> list[dict[str, Any]]:
    """The worklists of one's roles, with counts"""
    language = here.language()
    return [
        {"name": heap.name, "words": heap.words[language], "count": count}
        for heap, count in queries.counts(here.session(), here.actor())
    ]


@blp.route("", allow=STAFF)
@blp.arguments(WorklistArgs(), location="query")
@blp.response(200, CasePageSchema())
def worklist(args: dict[str, Any]) -> dict[str, Any]:
    """A page of a worklist"""
    after = paging.moment_and_id(args["cursor"])
    page = queries.worklist(here.session(), here.actor(), args["list"], after, args["limit"])
    last = page.items[-1].case if page.more else None
    cursor = paging.written(last.received_at.isoformat(), last.id) if last else None
    return {"items": [shown.summary(pictured) for pictured in page.items], "next": cursor}


@blp.route("/<uuid:case_id>", allow=STAFF)
@blp.response(200, CaseSchema())
def one(case_id: UUID) -> dict[str, Any]:
    """A case whole, with the actions open to this person"""
    return shown.whole(queries.one(here.session(), case_id, here.actor()))


@blp.route("/<uuid:case_id>/actions", methods=["POST"], allow=STAFF)
@blp.arguments(ActSchema())
@blp.response(200, CaseSchema())
@blp.alt_response(409, description="The case is not at a stage that takes this action")
def act(args: dict[str, Any], case_id: UUID) -> dict[str, Any]:
    """Move a case one step along its life"""
    session, actor = here.session(), here.actor()
    action = args.pop("action")
    if once.first_time():
        actions.act(session, case_id, action, actor, Given(**args), here.zone())
    return shown.whole(queries.after(session, case_id))


@blp.route("/<uuid:case_id>/contact", methods=["POST"], allow=only(Role.OPERATOR, Role.DUTY_CHIEF))
@blp.response(200, WholeContactSchema())
def contact(case_id: UUID) -> Contact:
    """The reporter's name and number, whole; the look is recorded"""
    session, actor = here.session(), here.actor()
    case = queries.one(session, case_id, actor)
    found = queries.contact(session, case.report_id)
    if found is None:
        raise Missing(what="contact")
    about = {"case_id": case.id, "report_id": case.report_id}
    events.record(session, actor, "contact.seen", **about)
    return found
