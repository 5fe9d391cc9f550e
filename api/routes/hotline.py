"""12345: files looked at and imported by staff, orders pushed by the hotline's own program."""

import hashlib
from typing import Any
from uuid import UUID

from flask import Response, request

from api import here
from api.auth import CLIENTS, only
from api.blueprint import Blueprint
from api.bytes import served
from api.schemas.hotline import (
    AskedRunSchema,
    AskedTrialSchema,
    FileArgs,
    FileSchema,
    ImportTrialSchema,
    MappingSchema,
    PushedSchema,
    RunSchema,
    RunsSchema,
    SourceSchema,
    SourcesSchema,
    TakenOrdersSchema,
)
from city.errors import Missing, TableUnreadable, Unready
from city.hotline import pushed, reading, runs, sources, trials
from city.hotline.fields import FIELDS
from city.hotline.mapping import key
from city.hotline.model import HotlineRun, HotlineSource, RunState
from city.intake.channels import require_open
from city.intake.model import Channel
from city.people import Role
from city.tables.sheet import LIMITS, WORDS, Unreadable
from media import keys

blp = Blueprint("hotline", __name__, url_prefix="/api/v1/hotline", description="12345 热线")

IMPORTERS = only(Role.OPERATOR, Role.DUTY_CHIEF, Role.ADMINISTRATOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PUSHED_BYTES = 4 * 2**20


@blp.route("/files", methods=["POST"], allow=IMPORTERS, largest=LIMITS.bytes)
@blp.arguments(FileArgs(), location="query")
@blp.response(200, FileSchema())
@blp.alt_response(422, description="The file is no table")
def look(args: dict[str, Any]) -> dict[str, Any]:
    """Look at a file (its bytes are the body): columns, proposed fields, ten rows; nothing more"""
    require_open(here.session(), Channel.HOTLINE)
    body = request.get_data()
    source = sources.named(here.session(), args["source"])
    try:
        sheets = reading.look(body, source.mapping, here.zone())
    except Unreadable as why:
        raise TableUnreadable(why=WORDS[why.code]) from why
    sha256 = hashlib.sha256(body).hexdigest()
    here.store().put(keys.hotline_file(sha256), body, "application/octet-stream")
    for column in (one for sheet in sheets for one in sheet["columns"]):
        column["key"] = key(column["at"], column["heading"])
    return {"sha256": sha256, "name": args["name"], "source": source.name, "sheets": sheets}


@blp.route("/trials", methods=["POST"], allow=IMPORTERS)
@blp.arguments(AskedTrialSchema())
@blp.response(200, ImportTrialSchema())
@blp.alt_response(404, description="The file was not looked at, or is not kept any more")
@blp.alt_response(422, description="The file is no table")
def try_out(args: dict[str, Any]) -> trials.Trial:
    """Say what would become of each row of a file that was looked at; nothing is written"""
    session, name = here.session(), keys.hotline_file(args["sha256"])
    if not here.store().exists(name):
        raise Missing(what="file")
    source = sources.named(session, args["source"])
    try:
        return trials.tried(session, source, here.store().get(name), source.mapping, here.zone())
    except Unreadable as why:
        raise TableUnreadable(why=WORDS[why.code]) from why


@blp.route("/sources", allow=IMPORTERS)
@blp.response(200, SourcesSchema())
def known() -> dict[str, Any]:
    """Who sends orders, how their columns are read, and which fields there are"""
    return {"items": sources.every(here.session()), "fields": list(FIELDS.values())}


@blp.route("/sources/<string:name>", methods=["PUT"], allow=IMPORTERS)
@blp.arguments(MappingSchema())
@blp.response(200, SourceSchema())
def save(args: dict[str, Any], name: str) -> HotlineSource:
    """Remember how a source's columns are read; recorded"""
    source = sources.named(here.session(), name[:80])
    sources.save(here.session(), source, args["mapping"], args["datum"], here.actor())
    return source


@blp.route("/runs", methods=["POST"], allow=IMPORTERS)
@blp.arguments(AskedRunSchema())
@blp.response(201, RunSchema())
def begin(args: dict[str, Any]) -> HotlineRun:
    """Import a file that was looked at; one that is under way is told, not begun again"""
    session = here.session()
    require_open(session, Channel.HOTLINE)
    if not here.store().exists(keys.hotline_file(args["sha256"])):
        raise Missing(what="file")
    source = sources.named(session, args["source"])
    run, new = runs.begin(session, source, args["name"], args["sha256"], here.actor())
    if new:
        runs.ask(session, run, here.actor())
    return run


@blp.route("/runs", allow=IMPORTERS)
@blp.response(200, RunsSchema())
def latest() -> dict[str, Any]:
    """The last imports, with their progress"""
    return {"items": runs.latest(here.session())}


@blp.route("/runs/<uuid:run_id>", allow=IMPORTERS)
@blp.response(200, RunSchema())
def follow(run_id: UUID) -> HotlineRun:
    """How far an import is"""
    return runs.get(here.session(), run_id)


@blp.route("/runs/<uuid:run_id>/result", allow=IMPORTERS)
@blp.response(200, content_type=XLSX)
@blp.alt_response(503, description="It is not ended yet")
def result(run_id: UUID) -> Response:
    """The result workbook: every row, and the refused ones to be mended and sent again"""
    run = runs.get(here.session(), run_id)
    name = keys.hotline_result(str(run.id))
    if run.state in runs.OPEN or (run.state is RunState.DONE and not here.store().exists(name)):
        raise Unready
    disposition = f'attachment; filename="12345-{run.created_at:%Y%m%d}-{str(run.id)[:8]}.xlsx"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return served(name, XLSX, str(run.id), headers)


@blp.route(
    "/orders", methods=["POST"], allow=CLIENTS, largest=PUSHED_BYTES, channel=Channel.HOTLINE
)
@blp.arguments(PushedSchema())
@blp.response(200, TakenOrdersSchema())
@blp.alt_response(409, description="This very request was taken before")
def push(args: dict[str, Any]) -> dict[str, Any]:
    """Orders as the hotline's program sends them, at most 500; each is told what became of it"""
    here.limits().intake(here.actor().device or "", request.remote_addr or "")
    rows = pushed.take(here.session(), args["source"], args["orders"], here.zone(), here.language())
    return {"items": rows}
