"""A case's past, step by step, and the buttons for what may come next."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from api import here
from city import clock
from city.cases import explained, fitting, stages
from city.cases.model import Case
from city.cases.stages import ACTION_WORDS, Action, Need, Step
from city.cases.words import STAFF, line
from city.catalogue.model import VIEW_WORDS, View
from city.events import Event
from city.people import ROLE_WORDS, Role

PRIMARY = frozenset(
    {Action.ACCEPT, Action.FILE, Action.DISPATCH, Action.SIGN_FOR, Action.HANDLE}
    | {Action.SEND_CHECK, Action.PASS, Action.CONFIRM, Action.CLOSE, Action.APPROVE, Action.RESUME}
)
DANGER = frozenset({Action.DECLINE, Action.REFUTE, Action.VOID, Action.FORCE_CLOSE, Action.REFUSE})
READING = {"zh": "已用 {used}，还剩 {left}", "en": "{used} used, {left} left"}


def step(event: Event, organisation: str | None) -> dict[str, Any]:
    """One step: when, what, by whom in which role, why, with which photos, and what was used up."""
    language = here.language()
    role = ROLE_WORDS[Role(event.role)][language] if event.role and event.actor_id else None
    return {
        "at": event.at,
        "what": event.name,
        "words": line(STAFF[event.name], language, event.data),
        "by": _by(event, language),
        "role": role,
        "organisation": organisation,
        "why": (event.data.get("why") or {}).get(language),
        "note": event.data.get("note") or None,
        "photos": [UUID(photo) for photo in event.data.get("photos", [])],
        "clock": _reading(event.data.get("clock"), language),
    }


def button(case: Case, action: Action) -> dict[str, Any]:
    """What may be done now, what it asks for, and within which bounds."""
    row, language = stages.step(case.stage, action), here.language()
    condition = case.condition
    views = condition.photos if condition and Need.PHOTO in row.needs else []
    return offer(action, row) | {
        "views": [{"name": view, "words": VIEW_WORDS[View(view)][language]} for view in views],
        "most": condition.limit_amount if condition and action is Action.EXTEND else None,
        "unit": _unit(case, language) if action is Action.EXTEND else None,
    }


def offer(action: Action, row: Step) -> dict[str, Any]:
    """What may be done to any case at such a stage."""
    language, longest = here.language(), fitting.LONGEST.get(action)
    tone = "danger" if action in DANGER else "primary" if action in PRIMARY else "plain"
    return {
        "name": action.value,
        "words": ACTION_WORDS[action][language],
        "needs": sorted(need.value for need in row.needs),
        "tone": tone,
        "approvals": [ROLE_WORDS[role][language] for role in row.approvals],
        "views": [],
        "latest": clock.now() + longest if longest else None,
        "most": None,
        "unit": None,
    }


def _unit(case: Case, language: str) -> str | None:
    found = case.condition
    return explained.UNITS[found.limit_unit][language].format(n="").strip() if found else None


def _reading(shown: Mapping[str, int] | None, language: str) -> str | None:
    if not shown:
        return None
    used, left = (
        explained.lasting(timedelta(seconds=shown[name]), language) for name in ("used", "left")
    )
    return READING[language].format(used=used, left=left)


def _by(event: Event, language: str) -> str:
    if event.actor_id:
        return event.actor_name
    who = {"zh": "市民", "en": "A citizen"} if event.role == Role.CITIZEN else None
    return (who or {"zh": "系统", "en": "The system"})[language]
