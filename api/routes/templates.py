"""The words of notices: read, previewed and changed at the desk; every change is a version."""

from typing import Any

from sqlalchemy import select

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.notices import (
    PreviewSchema,
    TemplateChangeSchema,
    TemplateKeySchema,
    TemplateSchema,
    TemplatesSchema,
    TemplateVersionsSchema,
)
from city.notices import templates
from city.notices.kinds import CARRIER_WORDS, KINDS
from city.notices.templates import SAMPLE, Wording, fill
from city.people import Person, Role

blp = Blueprint(
    "templates", __name__, url_prefix="/api/v1/notices/templates", description="通知模板"
)

READERS = only(Role.ADMINISTRATOR, Role.DUTY_CHIEF, Role.OPERATOR, Role.AUDITOR)
KEEPERS = only(Role.ADMINISTRATOR, Role.DUTY_CHIEF)


@blp.route("", allow=READERS)
@blp.response(200, TemplatesSchema())
def all_() -> dict[str, Any]:
    """All words in force, each with a preview"""
    return {"items": [_shown(one) for one in templates.wordings(here.session()).values()]}


@blp.route("", methods=["PUT"], allow=KEEPERS)
@blp.arguments(TemplateChangeSchema())
@blp.response(200, TemplateSchema())
@blp.alt_response(422, description="The words cannot be read, or would say too much outside")
def change(args: dict[str, Any]) -> dict[str, Any]:
    """Put new words in force"""
    return _shown(templates.change(here.session(), Wording(**args), here.actor()))


@blp.route("/preview", methods=["POST"], allow=READERS)
@blp.arguments(TemplateChangeSchema())
@blp.response(200, PreviewSchema())
def preview(args: dict[str, Any]) -> dict[str, str]:
    """How these words would read; nothing is changed"""
    wanted = Wording(**args)
    templates.check(wanted)
    said = fill(wanted, SAMPLE)
    return {"title": said.title, "words": said.words}


@blp.route("/versions", allow=READERS)
@blp.arguments(TemplateKeySchema(), location="query")
@blp.response(200, TemplateVersionsSchema())
def versions(args: dict[str, Any]) -> dict[str, Any]:
    """What a city has said so far, the newest first"""
    found = templates.versions(here.session(), (args["kind"], args["carrier"], args["language"]))
    asked = select(Person.id, Person.name).where(Person.id.in_([one.by_id for one in found]))
    names = {row.id: row.name for row in here.session().execute(asked)}
    fields = ("version", "title", "words", "code", "is_on", "at")
    return {
        "items": [
            {**{name: getattr(one, name) for name in fields}, "by": names.get(one.by_id)}
            for one in found
        ]
    }


def _shown(one: Wording) -> dict[str, Any]:
    said = fill(one, SAMPLE)
    return {
        **one._asdict(),
        "kind_words": KINDS[one.kind].words,
        "carrier_words": CARRIER_WORDS[one.carrier],
        "is_usable": one.is_usable,
        "preview_title": said.title,
        "preview": said.words,
    }
