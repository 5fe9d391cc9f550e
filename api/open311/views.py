"""The addresses of GeoReport v2, its discovery, and its extension for updates."""

import hashlib
from dataclasses import replace
from uuid import UUID

from flask import Flask, Response, g, request
from werkzeug.datastructures import FileStorage

from api import here
from api.open311 import asked, rows
from api.open311.answers import Wrong, answer, single, speaking
from city import events
from city.cases import requests
from city.catalogue import read
from city.errors import ReportDiffers
from city.intake import channels, fetching, photos, reports
from city.intake.model import Channel, Report
from city.intake.reports import SentPhoto
from city.people import Actor
from media.uploads import put_whole

ROOT = "/open311/v2"
LARGEST = 40 * 2**20  # bytes of a form with pictures
MOST_MEDIA = 9
REQUESTS = ("service_requests", "request")


def register(app: Flask) -> None:
    """Serve Open311 under /open311."""
    for path, view, methods in (
        ("/open311/discovery.<form>", discovery, ["GET"]),
        (f"{ROOT}/services.<form>", services, ["GET"]),
        (f"{ROOT}/services/<code>.<form>", definition, ["GET"]),
        (f"{ROOT}/requests.<form>", found, ["GET"]),
        (f"{ROOT}/requests.<form>", post, ["POST"]),
        (f"{ROOT}/requests/<ids>.<form>", one, ["GET"]),
        (f"{ROOT}/tokens/<token>.<form>", token_of, ["GET"]),
        (f"{ROOT}/servicerequestupdates.<form>", updates, ["GET"]),
        (f"{ROOT}/servicerequestupdates.<form>", update, ["POST"]),
    ):
        app.add_url_rule(path, f"open311.{view.__name__}", speaking(view), methods=methods)


def discovery(form: str) -> Response:
    """Where the service is, and what it speaks."""
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": f"{here.settings().origin}{ROOT}",
        "changeset": "2026-11-22T00:00:00Z",
        "type": "production",
        "formats": [{"format": "text/xml"}, {"format": "application/json"}],
    }
    if form == "json":
        endpoint["formats"] = ["text/xml", "application/json"]
    told = {
        "changeset": "2026-11-22T00:00:00Z",
        "contact": here.settings().origin,
        "key_service": here.settings().origin,
        "endpoints": [endpoint],
    }
    return single(form, "discovery", told)


def services(form: str) -> Response:
    """All services: the categories of the catalogue."""
    asked.jurisdiction()
    told = [rows.service(one) for one in read.categories(here.session()) if not one.withdrawn_at]
    return answer(form, ("services", "service"), told)


def definition(form: str, code: str) -> Response:
    """What more may be said of a service: where exactly, and by which condition."""
    asked.jurisdiction()
    known = {one.code: one for one in read.categories(here.session())}
    category = known.get(code)
    if category is None:
        raise Wrong(404, "service_code was not found")
    conditions = [{"key": str(one.id), "name": one.text} for one in category.conditions]
    attributes = [
        rows.attribute(1, "place_words", "string", "地点说明", []),
        rows.attribute(2, "condition", "singlevaluelist", "属于哪种情况", conditions),
    ]
    told = {"service_code": code, "attributes": attributes[: 2 if conditions else 1]}
    return single(form, "service_definition", told)


def found(form: str) -> Response:
    """Requests by all filters; the asker's own in full, others' as the public sees them."""
    asked.jurisdiction()
    actor = asked.caller(must=False)
    told = requests.find(here.session(), asked.wanted(), actor.device)
    return answer(form, REQUESTS, list(map(rows.asked_for, told)))


def one(form: str, ids: str) -> Response:
    """Requests by their ids, several with commas between."""
    asked.jurisdiction()
    actor = asked.caller(must=False)
    wanted = [_uuid(each) for each in ids.split(",")][: asked.MOST_IDS]
    told = requests.find(here.session(), requests.Wanted(ids=wanted, size=100), actor.device)
    if not told:
        raise Wrong(404, "service_request_id was not found")
    return answer(form, REQUESTS, list(map(rows.asked_for, told)))


