"""A case as staff see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from api import here
from api.schemas.common import wgs84
from api.shown.clocks import clock, lamp
from api.shown.dispatch import proposals
from api.shown.reports import coded
from api.shown.steps import button, step
from api.shown.triage import proposal
from city import clock as moment
from city.cases import actions, clocks, explained, queries
from city.cases import standing as stands
from city.cases.approval import Approval
from city.cases.clocks import Span
from city.cases.model import Case, Task
from city.cases.queries import Pictured
from city.cases.stages import ACTION_WORDS, STAGE_WORDS
from city.cases.standing import Joined, Standing, Voice
from city.cases.words import STAFF
from city.duty.choose import Choice, Walker
from city.intake.model import Contact
from city.people import ROLE_WORDS
from city.places import components
from city.places.coordinates import distance
from city.triage import personal


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
        "version": case.version,
        "asked": _asked(case, pictured.asked),
        "member": pictured.member,
        "reports": pictured.reports,
        "is_mass": case.mass_at is not None,
        "burst": {"id": case.burst_id, "size": pictured.burst} if pictured.burst else None,
    }


def whole(case: Case) -> dict[str, Any]:
    """A case with its report, its past and the buttons for this person."""
    session = here.session()
    found, photos = stands.of(session, case), queries.photos_of(session, case)
    past, report = queries.past(session, case), found.opened_by.report
    pictured = queries.pictured(session, case, photos, found.reports)
    return {
        **summary(pictured),
        "position": wgs84(case.position, case.accuracy),
        "placement": case.placement,
        "condition": _condition(case),
        "component": components.picked(session, report.component_id),
        "organisation": case.organisation,
        "areas": queries.areas(session, case),
        "satisfied": case.satisfied,
        "verified": case.verified,
        "until": case.until,
        "answer_by": case.answer_by,
        "late": case.late,
        "exempt": case.exempt,
        "clock": clock(case),
        "proposals": proposals(case),
        "proposal": proposal(case),
        "photos": photos,
        **standing(found),
        "timeline": [step(event, name) for event, name in past if event.name in STAFF],
        "actions": [button(case, act) for act in actions.open_to(session, case, here.actor())],
        "report": told(found.opened_by) | {"words": case.words},
    }


def told(voice: Voice) -> dict[str, Any]:
    """A report as staff see it, its sender masked, and whoever is named in its words."""
    report, contact = voice
    return {
        "id": report.id,
        "number": report.number,
        "channel": report.channel.value,
        "words": personal.masked(report.words),
        "place_words": personal.masked(report.place_words),
        "position": wgs84(report.position, report.accuracy),
        "made_at": report.made_at,
        "received_at": report.received_at,
        "contact": masked(contact) if contact else None,
    }


def standing(found: Standing) -> dict[str, Any]:
    """Who else a case stands for, what was joined to it, and what it is the return of."""
    return {
        "voices": [told(voice) for voice in found.voices],
        "joined": [named(each) | {"at": each.at} for each in found.joined],
        "merged_into": found.into and named(found.into),
        "repeats": found.repeats and named(found.repeats),
    }


def named(case: Case | Joined) -> dict[str, Any]:
    """A case by its number, and where it stands."""
    words = STAGE_WORDS[case.stage][here.language()]
    return {"id": case.id, "number": case.number, "stage_words": words}


def task(
    asked: Task, pictured: Pictured, earlier: Mapping[UUID, Case], reach: int
) -> dict[str, Any]:
    """A question to this inspector; `earlier`: of what is back, the case that was closed."""
    before = earlier.get(asked.case.id)
    yellow = asked.created_at + (asked.due_at - asked.created_at) * clocks.YELLOW_FROM
    return {
        "id": asked.id,
        "kind": asked.kind.value,
        "case": summary(pictured),
        "repeats": before and named(before),
        "position": wgs84(asked.case.position, asked.case.accuracy),
        "created_at": asked.created_at,
        "accepted_at": asked.accepted_at,
        "why": (asked.why or {}).get(here.language(), ""),
        "reach_metres": reach,
        "due_at": asked.due_at,
        "lamp": clocks.lamp(yellow, asked.due_at, moment.now()).value,
    }


def candidates(choice: Choice, people: Sequence[Walker], case: Case, full: int) -> dict[str, Any]:
    """Who would be chosen, and who could be named; an inspector with `full` tasks has enough."""
    return {
        "chosen": choice.person_id,
        "why": choice.why[here.language()],
        "items": [
            {
                **one._asdict(),
                "is_deputy": one.deputy is not None,
                "is_full": one.tasks >= full,
                "metres": _metres(one, case),
            }
            for one in people
        ],
    }


def _metres(one: Walker, case: Case) -> int | None:
    return round(distance(one.at, case.position)) if one.at and case.position else None


def left(asked: Task) -> dict[str, Any]:
    """A task that waits for a duty chief."""
    return {
        "id": asked.id,
        "kind": asked.kind.value,
        "case_id": asked.case_id,
        "number": asked.case.number,
        "place": asked.case.place,
        "person": asked.person and asked.person.name,
        "why": (asked.why or {}).get(here.language(), ""),
        "due_at": asked.due_at,
    }


def masked(contact: Contact) -> dict[str, str | None]:
    """王** and 138****5678: the first character, and the ends of a number."""
    name, phone = contact.name, contact.phone
    return {
        "name": name and masked_name(name),
        "phone": phone and masked_phone(phone),
    }


def masked_name(name: str) -> str:
    """王**."""
    return name[0] + "*" * max(1, len(name) - 1)


def masked_phone(phone: str) -> str:
    """138****5678."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****"


def _asked(case: Case, asked: Approval | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    language, wish = here.language(), asked.wish
    return {
        "id": asked.id,
        "what": ACTION_WORDS[asked.wanted][language],
        "note": asked.note,
        "by": asked.asked_by,
        "at": asked.asked_at,
        "amount": _amount(case, wish.get("amount")),
        "until": datetime.fromisoformat(wish["until"]) if "until" in wish else None,
        "waits_for": ROLE_WORDS[asked.decider][language],
        "first_by": asked.first_by,
    }


def _amount(case: Case, amount: int | None) -> str | None:
    if amount is None or case.condition is None:
        return None
    return explained.limit(Span(amount, case.condition.limit_unit), here.language())


def _condition(case: Case) -> dict[str, Any] | None:
    found = case.condition
    if found is None:
        return None
    return {
        "id": found.id,
        "text": found.text,
        "limit": found.limit_label,
        "closing": found.closing,
        "source": found.source,
    }
