"""What time it is: always aware, always asked here, so that a test can say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta

FARTHEST = timedelta(hours=14)  # Kiribati's

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _told.get() or datetime.now(UTC)


def is_of_calendar(moment: date) -> bool:
    """Whether it is a moment (or a day) in every zone, and a day before and after it too.

    PostgreSQL keeps more than that: a row with the year 10000 could never be read again. And less:
    offsets of more than sixteen hours, that no clock on Earth shows.
    """
    if not isinstance(moment, datetime):
        return MINYEAR < moment.year < MAXYEAR
    if abs(moment.utcoffset() or timedelta()) > FARTHEST:
        return False
    try:
        return MINYEAR < moment.astimezone(UTC).year < MAXYEAR
    except OverflowError:
        return False


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """Within this block it is `moment` (aware): for the demo city's past and for tests."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
