"""A report as its sender sees it."""

from typing import Any

from api import here
from api.schemas.common import wgs84
from city.cases import public, senders
from city.cases.followed import Followed
from city.cases.queries import contact, photos
from city.cases.senders import Sent
from city.cases.stages import STAGE_WORDS, Stage
from city.cases.words import SENDER, line
from city.catalogue.model import Category
from city.events import Event
from city.intake import reports
from city.intake.model import PhotoKind, Report


def summary(sent: Sent) -> dict[str, Any]:
    """One line of a sender's list."""
    return {
        "id": sent.report.id,
        "number": sent.report.number,
        "received_at": sent.report.received_at,
        "words": sent.report.words,
        "category": coded(sent.category),
        "place": sent.case.place if sent.case else None,
        "stage": sent.stage.value,
        "stage_words": STAGE_WORDS[sent.stage][here.language()],
        "picture": sent.picture,
    }


def followed(found: Followed) -> dict[str, Any]:
    """One line of what a sender follows."""
    moved = step(found.moved) if found.moved else None
    return {**summary(found.sent), "reports": found.reports, "moved": moved}


def whole(report: Report) -> dict[str, Any]:
    """All that a sender may know of their report."""
    session = here.session()
    sent = senders.whole(session, report)
    receipt = reports.receipt(session, report)
    shown = photos(session, report.id, report.case_id)
    return {
        **summary(sent),
        "photos": receipt.photos,
        "place_words": report.place_words,
        "position": wgs84(report.position, report.accuracy),
        "case_number": sent.case.number if sent.case else None,
        "timeline": [step(event) for event in senders.plain_past(session, report)],
        "may_rate": sent.stage is Stage.CLOSED,
        "satisfied": sent.case.satisfied if sent.case else None,
        "contact_kept": contact(session, report.id) is not None,
        "share": public.shared(sent.case, sent.category, here.settings().public_days),
        "pictures": [photo for photo in shown if photo.kind is not PhotoKind.CHECK],
    }


def step(event: Event) -> dict[str, Any]:
    """One step in plain words."""
    words = line(SENDER[event.name], here.language(), event.data)
    return {"at": event.at, "what": event.name, "words": words}


def coded(category: Category | None) -> dict[str, str] | None:
    """A category's code, and its name in the caller's language."""
    if category is None:
        return None
    return {"code": category.code, "name": category.called(here.language())}
