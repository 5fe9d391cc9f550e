"""Reports: sent by phones, answered with receipts, followed by their senders."""

from typing import Any
from uuid import UUID

from flask import Response, g, request

from api import here, once, paging
from api.auth import SENDERS, only
from api.blueprint import Blueprint
from api.schemas.reports import (
    FollowedPageSchema,
    HandledSchema,
    ReceiptSchema,
    ReportPageSchema,
    ReportSchema,
    SatisfactionSchema,
    SentReportSchema,
)
from api.shown import reports as shown
from city.cases import alone, followed, senders
from city.cases.commands import Given
from city.intake import contacts, reports
from city.intake.reports import Receipt, SentReport
from city.people import Role
from city.revisits import answering
from city.revisits.rules import Said

blp = Blueprint("reports", __name__, url_prefix="/api/v1/reports", description="上报")


@blp.route("/<uuid:report_id>", methods=["PUT"], allow=SENDERS)
@blp.arguments(SentReportSchema())
@blp.response(200, ReceiptSchema())
@blp.alt_response(201, schema=ReceiptSchema(), description="Written down for the first time")
@blp.alt_response(409, description="The same id is known with other content; nothing changed")
def send(sent: SentReport, report_id: UUID) -> tuple[Receipt, int]:
    """Send a report, as often as it takes: the same one gets the same receipt"""
    g.channel, actor = sent.channel, here.actor()
    here.limits().intake(reports.sender_of(actor), request.remote_addr or "")
    receipt, new = reports.receive(here.session(), report_id, sent, actor, here.zone())
    return receipt, 201 if new else 200


@blp.route("/<uuid:report_id>/handled", methods=["POST"], allow=only(Role.INSPECTOR))
@blp.arguments(HandledSchema())
@blp.response(200, ReportSchema())
@blp.alt_response(409, description="The case is past that, or it joined another's")
@blp.alt_response(423, description="The report is just becoming a case; ask again in a moment")
def handled(args: dict[str, Any], report_id: UUID) -> dict[str, Any]:
    """Say that one has dealt with it oneself; its photos go before, as `handled` uploads"""
    session, actor = here.session(), here.actor()
    if once.first_time():
        alone.handle(session, report_id, Given(**args), actor, here.zone())
    return shown.whole(reports.own_report(session, report_id, actor))


@blp.route("/<uuid:report_id>", allow=SENDERS)
@blp.response(200, ReportSchema())
def follow(report_id: UUID) -> dict[str, Any]:
    """What became of one's own report"""
    return shown.whole(reports.own_report(here.session(), report_id, here.actor()))


@blp.route("", allow=SENDERS)
@blp.arguments(paging.PageArgs(), location="query")
@blp.response(200, ReportPageSchema())
def own(args: dict[str, Any]) -> dict[str, Any]:
    """One's own reports, the newest first"""
    before = paging.only_id(args["cursor"])
    page = senders.own_page(here.session(), here.actor(), before, args["limit"])
    last = paging.written(page.items[-1].report.id) if page.more else None
    return {"items": [shown.summary(sent) for sent in page.items], "next": last}


@blp.route("/followed", allow=SENDERS)
@blp.arguments(paging.PageArgs(), location="query")
@blp.response(200, FollowedPageSchema())
def follows(args: dict[str, Any]) -> dict[str, Any]:
    """One's own reports that stand with a case of somebody else's, and what moved last"""
    before = paging.only_id(args["cursor"])
    page = followed.page(here.session(), here.actor(), before, args["limit"])
    last = paging.written(page.items[-1].sent.report.id) if page.more else None
    return {"items": [shown.followed(each) for each in page.items], "next": last}


@blp.route("/<uuid:report_id>/follow", methods=["PUT"], allow=SENDERS)
@blp.response(204)
def follow_again(report_id: UUID) -> Response:
    """Be told again how the case fares with which one's report stands"""
    followed.follow(here.session(), here.actor(), report_id, wanted=True)
    return Response(status=204)


@blp.route("/<uuid:report_id>/follow", methods=["DELETE"], allow=SENDERS)
@blp.response(204)
@blp.alt_response(404, description="Not one's own, or it opened its case itself")
def unfollow(report_id: UUID) -> Response:
    """Be told no more of a case that somebody else's report opened"""
    followed.follow(here.session(), here.actor(), report_id, wanted=False)
    return Response(status=204)


@blp.route("/<uuid:report_id>/contact", methods=["DELETE"], allow=SENDERS)
@blp.response(200, ReportSchema())
def withdraw_contact(report_id: UUID) -> dict[str, Any]:
    """Delete one's own name and phone from one's own report; it is handled all the same"""
    actor, session = here.actor(), here.session()
    report = reports.own_report(session, report_id, actor)
    contacts.withdraw(session, report, actor)
    return shown.whole(report)


@blp.route("/<uuid:report_id>/satisfaction", methods=["POST"], allow=SENDERS)
@blp.arguments(SatisfactionSchema())
@blp.response(200, ReportSchema())
@blp.alt_response(409, description="The case is not closed, or was answered before")
def rate(args: dict[str, Any], report_id: UUID) -> dict[str, Any]:
    """Say whether the problem is solved"""
    actor, session = here.actor(), here.session()
    report = reports.own_report(session, report_id, actor)
    if once.first_time():
        answering.rate(session, report, Said(**args), actor, here.zone())
    return shown.whole(report)
