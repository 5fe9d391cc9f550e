"""Rows of GeoReport v2: services, their attributes, requests and updates."""

from flask import request

from api import here
from api.open311.answers import Row
from city.cases.requests import Told, is_closed
from city.cases.stages import STAGE_WORDS
from city.catalogue.model import Category

UNKNOWN = "unknown"
"""The service of a request that nobody has sorted yet: the specification wants one."""


def service(category: Category) -> Row:
    """A category as a service."""
    return {
        "service_code": category.code,
        "service_name": category.called(here.language()),
        "description": category.class_name,
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(category.synonyms),
        "group": category.class_name,
    }


def attribute(order: int, code: str, kind: str, words: str, values: list[Row]) -> Row:
    """What more may be said of a service."""
    return {
        "variable": True, "code": code, "datatype": kind, "required": False,
        "datatype_description": "", "order": order, "description": words, "values": values,
    }  # fmt: skip


def asked_for(told: Told) -> Row:
    """A report as a request, with no more than the asker may see."""
    category, zone = told.category, here.zone()
    return {
        "service_request_id": str(told.id),
        "status": "closed" if is_closed(told.stage) else "open",
        "status_notes": STAGE_WORDS[told.stage][here.language()],
        "service_name": category.called(here.language()) if category else None,
        "service_code": category.code if category else UNKNOWN,
        "description": told.words or None,
        "agency_responsible": None,
        "service_notice": None,
        "requested_datetime": told.made_at.astimezone(zone).isoformat(timespec="seconds"),
        "updated_datetime": told.changed_at.astimezone(zone).isoformat(timespec="seconds"),
        "expected_datetime": told.due_at.astimezone(zone).isoformat(timespec="seconds")
        if told.due_at
        else None,
        "address": told.place or None,
        "address_id": None,
        "zipcode": None,
        "lat": told.at.lat if told.at else None,
        "long": told.at.lon if told.at else None,
        "media_url": None,
        **_extended(told),
    }


def _extended(told: Told) -> Row:
    """What Open311 has no word for, where `extensions=true` asks for it."""
    if request.args.get("extensions") != "true":
        return {}
    words = STAGE_WORDS[told.stage][here.language()]
    stage = {"stage": told.stage.value, "stage_words": words, "is_own": told.is_own}
    return {"extended_attributes": stage}


def update(told: Told) -> Row:
    """A stage that a report came to."""
    at = told.changed_at.astimezone(here.zone())
    return {
        "update_id": f"{told.id}-{int(at.timestamp())}",
        "service_request_id": str(told.id),
        "status": "CLOSED" if is_closed(told.stage) else "OPEN",
        "updated_datetime": at.isoformat(timespec="seconds"),
        "description": STAGE_WORDS[told.stage][here.language()],
    }
