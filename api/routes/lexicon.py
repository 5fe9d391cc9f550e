"""The city's names, changed at the desk; every change is a version that can be undone."""

import json
from typing import Any

from sqlalchemy import select

from api import here, paging
from api.auth import STAFF, only
from api.blueprint import Blueprint
from api.schemas.common import wgs84
from api.schemas.lexicon import (
    NamedArgs,
    NamesArgs,
    NameSchema,
    NamesSchema,
    UndoArgs,
    VersionSchema,
    VersionsSchema,
)
from city.errors import NameUnfit
from city.intake.reports import Position
from city.people import Role
from city.places import load, names
from city.places.coordinates import Datum
from city.places.entries import Raw, Unfit, entry
from city.places.model import LexiconVersion
from city.places.names import Listed
from city.places.versions import Source

blp = Blueprint("lexicon", __name__, url_prefix="/api/v1/lexicon", description="地名词库")

KEEPERS = only(Role.ADMINISTRATOR, Role.DUTY_CHIEF, Role.OPERATOR)
MOST = 100


@blp.route("/versions", allow=STAFF)
@blp.response(200, VersionsSchema())
def versions() -> dict[str, Any]:
    """What was imported, changed and undone, the newest first"""
    newest = select(LexiconVersion).order_by(LexiconVersion.id.desc()).limit(MOST)
    return {"items": here.session().scalars(newest).all()}


@blp.route("/undo", methods=["POST"], allow=only(Role.ADMINISTRATOR))
@blp.arguments(UndoArgs())
@blp.response(200, VersionSchema())
@blp.alt_response(404, description="There is no version to undo")
def undo(args: dict[str, Any]) -> LexiconVersion:
    """Put back in force what the newest version replaced"""
    return load.undo(here.session(), here.actor().person_id, args["kind"])


@blp.route("/names", allow=STAFF)
@blp.arguments(NamesArgs(), location="query")
@blp.response(200, NamesSchema())
def listed(args: dict[str, Any]) -> dict[str, Any]:
    """The names of a kind in force that hold what was typed, a page at a time"""
    before, most = paging.only_number(args["cursor"]), args["limit"]
    found = names.listed(here.session(), args["kind"], args["q"], before, most + 1)
    page = found[:most]
    return {
        "items": [each._asdict() | {"position": wgs84(each.at, None)} for each in page],
        "next": paging.written(page[-1].id) if len(found) > most else None,
    }


@blp.route("/names", methods=["PUT"], allow=KEEPERS)
@blp.arguments(NameSchema())
@blp.response(200, VersionSchema())
@blp.alt_response(404, description="The name that it should replace is not in force")
def put(args: dict[str, Any]) -> LexiconVersion:
    """Add a name, or put it in the place of what bears it now, or of the name with this id"""
    session, kind = here.session(), args["kind"]
    position, datum = args["position"], Datum.WGS84
    old = names.one(session, kind, args["id"]) if args["id"] else None
    fields = {"name": args["name"], "road": args["name"], "aliases": ";".join(args["aliases"])}
    fields |= {name: args[name] for name in ("grade", "number")}
    fields |= {name: str(args[name]) for name in ("valid_from", "valid_to") if args[name]}
    fields |= _where(position, args["shape"], old)
    if position:
        datum = position.datum
    try:
        taken = entry(kind, Raw(1, fields), datum)
    except Unfit as unfit:
        raise NameUnfit(why=unfit.words) from unfit
    return load.change(session, kind, taken, _source(datum), old and old.id)


@blp.route("/names", methods=["DELETE"], allow=KEEPERS)
@blp.arguments(NamedArgs(), location="query")
@blp.response(200, VersionSchema())
@blp.alt_response(404, description="No such name")
def retire(args: dict[str, Any]) -> LexiconVersion:
    """Take a name out of force"""
    return load.retire(here.session(), args["kind"], args["id"], _source(Datum.WGS84))


def _where(
    position: Position | None, shape: dict[str, Any] | None, old: Listed | None
) -> dict[str, str]:
    """Where a name is, as a row of a file says it; what is not said stays as it was."""
    if shape:
        return {"shape": json.dumps(shape)}
    if old and old.shape:
        return {"shape": json.dumps(old.shape), "ends": old.ends}
    if position:
        return {"lon": str(position.lon), "lat": str(position.lat)}
    return {"lon": str(old.at.lon), "lat": str(old.at.lat)} if old and old.at else {}


def _source(datum: Datum) -> Source:
    return Source("desk", "", datum, here.actor().person_id)
