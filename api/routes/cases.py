"""Cases: worklists, one case whole, what is done to it."""

from typing import Any
from uuid import UUID

from flask import Response, request
from marshmallow import fields, validate

from api import here, once, paging
from api.auth import STAFF, only
from api.blueprint import Blueprint
from api.schemas.acts import ActSchema, BulkActSchema, ResultsSchema
from api.schemas.cases import CasePageSchema, CaseSchema, ListSchema, WholeContactSchema
from api.shown import acts
from api.shown import cases as shown
from city import events
from city.cases import actions, bulk, queries
from city.cases.commands import Given
from city.cases.model import Case
from city.errors import Missing
from city.intake.model import Contact
from city.people import Role

Tagged = tuple[dict[str, Any], int, dict[str, str]]
MOST_BYTES = 256 * 1024  # of 500 ids

blp = Blueprint("cases", __name__, url_prefix="/api/v1/cases", description="案件")


class WorklistArgs(paging.PageArgs):
    """`?list=&cursor=&limit=`"""

    list = fields.String(required=True, validate=validate.Length(1, 32))
    burst = fields.UUID(load_default=None)


@blp.route("/lists", allow=STAFF)
@blp.response(200, ListSchema(many=True))
def lists() -> list[dict[str, Any]]:
    """The worklists of one's roles, with counts"""
    found = queries.counts(here.session(), here.actor())
    return [acts.heap(one, count) for one, count in found]


@blp.route("", allow=STAFF)
@blp.arguments(WorklistArgs(), location="query")
@blp.response(200, CasePageSchema())
def worklist(args: dict[str, Any]) -> dict[str, Any]:
    """A page of a worklist"""
    after = paging.moment_and_id(args["cursor"])
    who, name, burst = here.actor(), args["list"], args["burst"]
    page = queries.worklist(here.session(), who, name, after, args["limit"], burst)
    last = page.items[-1].case if page.more else None
    cursor = paging.written(last.received_at.isoformat(), last.id) if last else None
    return {"items": [shown.summary(pictured) for pictured in page.items], "next": cursor}


@blp.route("/<uuid:case_id>", allow=STAFF)
@blp.response(200, CaseSchema())
def one(case_id: UUID) -> Tagged:
    """A case whole, with the actions open to this person; its version is its ETag"""
    return _tagged(queries.one(here.session(), case_id, here.actor()))


@blp.route("/<uuid:case_id>/actions", methods=["POST"], allow=STAFF)
@blp.arguments(ActSchema())
@blp.response(200, CaseSchema())
@blp.alt_response(409, description="The case is not at a stage that takes this action")
@blp.alt_response(412, description="Somebody acted on it since the version that If-Match names")
@blp.alt_response(204, description="Done; who prefers `return=minimal` is told no more")
def act(args: dict[str, Any], case_id: UUID) -> Tagged | Response:
    """Move a case one step along its life; If-Match names the version that the caller saw"""
    session, actor = here.session(), here.actor()
    action = args.pop("action")
    case = None
    if once.first_time():
        case = actions.act(session, case_id, action, actor, Given(**args), here.zone(), _seen())
    case = queries.after(session, case_id, case)
    return _briefly(case) if here.wants_little() else _tagged(case)


@blp.route("/actions", methods=["POST"], allow=STAFF, largest=MOST_BYTES)
@blp.arguments(BulkActSchema())
@blp.response(200, ResultsSchema())
def act_on_many(args: dict[str, Any]) -> dict[str, Any]:
    """The same step for up to 500 cases, each with a result of its own"""
    wishes = [bulk.Wish(**case) for case in args.pop("cases")]
    action, session, actor = args.pop("action"), here.session(), here.actor()
    if not once.first_time():
        return {"items": acts.as_they_are(queries.some(session, [one.id for one in wishes], actor))}
    results = bulk.act_on_all(session, wishes, action, actor, Given(**args), here.zone())
    return {"items": [acts.result(one) for one in results]}


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


def _tagged(case: Case) -> Tagged:
    return shown.whole(case), 200, _tag(case)


def _briefly(case: Case) -> Response:
    return Response(status=204, headers={**_tag(case), "Preference-Applied": "return=minimal"})


def _tag(case: Case) -> dict[str, str]:
    return {"ETag": f'"{case.version}"'}


def _seen() -> int | None:
    """The version that If-Match names; None where it names none, 0 where it is none of ours."""
    seen = request.if_match
    if seen.star_tag or not seen:
        return None
    return max((int(tag) for tag in seen.as_set() if tag.isdigit()), default=0)
