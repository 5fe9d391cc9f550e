"""What became of each of many cases."""

from collections.abc import Iterable
from typing import Any

from api import here
from api.errors import STATUS
from api.shown.steps import offer
from city.cases.bulk import Result
from city.cases.model import Case
from city.cases.stages import STAGE_WORDS
from city.cases.worklists import Worklist, for_many


def result(one: Result) -> dict[str, Any]:
    """The case as it is now, or why it was refused."""
    if one.refusal is None:
        return {"id": one.id, "done": True, "refusal": None, **_now(one.case)}
    refusal, language = one.refusal, here.language()
    detail = refusal.said(language)
    told = {"status": STATUS[type(refusal)], "code": refusal.code, "detail": detail}
    return {"id": one.id, "done": False, "refusal": told, **_now(None)}


def heap(one: Worklist, count: int) -> dict[str, Any]:
    """A worklist, and the steps that may be taken for many of its cases at once."""
    open_to_many = for_many(one, here.actor().roles)
    return {
        "name": one.name,
        "words": one.words[here.language()],
        "count": count,
        "actions": [offer(action, row) for action, row in open_to_many],
    }


def as_they_are(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """For who asks again for what was done: the cases that they may see, as they are now."""
    return [{"id": case.id, "done": True, "refusal": None, **_now(case)} for case in cases]


def _now(case: Case | None) -> dict[str, Any]:
    if case is None:
        return {"stage": None, "stage_words": None, "version": None}
    words = STAGE_WORDS[case.stage][here.language()]
    return {"stage": case.stage.value, "stage_words": words, "version": case.version}
