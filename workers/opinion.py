"""Reading what media write: politely, by the clock, and no more than has changed."""

from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego
from sqlalchemy.orm import Session

from city import clock, logs
from city.db import transaction
from city.errors import ChannelClosed
from city.intake import channels
from city.intake.channels import Heard
from city.intake.model import Channel
from city.opinion import feeds, items, reading
from city.opinion.model import OpinionFeed
from city.opinion.reading import NoFeed
from workers import outside
from workers.outside import Answer, NotNow, Refused, seconds_of
from workers.tools import tools

AGENT = "XunjieFeedReader/1.0"
TAKES = "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9"
MOST, MOST_ROBOTS = 4 * 2**20, 500 * 1024  # bytes; RFC 9309 asks for 500 KiB of robots.txt
SECONDS = 20.0
AT_ONCE = 50  # feeds of one round

log = logs.logger("opinion")


def read_due() -> int:
    """Read the feeds that are due, each in a transaction of its own; how many."""
    for count in range(AT_ONCE):
        with transaction() as session:
            try:
                channels.require_open(session, Channel.MEDIA)
            except ChannelClosed:
                return count
            feed = feeds.take_due(session)
            if feed is None:
                return count
            read(session, feed)
    return AT_ONCE


def read(session: Session, feed: OpinionFeed) -> None:
    """Read one feed, if its host lets us and it has changed."""
    try:
        if not _may(feed):
            feeds.gone(feed, "robots")
        else:
            _take(session, feed, _ask(feed.url, MOST, _known(feed)))
    except Refused as why:
        feeds.failed(feed, why.code)
    except NotNow as why:
        feeds.failed(feed, str(why) or "unreachable")
    except NoFeed:
        feeds.failed(feed, "no_feed")
    if feed.error:
        channels.heard(session, {Channel.MEDIA: Heard(refused=1, error=feed.error)})
    log.info("feed read", feed=feed.id, error=feed.error, failures=feed.failures)


def _take(session: Session, feed: OpinionFeed, said: Answer) -> None:
    if said.status == 410:
        feeds.gone(feed, "http_410")
        return
    if said.status not in (200, 304):
        wait = seconds_of(said.headers.get("Retry-After"), clock.now())
        feeds.failed(feed, f"http_{said.status}", wait)
        return
    new = 0
    if said.status == 200:
        new = items.take(session, feed, reading.entries(said.body))
    feeds.read_well(feed, said.headers.get("ETag"), said.headers.get("Last-Modified"))
    channels.heard(session, {Channel.MEDIA: Heard(taken=new)})


def _known(feed: OpinionFeed) -> dict[str, str]:
    """So that a feed that has not changed need not be sent (RFC 9110, 13.1)."""
    told = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {name: value for name, value in told.items() if value}


def _may(feed: OpinionFeed) -> bool:
    """Whether the host's robots.txt lets us; one that is not there lets everybody (RFC 9309)."""
    if feeds.needs_robots(feed, clock.now()):
        parts = urlsplit(feed.url)
        said = _ask(f"{parts.scheme}://{parts.netloc}/robots.txt", MOST_ROBOTS, {})
        if said.status >= 500:
            raise NotNow("robots")
        feed.robots, feed.robots_at = said.body.decode("utf-8", "replace"), clock.now()
        feed.robots = feed.robots.replace("\0", "")
    rules = Protego.parse(feed.robots or "")
    delay = rules.crawl_delay(AGENT)
    if delay and timedelta(seconds=delay) > timedelta(minutes=feed.minutes):
        feed.minutes = -(-int(delay) // 60)
    return bool(rules.can_fetch(feed.url, AGENT))


def _ask(url: str, most: int, more: dict[str, str]) -> Answer:
    told = tools().settings
    headers = {"User-Agent": f"{AGENT} (+{told.origin})", "Accept": TAKES, **more}
    return outside.ask(url, most, SECONDS, told.fetch_trusted, headers)
