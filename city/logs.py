"""Logs: JSON lines with the request's id. Never a person's name, number or words."""

import logging
import os
import sys

import orjson
import structlog
from structlog.tracebacks import ExceptionDictTransformer

from city.events import request_id


def configure() -> None:
    """JSON lines on standard error, from LOG_LEVEL (default info) upward."""
    level = logging.getLevelNamesMapping().get(os.environ.get("LOG_LEVEL", "info").upper(), 20)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_request_id,
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(orjson.dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )


def logger(room: str) -> structlog.typing.FilteringBoundLogger:
    """A logger whose lines say which room they come from."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger(room=room)
    return log


def _with_request_id(
    _: object, __: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if known := request_id.get():
        event["request_id"] = known
    return event