def token_of(form: str, token: str) -> Response:
    """A token is the request's own id: it is there at once."""
    asked.jurisdiction()
    if here.session().get(Report, _uuid(token)) is None:
        raise Wrong(404, "token was not found")
    return answer(form, REQUESTS, [{"service_request_id": token, "token": token}])


def post(form: str) -> Response:
    """A new request, by form or multipart with pictures; the same one again has the same id."""
    session = here.session()
    g.channel, request.max_content_length = Channel.OPEN311, LARGEST
    asked.jurisdiction()
    actor = asked.caller(must=True)
    channels.require_open(session, Channel.OPEN311)
    here.limits().intake(reports.sender_of(actor), request.remote_addr or "")
    if not request.form.get("service_code"):
        raise Wrong(400, "service_code was not provided")
    report_id, sent = asked.posted(actor)
    if session.get(Report, report_id) is None:
        media = _media()
        with_media = _with(sent, media)
        try:
            _, new = reports.receive(session, report_id, with_media, actor, here.zone())
        except ReportDiffers:
            new = False  # a twin of the same moment
        if new:
            _keep(report_id, media, actor)
    row = {"service_request_id": str(report_id), "service_notice": None, "account_id": None}
    return answer(form, REQUESTS, [row], 201)


def updates(form: str) -> Response:
    """What has come to another stage, for those who follow."""
    asked.jurisdiction()
    actor = asked.caller(must=False)
    since, until = asked.moment("start_date"), asked.moment("end_date")
    told = requests.changed(here.session(), since, until, actor.device)
    return answer(form, UPDATES, list(map(rows.update, told)))


def update(form: str) -> Response:
    """A word of the sender's on their own request, kept in its past."""
    session = here.session()
    g.channel = Channel.OPEN311
    asked.jurisdiction()
    actor = asked.caller(must=True)
    channels.require_open(session, Channel.OPEN311)
    here.limits().intake(reports.sender_of(actor), request.remote_addr or "")
    report = session.get(Report, _uuid(request.form.get("service_request_id", "")))
    if report is None or not reports.is_own(report, actor):
        raise Wrong(404, "service_request_id was not found")
    words = request.form.get("description", "").strip()
    if not words or len(words) > 2000:
        raise Wrong(400, "description must be of 1 to 2000 characters")
    said = events.record(
        session, actor, "report.added", report_id=report.id, case_id=report.case_id, words=words,
        update=request.form.get("update_id", "")[:100],
    )  # fmt: skip
    session.flush()
    return answer(form, UPDATES, [{"update_id": str(said.id)}])


UPDATES = ("service_request_updates", "request_update")


def _media() -> list[tuple[str, bytes]]:
    files: list[FileStorage] = [one for each in request.files.listvalues() for one in each]
    found = {hashlib.sha256(body).hexdigest(): body for body in (one.read() for one in files)}
    if len(found) > MOST_MEDIA:
        raise Wrong(400, f"At most {MOST_MEDIA} pictures")
    return [(sha256, body) for sha256, body in found.items() if body]


def _with(sent: reports.SentReport, media: list[tuple[str, bytes]]) -> reports.SentReport:
    promised = tuple(SentPhoto(sha256, len(body)) for sha256, body in media)
    return replace(sent, photos=promised)


def _keep(report_id: UUID, media: list[tuple[str, bytes]], actor: Actor) -> None:
    """The pictures that came are received; one that was named is fetched later."""
    session = here.session()
    for sha256, body in media:
        put_whole(here.store(), body, sha256)
        photo = photos.promised(session, report_id, sha256, len(body), actor)
        photos.finish(session, photo, actor, in_parts=False)
    url = request.form.get("media_url", "").strip()
    if url:
        fetching.want(session, report_id, [url[:2000]], actor)


def _uuid(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Wrong(404, "service_request_id was not found") from None
