"""A case as staff see it."""

from typing import Any
from uuid import UUID

from api import here
from api.schemas.common import wgs84
from api.shown.clocks import clock, lamp
from api.shown.dispatch import proposals
from api.shown.reports import coded
from api.shown.triage import proposal
from city import clock as moment
from city.cases import actions, clocks, queries, stages
from city.cases.model import Case, Task
from city.cases.queries import Pictured
from city.cases.stages import ACTION_WORDS, STAGE_WORDS, Action
from city.cases.words import STAFF, line
from city.events import Event
from city.intake.model import Contact
from city.people import ROLE_WORDS, Role
from city.triage import personal

PRIMARY = frozenset(
    {Action.ACCEPT, Action.FILE, Action.DISPATCH, Action.SIGN_FOR, Action.HANDLE}
    | {Action.SEND_CHECK, Action.PASS, Action.CLOSE}
)
DANGER = frozenset({Action.DECLINE})


def summary(pictured: Pictured) -> dict[str, Any]:
    """One card of a worklist."""
    case, language = pictured.case, here.language()
    return {
        "id": case.id,
        "number": case.number,
        "stage": case.stage.value,
        "stage_words": STAGE_WORDS[case.stage][language],
        "category": coded(case.category),
        "words": case.words,
        "place": case.place,
        "received_at": case.received_at,
        "due_at": case.due_at,
        "lamp": lamp(case),
        "picture": pictured.picture,
        "urgent": case.urgent,
    }


def whole(case: Case) -> dict[str, Any]:
    """A case with its report, its past and the buttons for this person."""
    session, report = here.session(), queries.report_of(here.session(), case)
    (pictured,) = queries.with_pictures(session, [case])
    past = queries.past(session, report.id, case.id)
    names = queries.organisations(session, {event.organisation_id or 0 for event in past})
    contact = queries.contact(session, report.id)
    return {
        **summary(pictured),
        "position": wgs84(case.position, case.accuracy),
        "placement": case.placement,
        "condition": _condition(case),
        "organisation": case.organisation,
        "areas": queries.areas(session, case),
        "satisfied": case.satisfied,
        "verified": case.verified,
        "clock": clock(case),
        "proposals": proposals(case),
        "proposal": proposal(case),
        "photos": queries.photos(session, report.id, case.id),
        "timeline": [_step(event, names) for event in past if event.name in STAFF],
        "actions": [_button(case, act) for act in actions.open_to(session, case, here.actor())],
        "report": {
            "id": report.id,
            "number": report.number,
            "channel": report.channel.value,
            "words": case.words,
            "place_words": personal.masked(report.place_words),
            "position": wgs84(report.position, report.accuracy),
            "made_at": report.made_at,
            "received_at": report.received_at,
            "contact": masked(contact) if contact else None,
        },
    }


def task(asked: Task, pictured: Pictured) -> dict[str, Any]:
    """A question to this inspector."""
    yellow = asked.created_at + (asked.due_at - asked.created_at) * clocks.YELLOW_FROM
    return {
        "id": asked.id,
        "kind": asked.kind.value,
        "case": summary(pictured),
        "position": wgs84(asked.case.position, asked.case.accuracy),
        "created_at": asked.created_at,
        "due_at": asked.due_at,
        "lamp": clocks.lamp(yellow, asked.due_at, moment.now()).value,
    }


def masked(contact: Contact) -> dict[str, str | None]:
    """王** and 138****5678: the first character, and the ends of a number."""
    name, phone = contact.name, contact.phone
    return {
        "name": name and name[0] + "*" * max(1, len(name) - 1),
        "phone": phone and masked_phone(phone),
    }


def masked_phone(phone: str) -> str:
    """138****5678."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****"


def _condition(case: Case) -> dict[str, Any] | None:
    found = case.condition
    if found is None:
        return None
    return {
        "id": found.id,
        "text": found.text,
        "limit": found.limit_label,
        "closing": found.closing,
    }


def _step(event: Event, names: dict[int, str]) -> dict[str, Any]:
    language = here.language()
    role = ROLE_WORDS[Role(event.role)][language] if event.role and event.actor_id else None
    return {
        "at": event.at,
        "what": event.name,
        "words": line(STAFF[event.name], language, event.data),
        "by": _by(event, language),
        "role": role,
        "organisation": names.get(event.organisation_id or 0),
        "why": (event.data.get("why") or {}).get(language),
        "note": event.data.get("note") or None,
        "photos": [UUID(photo) for photo in event.data.get("photos", [])],
    }


def _by(event: Event, language: str) -> str:
    if event.actor_id:
        return event.actor_name
    who = {"zh": "市民", "en": "A citizen"} if event.role == Role.CITIZEN else None
    return (who or {"zh": "系统", "en": "The system"})[language]


def _button(case: Case, action: Action) -> dict[str, Any]:
    needs = stages.step(case.stage, action).needs
    tone = "danger" if action in DANGER else "primary" if action in PRIMARY else "plain"
    return {
        "name": action.value,
        "words": ACTION_WORDS[action][here.language()],
        "needs": sorted(need.value for need in needs),
        "tone": tone,
    }
