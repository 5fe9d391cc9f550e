"""Feeds: whom we read and how often; when each is due, and how long we leave alone what fails."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from city import clock, events
from city.errors import Missing
from city.opinion.model import OpinionFeed
from city.people import Actor

LONGEST_WAIT = timedelta(days=1)
ROBOTS_KEPT = timedelta(days=1)


def every(session: Session) -> Sequence[OpinionFeed]:
    """All feeds, by name."""
    return session.scalars(select(OpinionFeed).order_by(OpinionFeed.name, OpinionFeed.id)).all()


def add(session: Session, name: str, url: str, minutes: int, actor: Actor) -> OpinionFeed:
    """A feed that is read from now on; one that was there already is changed, and opened again."""
    feed = session.scalar(select(OpinionFeed).where(OpinionFeed.url == url))
    if feed is None:
        feed = OpinionFeed(url=url, failures=0)
        session.add(feed)
    feed.name, feed.minutes, feed.is_open, feed.next_at = name, minutes, True, clock.now()
    session.flush()
    events.record(session, actor, "opinion.feed_opened", feed=feed.id, named=name)
    return feed


def close(session: Session, feed_id: int, actor: Actor) -> OpinionFeed:
    """Read a feed no longer; what it brought stays. Raises Missing."""
    feed = session.get(OpinionFeed, feed_id)
    if feed is None:
        raise Missing(what="source")
    feed.is_open = False
    events.record(session, actor, "opinion.feed_closed", feed=feed.id, named=feed.name)
    return feed


def take_due(session: Session) -> OpinionFeed | None:
    """The feed that is due longest, locked; None when none is, or others read them."""
    due = OpinionFeed.is_open & (OpinionFeed.next_at <= clock.now())
    asked = select(OpinionFeed).where(due).order_by(OpinionFeed.next_at, OpinionFeed.id)
    return session.scalar(asked.limit(1).with_for_update(skip_locked=True))


def read_well(feed: OpinionFeed, etag: str | None, modified: str | None) -> None:
    """It answered, with something new or nothing; `etag` and `modified` are for the next time."""
    feed.etag, feed.modified = etag or feed.etag, modified or feed.modified
    feed.failures, feed.error, feed.read_at = 0, None, clock.now()
    feed.next_at = clock.now() + timedelta(minutes=feed.minutes)


def failed(feed: OpinionFeed, code: str, wait: timedelta | None = None) -> None:
    """It did not; after each failure we wait twice as long, at most a day, or as it asked."""
    feed.failures, feed.error = feed.failures + 1, code
    feed.next_at = clock.now() + max(wait or timedelta(), pause(feed.minutes, feed.failures))


def gone(feed: OpinionFeed, code: str) -> None:
    """It says that it is gone, or does not want to be read: it is left alone."""
    failed(feed, code)
    feed.is_open = False


def failing(session: Session) -> int:
    """How many of the feeds that are read could not be, when last tried."""
    asked = select(func.count()).where(OpinionFeed.is_open, OpinionFeed.failures > 0)
    return session.scalar(asked) or 0


def pause(minutes: int, failures: int) -> timedelta:
    """How long a feed is left alone that failed so often in a row."""
    return min(timedelta(minutes=minutes << min(failures, 12)), LONGEST_WAIT)


def needs_robots(feed: OpinionFeed, now: datetime) -> bool:
    """Whether its host's robots.txt is to be asked for anew (RFC 9309: at most a day old)."""
    return feed.robots_at is None or now - feed.robots_at > ROBOTS_KEPT
