"""What time it is: always aware, always asked here, so that a test can say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import MAXYEAR, MINYEAR, UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _told.get() or datetime.now(UTC)


def is_of_calendar(moment: datetime) -> bool:
    """Whether it is a moment in every zone, and a day before and after it too.

    PostgreSQL keeps more than that: a row with the year 10000 could never be read again.
    """
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
