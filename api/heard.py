"""What each channel brings, counted: for Prometheus at once, for the channels page now and then."""

import threading
import time

from flask import Flask, Response, g
from sqlalchemy.exc import SQLAlchemyError

from api.metrics import MESSAGES
from city.db import transaction
from city.intake import channels
from city.intake.channels import Heard
from city.intake.model import Channel
from city.logs import logger

EVERY = 5.0  # seconds between notes in the database: one row a channel must not be waited for

_lock = threading.Lock()
_waiting: dict[Channel, Heard] = {}
_told_at = 0.0


def register(app: Flask) -> None:
    """Count the answers of every route that belongs to a channel."""

    @app.after_request
    def _count(response: Response) -> Response:
        channel = g.get("channel")
        if channel is not None:
            is_taken = response.status_code < 400
            note(channel, is_taken, None if is_taken else str(response.status_code))
        return response


def note(channel: Channel, is_taken: bool, error: str | None) -> None:
    """One message came."""
    MESSAGES.labels(channel.value, "taken" if is_taken else "refused").inc()
    with _lock:
        before = _waiting.get(channel, Heard())
        _waiting[channel] = Heard(
            before.taken + is_taken, before.refused + (not is_taken), error or before.error
        )
        is_time = time.monotonic() - _told_at >= EVERY
    if is_time:
        tell()


def tell() -> None:
    """Write down what this process heard since it last did."""
    global _told_at
    with _lock:
        told, _told_at = dict(_waiting), time.monotonic()
        _waiting.clear()
    if not told:
        return
    try:
        with transaction() as session:
            channels.heard(session, told)
    except SQLAlchemyError as away:  # the answer that was counted stands all the same
        logger("web").warning("channels not noted", why=type(away).__name__)
        with _lock:
            for channel, heard in told.items():
                since = _waiting.get(channel, Heard())
                _waiting[channel] = Heard(
                    heard.taken + since.taken,
                    heard.refused + since.refused,
                    since.error or heard.error,
                )
