"""The city's names, changed at the desk; every change is a version that can be undone."""

import json
from typing import Any

from sqlalchemy import select

from api import here
from api.auth import STAFF, only
from api.blueprint import Blueprint
from api.schemas.lexicon import NamedArgs, NameSchema, UndoArgs, VersionSchema, VersionsSchema
from city.errors import NameUnfit
from city.people import Role
from city.places import load
from city.places.coordinates import Datum
from city.places.entries import Raw, Unfit, entry
from city.places.model import LexiconVersion
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


@blp.route("/names", methods=["PUT"], allow=KEEPERS)
@blp.arguments(NameSchema())
@blp.response(200, VersionSchema())
def put(args: dict[str, Any]) -> LexiconVersion:
    """Add a name, or put it in the place of what bears it now"""
    position, datum = args["position"], Datum.WGS84
    fields = {"name": args["name"], "road": args["name"], "aliases": ";".join(args["aliases"])}
    fields |= {name: args[name] for name in ("grade", "number")}
    fields |= {name: str(args[name]) for name in ("valid_from", "valid_to") if args[name]}
    if position:
        fields |= {"lon": str(position.lon), "lat": str(position.lat)}
        datum = position.datum
    if args["shape"]:
        fields["shape"] = json.dumps(args["shape"])
    try:
        taken = entry(args["kind"], Raw(1, fields), datum)
    except Unfit as unfit:
        raise NameUnfit(why=unfit.words) from unfit
    return load.change(here.session(), args["kind"], taken, _source(datum))


@blp.route("/names", methods=["DELETE"], allow=KEEPERS)
@blp.arguments(NamedArgs(), location="query")
@blp.response(200, VersionSchema())
@blp.alt_response(404, description="No such name")
def retire(args: dict[str, Any]) -> LexiconVersion:
    """Take a name out of force"""
    return load.retire(here.session(), args["kind"], args["name"], _source(Datum.WGS84))


def _source(datum: Datum) -> Source:
    return Source("desk", "", datum, here.actor().person_id)
