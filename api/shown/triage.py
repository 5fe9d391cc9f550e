"""What triage proposes, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from api import here
from city.cases.model import Case
from city.cases.stages import Stage
from city.catalogue.model import Category, FilingCondition
from city.people import Role
from city.triage import proposals
from city.triage.corpus import places_elsewhere
from city.triage.figures import Score
from city.triage.model import TriageModel
from city.triage.mood import NAMES
from city.triage.urgency import dangers

DESK = (Role.OPERATOR, Role.DUTY_CHIEF)
OPEN = frozenset({Stage.RECEIVED, Stage.ACCEPTED, Stage.VERIFYING})
KIND = {
    "zh": "您好，您反映的事情由{name}负责{reach}，不在城市管理的受理范围内，我们无法替您办理。"
    "请直接向他们反映，感谢您的理解。",
    "en": "Thank you for telling us. This is a matter for {name}{reach}; city management cannot"
    " handle it. Please turn to them directly.",
}
REACH = {"zh": "（电话 {0}）", "en": " (telephone {0})"}


def proposal(case: Case) -> dict[str, Any] | None:
    """What is proposed for a case, for the desk while it decides."""
    if case.stage not in OPEN or not here.actor().has(*DESK):
        return None
    kept = proposals.of(here.session(), case.id)
    return proposed(kept.content) | {"model": kept.model, "at": kept.at} if kept else None


def proposed(content: Mapping[str, Any]) -> dict[str, Any]:
    """A proposal, with names, conditions and kind words; withdrawn categories left out."""
    names = _names([one["code"] for one in content["choices"]])
    conditions = _conditions([one["condition"] for one in content["choices"]])
    choices = [
        one | {"name": names[one["code"]], "condition": conditions.get(one["condition"])}
        for one in content["choices"]
        if one["code"] in names
    ]
    away = content["elsewhere"]
    felt, language = content["mood"], here.language()
    return {
        "sure": content["sure"],
        "choices": choices,
        "elsewhere": _elsewhere(away) if away else None,
        "alarms": [_alarm(one) for one in content["alarms"]],
        "mood": {
            "name": felt,
            "words": NAMES[felt][language],
            "worth": content["mood_worth"],
            "reasons": content["moved_by"],
        },
    }


def score(one: Score, names: Mapping[str, str]) -> dict[str, Any]:
    """A line of the figures."""
    return one._asdict() | {
        "name": names.get(one.name, one.name),
        "code": one.name,
        "precision": one.precision,
        "recall": one.recall,
    }


def learned(model: TriageModel) -> dict[str, Any]:
    """A model in the list."""
    about = model.about
    return {
        "id": model.id,
        "at": model.at,
        "by": model.by,
        "taken": model.taken,
        "texts": about.get("texts", 0),
        "good": about.get("f1"),
    }


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names of categories, and of those whom things are for elsewhere."""
    language = here.language()
    away = {code: one.names[language] for code, one in places_elsewhere().items()}
    return away | _names([code for code in codes if code not in away])


def _names(codes: list[str]) -> dict[str, str]:
    asked = select(Category).where(Category.code.in_(codes), Category.withdrawn_at.is_(None))
    language = here.language()
    return {one.code: one.called(language) for one in here.session().scalars(asked)}


def _conditions(ids: list[int | None]) -> dict[int | None, dict[str, Any]]:
    current = FilingCondition.valid_to.is_(None)
    asked = select(FilingCondition).where(FilingCondition.id.in_([i for i in ids if i]), current)
    return {one.id: _condition(one) for one in here.session().scalars(asked)}


def _condition(one: FilingCondition) -> dict[str, Any]:
    told = {"id": one.id, "text": one.text, "limit": one.limit_label}
    return told | {"urgent": one.urgent, "source": one.source}


def _elsewhere(away: Mapping[str, Any]) -> dict[str, Any] | None:
    known, language = places_elsewhere().get(away["code"]), here.language()
    if known is None:
        return None
    name = known.names[language]
    reach = REACH[language].format(known.reach) if known.reach else ""
    words = KIND[language].format(name=name, reach=reach)
    return {**away, "name": name, "reach": known.reach or None, "words": words}


def _alarm(one: Mapping[str, Any]) -> dict[str, Any]:
    kind = dangers().kinds[one["kind"]]
    return {**one, "words": kind.names[here.language()]}
