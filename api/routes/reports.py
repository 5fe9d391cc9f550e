"""Reports: sent by phones, answered with receipts, followed by their senders."""

from typing import Any
from uuid import UUID

from flask import g, request

from api import here, paging
from api.auth import SENDERS
from api.blueprint import Blueprint
from api.schemas.reports import (
    ReceiptSchema,
    ReportPageSchema,
    ReportSchema,
    SatisfactionSchema,
    SentReportSchema,
)
from api.shown import reports as shown
from city.cases import senders
from city.intake import reports
from city.intake.reports import Receipt, SentReport
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


@blp.route("/<uuid:report_id>/satisfaction", methods=["POST"], allow=SENDERS)
@blp.arguments(SatisfactionSchema())
@blp.response(200, ReportSchema())
@blp.alt_response(409, description="The case is not closed, or was answered before")
def rate(args: dict[str, Any], report_id: UUID) -> dict[str, Any]:
    """Say whether the problem is solved"""
    actor, session = here.actor(), here.session()
    report = reports.own_report(session, report_id, actor)
    answering.rate(session, report, Said(**args), actor, here.zone())
    return shown.whole(report)
