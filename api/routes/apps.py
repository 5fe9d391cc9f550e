"""Other city apps, such as snap-and-report: signed requests, known again by the app's own ids."""

import hashlib
from typing import Any
from uuid import UUID, uuid5

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from api import here
from api.auth import CLIENTS
from api.blueprint import Blueprint
from api.schemas.apps import AppReceiptSchema, AppReportSchema
from city.cases import senders
from city.cases.stages import STAGE_WORDS
from city.errors import Missing, ReportDiffers
from city.intake import fetching, photos, reports
from city.intake.model import Channel, Report
from city.intake.reports import SentPhoto, SentReport
from media.uploads import put_whole

blp = Blueprint("apps", __name__, url_prefix="/api/v1/apps", description="其他城市应用")

OURS = UUID("01a20270-7a8c-7000-8000-617070730000")
"""The room in which an app's ids become ours."""
LONGEST_ID = 100
LARGEST_PHOTO = 64 * 2**20
"""Bytes that are read to check a signature; what the city takes is less (`PHOTO_BYTES`)."""


@blp.route("/reports/<string:own_id>", methods=["PUT"], allow=CLIENTS, channel=Channel.APP)
@blp.arguments(AppReportSchema())
@blp.response(200, AppReceiptSchema())
@blp.alt_response(201, schema=AppReceiptSchema(), description="Written down for the first time")
@blp.alt_response(409, description="The id is known with other content, or a replayed request")
def send(args: dict[str, Any], own_id: str) -> tuple[dict[str, Any], int]:
    """Send a report under an id of the app's own, as often as it takes"""
    session, actor = here.session(), here.actor()
    here.limits().intake(reports.sender_of(actor), request.remote_addr or "")
    named = args.pop("photos")
    promised = {
        one["sha256"]: SentPhoto(one["sha256"], one["size"]) for one in named if "sha256" in one
    }
    urls = list(dict.fromkeys(one["url"] for one in named if "url" in one))
    sent = SentReport(channel=Channel.APP, photos=tuple(promised.values()), **args)
    report_id = _ours(own_id)
    _, new = reports.receive(session, report_id, sent, actor, here.zone())
    if new:
        fetching.want(session, report_id, urls, actor)
    elif fetching.urls(session, report_id) != urls:
        raise ReportDiffers
    session.flush()
    return _told(session.get_one(Report, report_id), own_id), 201 if new else 200


@blp.route("/reports/<string:own_id>", allow=CLIENTS, channel=Channel.APP)
@blp.response(200, AppReceiptSchema())
def follow(own_id: str) -> dict[str, Any]:
    """What became of a report that this app sent"""
    return _told(reports.own_report(here.session(), _ours(own_id), here.actor()), own_id)


@blp.route(
    "/reports/<string:own_id>/photos/<string:sha256>",
    methods=["PUT"],
    allow=CLIENTS,
    channel=Channel.APP,
    largest=LARGEST_PHOTO,
)
@blp.response(204)
@blp.alt_response(409, description="The report did not promise this photo")
def upload(own_id: str, sha256: str) -> None:
    """The bytes of a photo that the report promised; sent again, nothing changes"""
    session, actor = here.session(), here.actor()
    body = request.get_data()
    if len(body) > here.settings().upload_bytes:
        raise RequestEntityTooLarge
    photo = photos.promised(session, _ours(own_id), sha256, len(body), actor)
    if hashlib.sha256(body).hexdigest() != sha256:
        raise Missing(what="photo")
    here.limits().bytes(photo.sender, len(body))
    put_whole(here.store(), body, sha256)
    photos.finish(session, photo, actor, in_parts=False)


def _ours(own_id: str) -> UUID:
    """Our id of an app's report: two apps never share one. Raises Missing."""
    if len(own_id) > LONGEST_ID:
        raise Missing(what="report")
    return uuid5(OURS, f"{here.actor().client}\n{own_id}")


def _told(report: Report, own_id: str) -> dict[str, Any]:
    sent = senders.whole(here.session(), report)
    return {
        **reports.receipt(here.session(), report)._asdict(),
        "own_id": own_id,
        "stage": sent.stage.value,
        "stage_words": STAGE_WORDS[sent.stage][here.language()],
        "case_number": sent.case.number if sent.case else None,
        "fetches": fetching.of(here.session(), report.id),
    }
