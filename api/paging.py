"""Cursors: where a page ended, signed by nothing since they grant nothing."""

import base64
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, validate

from city.clock import is_of_calendar

LIMIT = 20
MOST = 100


class PageArgs(Schema):
    """`?cursor=&limit=`"""

    cursor = fields.String(load_default=None, validate=validate.Length(max=200))
    limit = fields.Integer(load_default=LIMIT, validate=validate.Range(1, MOST))


def written(*key: Any) -> str:
    """The key of the last item as a cursor."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def moment_and_id(cursor: str | None) -> tuple[datetime, UUID] | None:
    """Read a cursor of (moment, id). Raises ValidationError."""
    try:
        key = _read(cursor)
        return (_moment(key[0]), UUID(key[1])) if key else None
    except (ValueError, TypeError, IndexError, AttributeError) as wrong:
        raise ValidationError("Not a valid cursor.", "cursor") from wrong


def _moment(said: str) -> datetime:
    found = datetime.fromisoformat(said)
    if found.tzinfo is None or not is_of_calendar(found):
        raise ValueError("no moment of ours")
    return found


def only_id(cursor: str | None) -> UUID | None:
    """Read a cursor of (id). Raises ValidationError."""
    try:
        key = _read(cursor)
        return UUID(key[0]) if key else None
    except (ValueError, TypeError, IndexError, AttributeError) as wrong:
        raise ValidationError("Not a valid cursor.", "cursor") from wrong


def only_number(cursor: str | None) -> int | None:
    """Read a cursor of (number). Raises ValidationError."""
    try:
        key = _read(cursor)
        return min(int(key[0]), 2**31 - 1) if key else None
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError) as wrong:
        raise ValidationError("Not a valid cursor.", "cursor") from wrong


def _read(cursor: str | None) -> list[Any] | None:
    if not cursor:
        return None
    key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    if not isinstance(key, list):
        raise ValueError("a cursor is a list")
    return key
