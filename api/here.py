"""What this request has at hand: settings, store, limits, actor, language."""

from collections.abc import Iterable
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, g, request
from sqlalchemy.orm import Session

from api.limits import Limits
from city.people import Actor
from city.settings import Settings
from media.store import S3Store

LANGUAGES = ("zh", "en")


def settings() -> Settings:
    """The settings that this process was started with."""
    return cast(Settings, current_app.extensions["settings"])


def store() -> S3Store:
    """The object store."""
    return cast(S3Store, current_app.extensions["store"])


def doorstep() -> S3Store | None:
    """The object store by the address that phones reach it at; None where it has none."""
    return cast("S3Store | None", current_app.extensions["doorstep"])


def limits() -> Limits:
    """How often a caller may ask."""
    return cast(Limits, current_app.extensions["limits"])


def session() -> Session:
    """The transaction of this request."""
    return cast(Session, g.session)


def actor() -> Actor:
    """Who asks."""
    return cast(Actor, g.actor)


def zone() -> ZoneInfo:
    """The city's time zone."""
    return settings().zone


def language() -> str:
    """The caller's language: zh unless English is preferred."""
    return best_language(request.accept_languages.values())


def wants_little() -> bool:
    """Whether the caller asks not to be sent what it has changed (RFC 7240)."""
    asked = (one.strip().lower() for one in request.headers.get("Prefer", "").split(","))
    return "return=minimal" in asked


def best_language(wanted: Iterable[str]) -> str:
    """The first of `wanted` (most wanted first) that we speak; zh when we speak none."""
    spoken = (tag.split("-")[0].lower() for tag in wanted)
    return next((tag for tag in spoken if tag in LANGUAGES), LANGUAGES[0])
