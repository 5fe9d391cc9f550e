"""Dispatch rules: read, tried on last month's cases, saved."""

from typing import Any

from api import here
from api.auth import only
from api.blueprint import Blueprint
from api.schemas.common import wgs84
from api.schemas.dispatch import ChangeSchema, RulesSchema, TrialSchema, TryArgs
from city.calendars import calendar
from city.dispatch import change, known, texts, why
from city.people import Role

blp = Blueprint("dispatch", __name__, url_prefix="/api/v1/dispatch", description="派遣规则")

READERS = only(Role.DISPATCHER, Role.DUTY_CHIEF, Role.ADMINISTRATOR)
TRYING = only(Role.DISPATCHER, Role.ADMINISTRATOR)
SAVING = only(Role.ADMINISTRATOR)


@blp.route("/rules", allow=READERS)
@blp.response(200, RulesSchema())
def rules() -> dict[str, Any]:
    """All rules in their order, with what each sent lately and what of it came back"""
    return _shown()


@blp.route("/rules/try", methods=["POST"], allow=TRYING)
@blp.arguments(TryArgs(), location="query")
@blp.arguments(ChangeSchema())
@blp.response(200, TrialSchema())
def attempt(args: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """How many of the last cases would go elsewhere by changed rules; nothing is saved"""
    session = here.session()
    changed = change.changed(session, wanted["put"], wanted["remove"])
    trial = change.attempt(session, changed, calendar(session, here.zone()), args["days"])
    names = known.names(session, ()).organisations

    def named(one: int | None) -> dict[str, Any] | None:
        return {"id": one, "name": names.get(one, "")} if one else None

    return {
        "cases": trial.cases,
        "elsewhere": len(trial.moved),
        "words": trial.words(here.language()),
        "moves": [
            {"count": count, "old": named(old), "new": named(new)}
            for (old, new), count in trial.moves().most_common()
        ],
        "points": [
            {**one._asdict(), "position": wgs84(one.at, None)}
            for one in trial.moved[: change.MOST_POINTS]
        ],
    }


@blp.route("/rules", methods=["PATCH"], allow=SAVING)
@blp.arguments(ChangeSchema())
@blp.response(200, RulesSchema())
def save(wanted: dict[str, Any]) -> dict[str, Any]:
    """Put rules, and remove rules; recorded"""
    session = here.session()
    change.save(session, change.changed(session, wanted["put"], wanted["remove"]), here.actor())
    return _shown()


def _shown() -> dict[str, Any]:
    session, language = here.session(), here.language()
    rules = known.rules(session)
    tallies, none = change.tallies(session), change.Tally(0, 0)
    names = known.names(session, rules)
    items = [
        {
            **text,
            "number": place,
            "words": why.matched(rule, names, language),
            "to": names.organisations.get(rule.organisation_id, "?"),
            **tallies.get(rule.id, none)._asdict(),
        }
        for place, (rule, text) in enumerate(
            zip(rules, texts.written(session, rules), strict=True), start=1
        )
    ]
    areas = [
        {"code": f"{area.kind}:{area.code}", "name": area.name}
        for area in known.duty_areas(session)
    ]
    return {"items": items, "areas": areas, "organisations": known.targets(session)}
